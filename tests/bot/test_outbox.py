"""Replies on disk before they are sent, and what became of each."""

import asyncio
import contextlib

import pytest
from prometheus_client import REGISTRY

from bot.sender import GaveUp, Moved, Result, Sent, TryAgain, Unreachable
from doubles.clock import FrozenClock
from service.outbox.deliveries import REPEAT_AFTER, SENDING_SECONDS, claim_messages
from service.outcomes import DeliveryTrouble
from service.storage.database import Database
from tests.bot.harness import until
from tests.bot.outbox_harness import NO_ANSWER, Post

A_DAY = [30] * 60 + [3600] * 23  # seconds between two looks


def deliveries(word: str) -> float:
    """Return how many tries ended so."""
    return REGISTRY.get_sample_value("tanya_deliveries_total", {"result": word}) or 0.0


@pytest.fixture
def post(database: Database, clock: FrozenClock) -> Post:
    """An outbox, once on each kind of database."""
    return Post(database, clock)


async def test_a_sent_message_is_recorded_with_its_number(post: Post) -> None:
    """The desk shows officers that the citizen's phone has it."""
    post.put("halo")

    await post.send_due()

    assert post.rows("text, state, external_id") == [("halo", "sent", "m1")]


async def test_messages_of_a_chat_go_one_after_the_other(post: Post) -> None:
    """The parts of a long answer must be read in order."""
    post.put("satu")
    post.put("dua")
    post.put("lain", address="2")

    await post.send_due()
    first_look = list(post.sender.sent)
    post.pass_time()
    await post.send_due()

    assert (first_look, post.sender.sent) == (["satu", "lain"], ["satu", "lain", "dua"])


async def test_a_later_message_waits_for_an_earlier_one_that_failed(post: Post) -> None:
    """ "dua" before "satu" would be nonsense to who reads it."""
    post.sender.results = [TryAgain(DeliveryTrouble.LIMITED, 30)]
    post.put("satu")
    post.put("dua")
    await post.send_due()

    await post.send_due()
    assert post.sender.sent == ["satu"]
    post.pass_time(30)
    await post.send_due()
    post.pass_time()
    await post.send_due()

    assert post.sender.sent == ["satu", "satu", "dua"]


async def test_the_wait_that_was_asked_for_is_obeyed(post: Post) -> None:
    """Who ignores Telegram's retry_after is made to wait longer."""
    post.sender.results = [TryAgain(DeliveryTrouble.LIMITED, 17)]
    post.put("halo")
    await post.send_due()

    post.pass_time(16)
    await post.send_due()
    assert post.rows("state, attempts, error") == [("queued", 1, "limited")]
    post.pass_time(1)
    await post.send_due()

    assert post.rows("state, error") == [("sent", None)]


async def test_a_day_without_telegram_loses_nothing_and_keeps_the_order(post: Post) -> None:
    """Whoever asked at night reads the answer in the morning; the network is not hammered."""
    for text in ("satu", "dua", "tiga"):
        post.put(text)
    post.put("lain", address="2")
    post.sender.results = [Unreachable(DeliveryTrouble.UNREACHABLE)] * 100_000
    for seconds in A_DAY:
        post.pass_time(seconds)
        await post.send_due()
    tries = len(post.sender.sent)
    assert post.rows("id, state, attempts") == [(n, "queued", 0) for n in (1, 2, 3, 4)]
    post.sender.sent, post.sender.results = [], []
    for _ in range(5):
        post.pass_time(30)
        await post.send_due()

    assert post.sender.sent == ["satu", "dua", "lain", "tiga"]
    assert tries <= len(A_DAY) + 1  # two went out at the first look


async def test_an_hour_of_errors_loses_nothing(post: Post) -> None:
    """Only a refusal makes a message fail: their trouble is not the citizen's."""
    post.put("halo")
    post.sender.results = [TryAgain(DeliveryTrouble.IN_TROUBLE)] * 100_000
    for seconds in A_DAY:
        post.pass_time(seconds)
        await post.send_due()
    post.sender.results = []
    post.pass_time(300)
    await post.send_due()

    assert post.rows("state") == [("sent",)]
    assert len(post.sender.sent) <= len(A_DAY)


async def test_a_poisonous_message_does_not_stop_the_others(post: Post) -> None:
    """Telegram may fail on one message for ever; that chat waits, the others do not."""
    post.put("racun")
    for number in range(20):
        post.put(f"pesan {number}", address=f"1{number}")
    post.sender.poison = "racun"
    for _ in range(60):
        await post.send_due()
        post.pass_time()

    assert len({text for text in post.sender.sent if text != "racun"}) == 20


async def test_a_chat_that_moved_gets_the_message_at_its_new_address(post: Post) -> None:
    """A group that grows becomes a supergroup with another number."""
    post.sender.results = [Moved("-1009")]
    post.put("halo", address="-9")
    await post.send_due()
    post.pass_time()
    await post.send_due()

    assert post.sender.addresses == ["-9", "-1009"]
    assert post.rows("address", "conversations") == [("-1009",)]
    assert post.rows("state") == [("sent",)]


async def test_a_chat_that_moved_to_a_known_one_is_told_to_officers(post: Post) -> None:
    """Two conversations cannot have one address; the message is not lost in silence."""
    post.put("lama", address="-1009")
    await post.send_due()
    post.sender.results = [Moved("-1009")]
    post.put("halo", address="-9")
    await post.send_due()

    assert post.rows("id, state, error")[1] == (
        2, "failed", "chat_moved_to_known"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("result", "word"),
    [
        (Sent("1"), "sent"),
        (TryAgain(DeliveryTrouble.LIMITED, 1), "limited"),
        (TryAgain(DeliveryTrouble.IN_TROUBLE), "again"),
        (Unreachable(DeliveryTrouble.UNREACHABLE), "unreachable"),
        (Moved("-5"), "moved"),
        (GaveUp(DeliveryTrouble.REFUSED), "failed"),
        (NO_ANSWER, "repeated"),
    ],
)
async def test_every_try_is_counted(post: Post, result: Result, word: str) -> None:
    """An alarm rings on what is counted, and on nothing else."""
    before = deliveries(word)
    post.sender.results = [result]
    post.put("halo")
    await post.send_due()

    assert deliveries(word) == before + 1


async def test_an_answer_without_an_answer_is_sent_once_more(post: Post) -> None:
    """Half of those that were never repeated had not arrived; blind retries sent nine copies."""
    before = deliveries("repeated"), deliveries("uncertain")
    post.sender.results = [NO_ANSWER] * 2
    post.put("halo")
    await post.send_due()
    post.pass_time(REPEAT_AFTER)
    await post.send_due()
    post.pass_time(24 * 3600)
    await post.send_due()

    assert post.sender.sent == ["halo", "halo"]
    assert post.rows("state, error") == [("uncertain", "no_answer")]
    assert (deliveries("repeated"), deliveries("uncertain")) == (before[0] + 1, before[1] + 1)


async def test_what_follows_waits_for_the_repetition(post: Post) -> None:
    """An answer in two parts is read from its beginning."""
    post.sender.results = [NO_ANSWER]
    post.put("satu")
    post.put("dua")
    for _ in range(3):
        await post.send_due()
        post.pass_time(REPEAT_AFTER)

    assert post.sender.sent == ["satu", "satu", "dua"]


async def test_what_a_killed_gateway_was_sending_is_sent_once_more(post: Post) -> None:
    """Kill -9 meets a sending every day in some ministry; the citizen still waits."""
    before = deliveries("repeated")
    post.put("halo")
    with post.database.write() as session:
        claim_messages(session, "telegram", post.clock(), 1)  # and it is killed
    post.clock.advance(seconds=SENDING_SECONDS + 1)
    await post.another_outbox().step()

    assert (post.sender.sent, post.rows("state")) == (["halo"], [("sent",)])
    assert deliveries("repeated") == before + 1


async def test_a_citizen_who_blocked_the_bot_is_marked(post: Post) -> None:
    """One block must neither be retried nor stop what others are sent."""
    post.sender.results = [GaveUp(DeliveryTrouble.BLOCKED)]
    post.put("halo", address="1")
    post.put("halo", address="2")

    await post.send_due()

    assert post.rows("address, blocked", "conversations") == [("1", True), ("2", False)]
    assert [state for _, state in post.rows("id, state")] == ["failed", "sent"]


async def test_a_channel_that_breaks_is_asked_once_more(post: Post) -> None:
    """An error nobody thought of must not send without end, and must not stop the others."""
    post.sender.results = [RuntimeError("unheard of"), Sent("1"), RuntimeError("again")]
    post.put("halo", address="1")
    post.put("halo", address="2")
    await post.send_due()
    first = post.rows("id, state, error")
    post.pass_time(REPEAT_AFTER)
    await post.send_due()

    assert first == [(1, "queued", "unforeseen"), (2, "sent", None)]
    assert post.rows("id, state, error")[0] == (1, "uncertain", "unforeseen")


async def test_another_channels_messages_are_left_alone(post: Post) -> None:
    """The web chat fetches its own."""
    post.put("halo", channel="web")

    await post.send_due()

    assert post.sender.sent == []


async def test_a_database_that_cannot_be_read_does_not_end_it(post: Post) -> None:
    """A full disk or a lock must cost a pause, not the process."""
    post.database.engine.dispose()
    with post.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE outbox RENAME TO gone")
    await post.send_due()
    with post.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO outbox")
    post.put("halo")
    await post.send_due()

    assert post.sender.sent == ["halo"]


async def test_the_running_outbox_sends_what_it_is_woken_for(post: Post) -> None:
    """An answer must not wait for the next look, and stopping lets it be recorded."""
    task = asyncio.create_task(post.outbox.run())
    post.put("halo")
    post.outbox.wake()
    await until(lambda: post.sender.sent == ["halo"])
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert post.rows("state") == [("sent",)]
