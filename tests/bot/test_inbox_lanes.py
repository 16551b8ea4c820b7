"""Which gateway holds a conversation's lane, and for how long."""

import asyncio
import contextlib
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from bot.inbox import Inbox
from service.conversations.lanes import LANE_SECONDS, take_lane
from service.storage.database import Database
from tests.bot.harness import ANSWER, Office, until
from tests.bot.telegram.harness import running


async def test_a_lane_of_another_gateway_is_left_alone(any_office: Office) -> None:
    """Two gateways on one conversation would answer twice."""
    await any_office.receive("minta data")
    _take_lane(any_office, "another gateway")

    await any_office.work_off()

    assert any_office.assistant.asked == []


async def test_the_lane_of_a_dead_gateway_is_taken_over(any_office: Office) -> None:
    """A killed process must not keep its conversations for ever."""
    await any_office.receive("minta data")
    _take_lane(any_office, "a dead gateway")
    any_office.clock.advance(seconds=LANE_SECONDS + 1)

    await any_office.work_off()

    assert [told.text for told in any_office.told()] == [ANSWER.text]


async def test_a_lane_is_kept_while_an_answer_takes_long(
    any_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow Rasa must not make a second gateway answer the same message."""
    monkeypatch.setattr("bot.inbox.RENEW_SECONDS", 0.02)
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def think(_text: str) -> None:
        asked.set()
        await may_answer.wait()

    any_office.assistant.thinking = think
    await any_office.receive("minta data")
    async with running(any_office.inbox.run()):
        await asked.wait()
        taken_at = _lane_until(any_office)
        any_office.clock.advance(seconds=LANE_SECONDS - 1)
        await until(lambda: _lane_until(any_office) != taken_at)
        any_office.clock.advance(seconds=2)
        with any_office.database.write() as session:
            other = take_lane(session, any_office.conversation(), "other", any_office.clock())
        may_answer.set()
        await until(lambda: len(any_office.told()) == 1)

    assert other is False


async def test_quick_messages_wait_for_nothing_but_each_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five at once must take no longer than five times one: Rasa's own lock polls each second."""
    monkeypatch.setattr("bot.inbox.LOOK_AGAIN", 3600)  # whoever waits for a look waits for ever
    async with running(office.inbox.run()):
        for _ in range(5):
            await office.receive("minta data")
        await until(lambda: len(office.told()) == 5)

    assert len(office.assistant.asked) == 5


async def test_what_this_gateway_stored_needs_no_look(office: Office) -> None:
    """A search for waiting conversations costs more than all that a message needs."""
    await office.receive("minta data")
    await office.inbox.step(look=False)

    assert [told.text for told in office.told()] == [ANSWER.text]


async def test_what_another_gateway_stored_is_found(office: Office) -> None:
    """It may have been killed before it answered."""
    other = Inbox(office.services, office.woken.append)
    await other.receive(office.incoming("minta data"))

    async with running(office.inbox.run()):
        await until(lambda: len(office.told()) == 1)


async def test_a_message_during_an_answer_is_next_in_its_lane(office: Office) -> None:
    """The lane is followed in the transaction that stores the turn; nothing falls in between."""

    async def write_on(text: str) -> None:
        if text == "minta data":
            await office.receive("alamat")

    office.assistant.thinking = write_on
    await office.receive("minta data")
    await office.inbox.step(look=False)
    answered = list(office.assistant.asked)
    with statements(office.database) as afterwards:
        await office.inbox.step(look=False)

    assert answered == ["minta data", "alamat"]
    assert afterwards == []


async def test_a_lane_is_free_after_its_work(office: Office) -> None:
    """Another gateway may take the citizen's next message at once."""
    await office.write("minta data")

    assert office.rows("SELECT lane_holder, lane_until FROM conversations") == [(None, None)]


async def test_a_lane_that_breaks_is_given_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that fails for a moment must cost a moment, not the lease's minute."""
    await office.receive("minta data")

    def break_once(*_: object) -> None:
        monkeypatch.undo()
        raise OSError("the disk is full")

    monkeypatch.setattr("bot.inbox.postpone_update", break_once)
    office.assistant.error = RuntimeError("trouble")
    await office.work_off()
    office.assistant.error = None
    await office.work_off()

    assert [told.text for told in office.told()] == [ANSWER.text]


def _take_lane(office: Office, holder: str) -> None:
    with office.database.write() as session:
        assert take_lane(session, office.conversation(), holder, office.clock())


def _lane_until(office: Office) -> object:
    return office.rows("SELECT lane_until FROM conversations")[0][0]


@contextlib.contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Note what the database is asked during the block."""
    noted: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        noted.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    yield noted
    event.remove(database.engine, "before_cursor_execute", note)
