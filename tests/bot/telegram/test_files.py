"""Files from Telegram, over HTTP."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.telegram.bot import make_bot
from bot.telegram.files import TelegramFiles
from doubles.bot_api import BotApiDouble
from service.errors import FileTooLarge, FileUnreachable
from service.settings import Settings


@pytest.fixture(scope="module")
def api() -> Iterator[BotApiDouble]:
    """A Bot API."""
    with BotApiDouble() as double:
        yield double


@pytest.fixture
def bot(api: BotApiDouble, monkeypatch: pytest.MonkeyPatch) -> Bot:
    """A bot at that API."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its next version
    token = SecretStr("123:TEST")
    return make_bot(Settings(telegram_bot_token=token, telegram_api_url=api.url))


async def test_a_file_comes_byte_for_byte(api: BotApiDouble, bot: Bot) -> None:
    """An officer opens what the citizen sent."""
    content = bytes(range(256)) * 999
    file_id = api.files.add(content)["file_id"]
    async with bot:
        fetched = await TelegramFiles(bot).fetch(file_id, len(content))

    assert fetched == content


async def test_what_has_grown_too_large_is_not_fetched(api: BotApiDouble, bot: Bot) -> None:
    """The size that a message announced is only a claim."""
    file_id = api.files.add(b"12345")["file_id"]
    async with bot:
        with pytest.raises(FileTooLarge):
            await TelegramFiles(bot).fetch(file_id, 4)


async def test_what_telegram_does_not_serve_is_too_large(api: BotApiDouble, bot: Bot) -> None:
    """To try again would not help."""
    api.fail_next("getFile", status=400, description="Bad Request: file is too big")
    async with bot:
        with pytest.raises(FileTooLarge):
            await TelegramFiles(bot).fetch("any", 10)


@pytest.mark.parametrize("status", [400, 404, 429, 500])
async def test_any_other_refusal_may_pass(api: BotApiDouble, bot: Bot, status: int) -> None:
    """Telegram says "temporarily unavailable" with the same status as "wrong"."""
    api.fail_next("getFile", status=status, retry_after=1 if status == 429 else None)
    async with bot:
        with pytest.raises(FileUnreachable):
            await TelegramFiles(bot).fetch("any", 10)


async def test_an_address_that_has_expired_may_pass(api: BotApiDouble, bot: Bot) -> None:
    """A file's address is good for an hour; the next try asks for a new one."""
    file_id = api.files.add(b"12345")["file_id"]
    api.files.take_down(file_id)
    async with bot:
        with pytest.raises(FileUnreachable):
            await TelegramFiles(bot).fetch(file_id, 10)
