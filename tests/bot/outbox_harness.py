"""An outbox whose channel does as it is told."""

from collections.abc import Callable

from bot.outbox import Outbox
from bot.pace import CHAT_REST, Pace
from bot.sender import GaveUp, Result, Sent, TryAgain
from doubles.clock import FrozenClock
from service.conversations.ownership import open_conversation
from service.outbox.queue import Draft, Outgoing, put_message
from service.outcomes import Author, Delivery, DeliveryTrouble
from service.storage.database import Database

NO_ANSWER = GaveUp(DeliveryTrouble.NO_ANSWER, Delivery.UNCERTAIN)


class FakeSender:
    """A channel that gives the results it is told to, then accepts everything."""

    channel = "telegram"

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.addresses: list[str] = []
        self.on_send: Callable[[], object] = lambda: None
        self.poison = ""  # the text that the channel always fails on
        self.results: list[Result | Exception] = []

    async def send(self, message: Outgoing) -> Result:
        """Record the text and give the next result."""
        self.sent.append(message.text)
        self.on_send()
        self.addresses.append(message.address)
        if message.text == self.poison:
            return TryAgain(DeliveryTrouble.IN_TROUBLE)
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
        self.seconds = 0.0  # of a clock that never jumps
        self.outbox = self.another_outbox()

    def another_outbox(self) -> Outbox:
        """Return the outbox of a gateway that has just started."""
        return Outbox(self.database, self.sender, self.clock, Pace(lambda: self.seconds))

    def put(self, text: str, address: str = "1", channel: str = "telegram") -> None:
        """Put a message in the outbox."""
        with self.database.write() as session:
            conversation_id = open_conversation(session, channel, address, self.clock())
            put_message(session, Draft(conversation_id, Author.BOT, text), self.clock())

    async def send_due(self) -> None:
        """Send what is due, as one look does, and wait for the channel."""
        await self.outbox.step()

    def pass_time(self, seconds: float = CHAT_REST) -> None:
        """Let time pass on both clocks."""
        self.seconds += seconds
        self.clock.advance(seconds=seconds)

    def rows(self, columns: str, table: str = "outbox") -> list[tuple[object, ...]]:
        """Return columns of every row."""
        statement = f"SELECT {columns} FROM {table} ORDER BY 1"  # noqa: S608
        with self.database.engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(statement)]
