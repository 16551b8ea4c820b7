"""A pace on a clock that tests move, and messages that it is asked about."""

from datetime import UTC, datetime

from bot.pace import Pace
from bot.sender import Result, Sent
from service.outbox.queue import Outgoing
from service.outcomes import Author

LONG_AGO = datetime(2026, 11, 24, tzinfo=UTC)


class Street:
    """A pace on a clock that tests move."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.pace = Pace(lambda: self.now)

    def send(self, chat: str, result: Result | None = None) -> None:
        """Send one message to a chat and note what came of it."""
        message = Outgoing(1, f"conversation {chat}", chat, Author.BOT, "halo", (), 0, LONG_AGO)
        self.pace.begin(message)
        self.pace.end(message, result or Sent("1"))

    def is_free(self, chat: str) -> bool:
        """Tell whether a chat may be written to now."""
        return self.pace.room(0) > 0 and f"conversation {chat}" not in self.pace.resting()
