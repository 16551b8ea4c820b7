"""The gateway while its database is locked: nothing lost, nothing buried, no noise, no help."""

import asyncio
import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog

from bot.outbox import Outbox
from doubles.clock import FrozenClock
from service.answering.answers import Answers
from service.errors import DatabaseUnavailable
from service.storage import database as database_module
from service.storage.database import Database
from tests.bot.harness import ANSWER, Office, until
from tests.bot.outbox_harness import FakeSender

LOGGED: list[str] = []


@pytest.fixture
def sqlite(
    tmp_path: Path, migrated_file: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Database]:
    """A database whose writers wait for a moment only, so that tests need not."""
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT", 0.05)
    shutil.copy(migrated_file, tmp_path / "bot.db")
    made = Database(f"sqlite:///{tmp_path}/bot.db")
    yield made
    made.close()


@pytest.fixture
def office(sqlite: Database, answers: Answers, clock: FrozenClock) -> Office:
    """A gateway on it, whose log is kept."""
    LOGGED.clear()
    structlog.configure([lambda _logger, _method, entry: _keep(entry)])
    return Office(sqlite, answers, clock)


@pytest.fixture
async def sender(office: Office) -> AsyncIterator[FakeSender]:
    """A channel with inbox and outbox running."""
    sender = FakeSender()
    outbox = Outbox(office.database, sender, office.clock)
    jobs = [asyncio.create_task(job) for job in (office.inbox.run(), outbox.run())]
    yield sender
    for job in jobs:
        job.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await job


async def write(office: Office, text: str) -> None:
    """Write as Telegram does: what is not taken, because a writer is slow, comes again."""
    for _ in range(50):
        with contextlib.suppress(DatabaseUnavailable):
            await office.receive(text)
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("the message was never taken")


@contextlib.contextmanager
def locked(database: Database) -> Iterator[None]:
    """Let somebody's shell hold the lock."""
    shell = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    shell.execute("BEGIN IMMEDIATE")
    yield
    shell.close()


async def test_a_message_survives_the_lock_and_is_answered_after_it(
    office: Office, sender: FakeSender
) -> None:
    """A backup that takes ten minutes must not bury a question after five tries."""
    office.assistant.thinking = lambda _: asyncio.sleep(0.3)
    await write(office, "minta data")
    await until(lambda: office.assistant.asked == ["minta data"])
    with locked(office.database):
        await asyncio.sleep(3)
        lines = LOGGED.count("database_unavailable")
    await until(lambda: sender.sent == [ANSWER.text], 30)

    assert office.updates("state", "attempts", "outcome") == [("done", 0, "answered")]
    assert 2 <= lines <= 12
    assert {"turn_failed", "lane_broke", "outbox_unreadable"} & set(LOGGED) == set()


async def test_what_was_sent_is_recorded_when_the_lock_ends(
    office: Office, sender: FakeSender
) -> None:
    """Telegram has it: calling it uncertain, or sending it again, would both be wrong."""
    lock = contextlib.ExitStack()
    sender.on_send = lambda: lock.enter_context(locked(office.database))
    await write(office, "minta data")
    await until(lambda: len(sender.sent) == 1)
    sender.on_send = lambda: None
    await asyncio.sleep(1)
    lock.close()
    await until(lambda: office.rows("SELECT state FROM outbox") == [("sent",)], 30)

    assert len(sender.sent) == 1


def _keep(entry: structlog.typing.EventDict) -> str:
    LOGGED.append(str(entry["event"]))
    return str(entry["event"])
