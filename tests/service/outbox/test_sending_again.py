"""A message that an officer sends again, among the younger ones of its conversation."""

from service.outbox.deliveries import mark_failed, mark_sent, send_again
from service.outcomes import Author, Delivery, DeliveryTrouble
from tests.service.harness import World


def test_it_waits_for_what_is_being_sent(world: World) -> None:
    """Two messages under way to one chat may arrive in either order, or too fast for Telegram."""
    conversation_id = world.conversation()
    first = world.put(conversation_id, author=Author.OFFICER)
    second = world.put(conversation_id, author=Author.OFFICER)
    world.claim()
    with world.database.write() as session:
        mark_failed(session, first, Delivery.UNCERTAIN, DeliveryTrouble.NO_ANSWER)
    world.claim()
    with world.database.write() as session:
        send_again(session, conversation_id, first, world.clock())
    while_it_is_sent = world.claim()
    with world.database.write() as session:
        mark_sent(session, second, "77", world.clock())
    afterwards = [message.id for message in world.claim()]

    assert while_it_is_sent == []
    assert afterwards == [first]
