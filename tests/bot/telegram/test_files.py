"""Files from Telegram, over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr
from telegram import Bot

from bot.telegram.bot import make_bot
from bot.telegram.files import TelegramFiles, address_below
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


async def test_no_more_is_read_than_may_be_kept(api: BotApiDouble, bot: Bot) -> None:
    """A server that announces little and sends without end must not fill the memory."""
    file_id = api.files.add(bytes(64 * 1024 * 1024))["file_id"]
    api.files.lie_about(file_id, file_size=10)
    before = api.files.given_out
    async with bot:
        with pytest.raises(FileTooLarge, match="more than 1000 bytes"):
            await TelegramFiles(bot).fetch(file_id, 1000)

    assert api.files.given_out - before < 16 * 1024 * 1024  # what the sockets held already


async def test_a_file_of_this_machine_is_never_opened(
    api: BotApiDouble, bot: Bot, tmp_path: Path
) -> None:
    """The library opens what exists here: the gateway's password would be at the desk."""
    secret = tmp_path / "secret"
    secret.write_bytes(b"rahasia")
    climbing = "../" * 30 + str(secret)[1:]
    for path in (str(secret), climbing, "/proc/self/environ", "../../../../etc/passwd"):
        file_id = api.files.add(b"12345")["file_id"]
        api.files.lie_about(file_id, file_path=path)
        async with bot:
            with pytest.raises(FileUnreachable, match="no file of its own"):
                await TelegramFiles(bot).fetch(file_id, 1000)


@pytest.mark.parametrize("told", [{"file_path": 5}, {"file_path": ["x"]}, {"file_path": None},
                                  {"file_size": "12 MB", "file_path": ""}])  # fmt: skip
async def test_what_cannot_be_read_of_a_file_may_pass(
    api: BotApiDouble, bot: Bot, told: dict[str, object]
) -> None:
    """One odd answer must not stop the files of others."""
    file_id = api.files.add(b"12345")["file_id"]
    api.files.lie_about(file_id, **told)
    async with bot:
        with pytest.raises(FileUnreachable):
            await TelegramFiles(bot).fetch(file_id, 10)


BASE = "https://api.telegram.org/file/bot1:A"


@pytest.mark.parametrize("path", ["photos/file_1.jpg", "documents/file_12", "voice/file-3.oga"])
def test_what_telegram_names_is_below_our_address(path: str) -> None:
    """Every kind of file that Telegram gives out is fetched."""
    assert address_below(BASE, f"{BASE}/{path}") == f"{BASE}/{path}"


@pytest.mark.parametrize(
    "named",
    [None, "", BASE, f"{BASE}/", "/etc/passwd", "https://evil.example/photos/1", f"{BASE}x/photos",
     f"https://evil.example/{BASE}/photos/1", f"{BASE}/../bot1:A/logOut", f"{BASE}/a/../../b",
     f"{BASE}//evil.example/x", f"{BASE}/http://evil.example/x", f"{BASE}/a?b", f"{BASE}/a#b",
     f"{BASE}/a%2e%2e/b", f"{BASE}/a\\b", f"{BASE}/a\nb", f"{BASE}/a\x00b", f"{BASE}/./a"],
)  # fmt: skip
def test_nothing_else_is_asked_for(named: str | None) -> None:
    """A server that was taken over cannot send the gateway to other addresses or files."""
    with pytest.raises(FileUnreachable):
        address_below(BASE, named)
