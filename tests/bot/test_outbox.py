"""Replies on disk before they are sent, and what became of each."""

import asyncio
import contextlib

import pytest

from bot.outbox import GaveUp, Outbox, Result, Sent, TryAgain
from service.conversations import open_conversation
from service.database import Database
from service.outbox import RETRY_SECONDS, SENDING_SECONDS, Draft, Outgoing, put_message
from service.outcomes import Author, Delivery
from tests.bot.harness import until
from tests.conftest import FrozenClock


class FakeSender:
    """A channel that gives the results it is told to, then accepts everything."""

    channel = "telegram"

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.results: list[Result | Exception] = []

    async def send(self, message: Outgoing) -> Result:
        """Record the text and give the next result."""
        self.sent.append(message.text)
        result = self.results.pop(0) if self.results else Sent(f"m{message.id}")
        if isinstance(result, Exception):
            raise result
        return result


class Post:
    """An outbox, its channel, and citizens who have something to read."""

    def __init__(self, database: Database, clock: FrozenClock) -> None:
        self.database = database
        self.clock = clock
        self.sender = FakeSender()
        self.outbox = Outbox(database, self.sender, clock)

    def put(self, text: str, address: str = "1", channel: str = "telegram") -> None:
        """Put a message in the outbox."""
        with self.database.write() as session:
            conversation_id = open_conversation(session, channel, address, self.clock())
            put_message(session, Draft(conversation_id, Author.BOT, text), self.clock())

    async def send_due(self) -> None:
        """Send what is due, as one look does, and wait for the channel."""
        await self.outbox._send_due()
        await asyncio.gather(*self.outbox._under_way)

    def rows(self, columns: str, table: str = "outbox") -> list[tuple[object, ...]]:
        """Return columns of every row."""
        statement = f"SELECT {columns} FROM {table} ORDER BY 1"  # noqa: S608
        with self.database.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]


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
    await post.send_due()

    assert (first_look, post.sender.sent) == (["satu", "lain"], ["satu", "lain", "dua"])


async def test_a_later_message_waits_for_an_earlier_one_that_failed(post: Post) -> None:
    """ "dua" before "satu" would be nonsense to who reads it."""
    post.sender.results = [TryAgain("429", 30)]
    post.put("satu")
    post.put("dua")
    await post.send_due()

    await post.send_due()
    assert post.sender.sent == ["satu"]
    post.clock.advance(seconds=30)
    await post.send_due()
    await post.send_due()

    assert post.sender.sent == ["satu", "satu", "dua"]


async def test_the_wait_that_was_asked_for_is_obeyed(post: Post) -> None:
    """Who ignores Telegram's retry_after is made to wait longer."""
    post.sender.results = [TryAgain("429", 17)]
    post.put("halo")
    await post.send_due()

    post.clock.advance(seconds=16)
    await post.send_due()
    assert post.rows("state, attempts, error") == [("queued", 1, "429")]
    post.clock.advance(seconds=1)
    await post.send_due()

    assert post.rows("state, error") == [("sent", None)]


async def test_retrying_ends(post: Post) -> None:
    """After half an hour the officer must see that it did not arrive."""
    post.sender.results = [TryAgain("network")] * 20
    post.put("halo")
    for _ in range(12):
        await post.send_due()
        post.clock.advance(hours=1)

    assert len(post.sender.sent) == len(RETRY_SECONDS) + 1
    assert post.rows("state, error") == [("failed", "network")]


async def test_an_uncertain_message_is_not_sent_again(post: Post) -> None:
    """Blind retries have sent nine copies."""
    post.sender.results = [GaveUp("no answer in time", Delivery.UNCERTAIN)]
    post.put("halo")
    await post.send_due()
    post.clock.advance(days=1)
    await post.send_due()

    assert post.sender.sent == ["halo"]
    assert post.rows("state, error") == [("uncertain", "no answer in time")]


async def test_a_citizen_who_blocked_the_bot_is_marked(post: Post) -> None:
    """One block must neither be retried nor stop what others are sent."""
    post.sender.results = [GaveUp("403", is_blocked=True)]
    post.put("halo", address="1")
    post.put("halo", address="2")

    await post.send_due()

    assert post.rows("address, blocked", "conversations") == [("1", True), ("2", False)]
    assert [state for _, state in post.rows("id, state")] == ["failed", "sent"]


async def test_a_channel_that_breaks_leaves_the_message_uncertain(post: Post) -> None:
    """An error nobody thought of must not send twice, and must not stop the others."""
    post.sender.results = [RuntimeError("unheard of")]
    post.put("halo", address="1")
    post.put("halo", address="2")
    await post.send_due()
    post.clock.advance(seconds=SENDING_SECONDS + 1)
    await post.send_due()

    assert post.sender.sent == ["halo", "halo"]
    assert [state for _, state in post.rows("id, state")] == ["uncertain", "sent"]


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
