"""Updates on disk, answered in order, retried, and the end of retrying."""

import asyncio
import contextlib

from bot.inbox import CONCURRENT_LANES
from doubles.knowledge import CONTENT
from service.content.sentences import load_sentences
from service.updates.leftovers import retry_update
from service.updates.work import IN_ORDER, RETRY_SECONDS
from tests.bot.harness import ANSWER, Office, until
from tests.bot.telegram.harness import running


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


async def test_the_running_inbox_answers_by_itself(office: Office) -> None:
    """What arrives must be taken up without anybody asking."""
    async with running(office.inbox.run()):
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
