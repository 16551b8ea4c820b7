"""A Bot API double with a group of officers, and Telegram's library as its client."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest
from telegram import Bot, Update

from bot.telegram.bot import make_bot
from doubles.bot_api import BotApiDouble
from doubles.bot_api_officers import OfficersGroup
from tests.bot.telegram.harness import settings_of

GROUP = -1001000000001
RINI, BIMA = 71, 72


class Seconds:
    """A clock of seconds that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time it stands at."""
        return self.now


@dataclass
class Stage:
    """Everybody who plays."""

    api: BotApiDouble
    bot: Bot
    officers: OfficersGroup
    seconds: Seconds

    async def heard(self) -> list[Update]:
        """Return what the bot is told and has not confirmed."""
        return list(await self.bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES))

    async def topic(self, name: str = "Warga 7KQ2") -> int:
        """Make a topic and return its number."""
        return (await self.bot.create_forum_topic(GROUP, name)).message_thread_id


@pytest.fixture(scope="module")
def served() -> Iterator[BotApiDouble]:
    """One server for a file of tests."""
    with BotApiDouble() as api:
        yield api


@pytest.fixture
async def stage(served: BotApiDouble, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """A group with two officers, in which the bot is an administrator."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its next version
    served.forget()
    seconds = Seconds()
    bot = make_bot(settings_of(served))
    officers = served.officers_group(
        GROUP, clock=seconds, members={RINI: "member", BIMA: "member"}
    )
    await bot.initialize()
    await bot.get_updates(timeout=0, allowed_updates=Update.ALL_TYPES)
    yield Stage(served, bot, officers, seconds)
    await bot.shutdown()
