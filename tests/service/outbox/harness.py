"""What an outbox does with a message, each in a transaction of its own."""

from service.outbox.deliveries import (
    mark_sent,
    retry_later,
    settle_lost_sendings,
)
from service.outcomes import DeliveryTrouble
from tests.service.harness import World


def sent(world: World, message_id: int) -> None:
    """Record that the channel accepted a message."""
    with world.database.write() as session:
        mark_sent(session, message_id, "900", world.clock())


def retry(world: World, message_id: int, wait: float | None = None) -> None:
    """Record that the channel did not take a message."""
    with world.database.write() as session:
        retry_later(session, message_id, DeliveryTrouble.IN_TROUBLE, world.clock(), wait)


def settle(world: World) -> tuple[int, int]:
    """Look for messages whose sender died; return how many are repeated, and how many not."""
    with world.database.write() as session:
        return settle_lost_sendings(session, "telegram", world.clock())
