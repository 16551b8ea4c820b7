"""A gateway for each test, on SQLite or on both kinds of database."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from doubles.bot_api import BotApiDouble
from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.storage.database import Database
from tests.bot.harness import Office
from tests.bot.pace_harness import Street
from tests.bot.web_files_harness import Desk
from tests.bot.web_harness import Site


@pytest.fixture(autouse=True)
def _plain_log() -> None:
    """Log short lines: the gateway logs failures that these tests cause on purpose."""
    structlog.reset_defaults()
    processors = structlog.processors
    structlog.configure(
        [processors.format_exc_info, processors.KeyValueRenderer(key_order=["event"])]
    )


@pytest.fixture
def office(sqlite: Database, answers: Answers, clock: FrozenClock) -> Office:
    """A gateway where the kind of database does not matter."""
    return Office(sqlite, answers, clock)


@pytest.fixture
def any_office(database: Database, answers: Answers, clock: FrozenClock) -> Office:
    """A gateway, once on each kind of database."""
    return Office(database, answers, clock)


@pytest.fixture
async def chat(office: Office) -> AsyncIterator[Site]:
    """The web chat without a server and without answers: what it takes and what it refuses."""
    site = Site(office)
    yield site
    await site.close()


@pytest.fixture
async def site(office: Office) -> AsyncIterator[Site]:
    """The web chat, served."""
    site = Site(office)
    async with site.serving():
        yield site


@pytest.fixture(scope="session")
def double() -> Iterator[BotApiDouble]:
    """One Bot API server for all; each test begins with an empty one."""
    with BotApiDouble() as double:
        yield double


@pytest.fixture
def api(double: BotApiDouble, monkeypatch: pytest.MonkeyPatch) -> BotApiDouble:
    """The server without what an earlier test left."""
    double.forget()
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # python-telegram-bot warns of its next version
    return double


@pytest.fixture
def street() -> Street:
    """Nobody has been written to."""
    return Street()


@pytest.fixture
async def web_desk(any_office: Office) -> AsyncIterator[Desk]:
    """The web chat with files, served, on each kind of database."""
    desk = Desk(any_office)
    async with desk.site.serving():
        yield desk


@pytest.fixture
async def light_desk(office: Office) -> AsyncIterator[Desk]:
    """The same, where the kind of database does not matter."""
    desk = Desk(office)
    async with desk.site.serving():
        yield desk
