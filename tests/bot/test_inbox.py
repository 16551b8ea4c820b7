"""Updates on disk, one lane per conversation, retries and the end of retrying."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event

from bot.inbox import CONCURRENT_LANES, Inbox
from doubles.knowledge import CONTENT
from service.content.sentences import load_sentences
from service.conversations.lanes import LANE_SECONDS, take_lane
from service.storage.database import Database
from service.updates.leftovers import retry_update
from service.updates.work import IN_ORDER, RETRY_SECONDS
from tests.bot.harness import ANSWER, Office, until


async def test_an_update_is_on_disk_when_receive_returns(any_office: Office) -> None:
    """Only then may Telegram forget it: a process killed now loses nothing."""
    assert await any_office.receive("minta data", update_id="77")

    assert any_office.updates("update_id", "text", "state") == [("77", "minta data", "pending")]


async def test_a_repeated_update_is_one_turn(any_office: Office) -> None:
    """Telegram repeats what it believes unconfirmed; the citizen asked once."""
    assert await any_office.receive("minta data", update_id="77")
    await any_office.work_off()

    assert not await any_office.receive("minta data", update_id="77")
    await any_office.work_off()

    assert len(any_office.turns("id")) == len(any_office.told()) == 1


async def test_the_same_number_of_another_bot_is_another_update(office: Office) -> None:
    """Update numbers are a bot's own; changing the bot must not lose messages."""
    assert await office.receive("minta data", update_id="77", source="7")
    assert await office.receive("alamat", update_id="77", source="8")


async def test_messages_of_a_conversation_are_answered_in_order(any_office: Office) -> None:
    """Two at once would mix up Rasa's dialogue and the citizen's reading."""
    busy, most = 0, 0

    async def think(_text: str) -> None:
        nonlocal busy, most
        busy += 1
        most = max(most, busy)
        await asyncio.sleep(0.02)
        busy -= 1

    any_office.assistant.thinking = think
    for text in ("minta data", "alamat", "jam buka"):
        await any_office.receive(text, address="1")
    await any_office.work_off()

    assert any_office.assistant.asked == ["minta data", "alamat", "jam buka"]
    assert most == 1


async def test_conversations_are_answered_side_by_side(any_office: Office) -> None:
    """One slow answer must not keep everybody waiting."""
    together = asyncio.Barrier(2)

    async def think(_text: str) -> None:
        async with asyncio.timeout(5):
            await together.wait()

    any_office.assistant.thinking = think
    await any_office.receive("minta data", address="1")
    await any_office.receive("alamat", address="2")
    await any_office.work_off()

    assert any_office.turns("outcome") == [("answered",), ("answered",)]


async def test_more_conversations_than_lanes_are_all_answered(office: Office) -> None:
    """A rush may wait, but nobody is left out."""
    for number in range(CONCURRENT_LANES + 3):
        await office.receive("minta data", address=str(number))
    await office.work_off()
    await office.work_off()

    assert len(office.turns("id")) == CONCURRENT_LANES + 3


async def test_a_failing_turn_is_retried_and_then_answered(any_office: Office) -> None:
    """A short trouble of ours must cost a delay, not the message."""
    any_office.assistant.error = RuntimeError("trouble")
    await any_office.receive("minta data")
    await any_office.work_off()
    any_office.assistant.error = None

    await any_office.work_off()  # not due yet
    assert any_office.told() == []
    any_office.clock.advance(seconds=RETRY_SECONDS[0])
    await any_office.work_off()

    assert [told.text for told in any_office.told()] == [ANSWER.text]
    assert any_office.updates("state", "attempts") == [("done", 1)]


async def test_a_poisonous_message_is_buried_and_the_citizen_told(any_office: Office) -> None:
    """One message that always fails must neither block its chat nor vanish."""

    async def choke(text: str) -> None:
        if text == "racun":
            raise RuntimeError("choked")

    any_office.assistant.thinking = choke
    await any_office.receive("racun")
    await any_office.receive("minta data")
    await any_office.work_off()
    answered_at_once = any_office.told()
    for seconds in RETRY_SECONDS[:IN_ORDER]:
        any_office.clock.advance(seconds=seconds)
        await any_office.work_off()
    answered_meanwhile = [told.text for told in any_office.told()]
    for seconds in RETRY_SECONDS[IN_ORDER:]:
        any_office.clock.advance(seconds=seconds)
        await any_office.work_off()

    assert answered_at_once == []
    assert answered_meanwhile == [ANSWER.text]
    assert any_office.told()[-1].text == any_office.say("failed")
    assert any_office.assistant.asked.count("racun") == len(RETRY_SECONDS) + 1
    assert any_office.updates("state", "outcome") == [("dead", "failed"), ("done", "answered")]
    assert sorted(any_office.turns("text", "outcome")) == [
        ("minta data", "answered"),
        ("racun", "failed"),
    ]


async def test_a_buried_message_is_not_tried_again(office: Office) -> None:
    """The citizen was told; a late second answer would confuse."""
    office.assistant.error = RuntimeError("trouble")
    await office.receive("racun")
    await office.work_off()
    for _ in range(len(RETRY_SECONDS) + 3):
        office.clock.advance(hours=1)
        await office.work_off()

    assert len(office.assistant.asked) == len(RETRY_SECONDS) + 1
    assert len(office.told()) == 1


async def test_a_buried_message_that_is_tried_by_hand_is_answered(any_office: Office) -> None:
    """The fault is mended: the citizen reads that it is tried again, and the answer."""
    any_office.assistant.error = RuntimeError("trouble")
    await any_office.receive("minta data")
    for seconds in (0, *RETRY_SECONDS):
        any_office.clock.advance(seconds=seconds)
        await any_office.work_off()
    any_office.assistant.error = None
    with any_office.database.write() as session:
        retry_update(session, 1, load_sentences(CONTENT), any_office.clock())
    await any_office.work_off()

    assert [told.text for told in any_office.told()] == [
        any_office.say("failed"),
        any_office.say("retried", date="24 November 2026 pukul 10.00 WIB"),
        ANSWER.text,
    ]
    assert any_office.turns("outcome") == [("failed",), ("answered",)]


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
    async with running(any_office.inbox):
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
    async with running(office.inbox):
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

    async with running(office.inbox):
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


async def test_the_running_inbox_answers_by_itself(office: Office) -> None:
    """What arrives must be taken up without anybody asking."""
    async with running(office.inbox):
        await office.receive("minta data")
        await until(lambda: len(office.told()) == 1)

    assert office.told()[0].text == ANSWER.text


async def test_stopping_lets_the_answer_under_way_finish(office: Office) -> None:
    """A restart must not make a citizen wait for a retry."""
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def think(_text: str) -> None:
        asked.set()
        await may_answer.wait()

    office.assistant.thinking = think
    await office.receive("minta data")
    await office.receive("yang berikutnya")
    task = asyncio.create_task(office.inbox.run())
    await asked.wait()
    task.cancel()
    may_answer.set()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert [told.text for told in office.told()] == [ANSWER.text]
    assert office.updates("state") == [("done",), ("pending",)]
    assert office.rows("SELECT lane_holder FROM conversations") == [(None,)]


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


@asynccontextmanager
async def running(inbox: Inbox) -> AsyncIterator[None]:
    """Run an inbox beside the block."""
    task = asyncio.create_task(inbox.run())
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
