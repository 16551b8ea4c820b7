"""What a channel does with a message: the words between the outbox and Telegram."""

from dataclasses import dataclass
from typing import Protocol

from service.outbox.queue import Outgoing
from service.outcomes import Delivery, DeliveryTrouble


@dataclass(frozen=True)
class Sent:
    """The channel accepted the message under this id."""

    external_id: str


@dataclass(frozen=True)
class TryAgain:
    """The channel did not take this message; ``wait`` seconds were asked for, or None."""

    trouble: DeliveryTrouble
    wait: float | None = None


@dataclass(frozen=True)
class Unreachable:
    """Nothing left this machine, or the channel does not let us in: no message is to blame."""

    trouble: DeliveryTrouble


@dataclass(frozen=True)
class Moved:
    """The chat goes on under another address; nothing was sent."""

    address: str


@dataclass(frozen=True)
class GaveUp:
    """It will not be tried again: refused for good, blocked, or uncertain to have arrived."""

    trouble: DeliveryTrouble
    state: Delivery = Delivery.FAILED


Result = Sent | TryAgain | Unreachable | Moved | GaveUp


class Sender(Protocol):
    """A channel that messages are sent through."""

    channel: str

    async def send(self, message: Outgoing) -> Result:
        """Send one message and say what became of it; raises nothing expected."""
