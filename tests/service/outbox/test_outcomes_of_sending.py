"""What became of a message: sent, tried again, given up, or nobody knows."""

from service.outbox.deliveries import (
    MOST_TRIES,
    RETRY_SECONDS,
    mark_failed,
    retry_later,
    settle_lost_sendings,
)
from service.outcomes import Delivery, DeliveryTrouble
from service.storage.tables import OutboxMessage
from tests.service.harness import World
from tests.service.outbox.harness import retry, sent, settle


def test_a_sent_message_is_recorded_with_the_channels_number(world: World) -> None:
    """The desk shows the officer that the citizen has it."""
    message_id = world.put(world.conversation())
    world.claim()

    sent(world, message_id)

    with world.database.read() as session:
        row = session.get_one(OutboxMessage, message_id)
        assert (row.state, row.external_id, row.error) == (Delivery.SENT, "900", None)
        assert row.sent_at == world.clock()


def test_a_failed_sending_is_tried_again_ever_more_rarely(world: World) -> None:
    """A short fault of the channel passes unnoticed, a long one is not made worse."""
    message_id = world.put(world.conversation())
    for seconds in (*RETRY_SECONDS, RETRY_SECONDS[-1]):
        assert [message.id for message in world.claim()] == [message_id]
        retry(world, message_id)
        world.clock.advance(seconds=seconds - 0.5)
        assert world.claim() == []
        world.clock.advance(seconds=0.5)


def test_trying_ends_after_days(world: World) -> None:
    """A message that the channel always fails on must not hold up its chat for ever."""
    message_id = world.put(world.conversation())
    with world.database.write() as session:
        session.get_one(OutboxMessage, message_id).attempts = MOST_TRIES

    retry(world, message_id)

    assert world.delivery(message_id) is Delivery.FAILED
    assert MOST_TRIES * RETRY_SECONDS[-1] > 3 * 24 * 3600


def test_a_wait_that_the_channel_asks_for_is_kept(world: World) -> None:
    """Telegram bans bots that do not wait as told."""
    message_id = world.put(world.conversation())
    world.claim()
    with world.database.write() as session:
        retry_later(session, message_id, DeliveryTrouble.LIMITED, world.clock(), wait=45)
    world.clock.advance(seconds=44)
    too_early = world.claim()
    world.clock.advance(seconds=1)

    (message,) = world.claim()

    assert (too_early, message.attempts) == ([], 1)


def test_a_message_that_cannot_be_delivered_is_marked_with_its_reason(world: World) -> None:
    """A citizen who blocked the bot is no reason to try for ever."""
    message_id = world.put(world.conversation())
    world.claim()

    with world.database.write() as session:
        mark_failed(session, message_id, Delivery.FAILED, DeliveryTrouble.REFUSED)

    with world.database.read() as session:
        row = session.get_one(OutboxMessage, message_id)
        assert (row.state, row.error) == (Delivery.FAILED, DeliveryTrouble.REFUSED)


def test_messages_under_way_are_not_settled_however_long_they_take(world: World) -> None:
    """A clock that jumps on by hours must not make what is just being sent uncertain."""
    message_id = world.put(world.conversation())
    world.claim()
    world.clock.advance(hours=5)

    with world.database.write() as session:
        settle_lost_sendings(session, "telegram", world.clock(), [message_id])

    assert world.delivery(message_id) is Delivery.SENDING


def test_what_another_gateway_is_sending_is_not_settled(world: World) -> None:
    """It read its clock a moment later than we did, and waited less for the database."""
    message_id = world.put(world.conversation())
    world.claim()
    world.clock.advance(seconds=-2)

    settle(world)

    assert world.delivery(message_id) is Delivery.SENDING
