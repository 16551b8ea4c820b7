"""What may have arrived, or not: the bot's is sent once more, an officer's waits for a person."""

import pytest

from service.conversations.ownership import change_owner
from service.outbox.deliveries import (
    REPEAT_AFTER,
    SENDING_SECONDS,
    mark_sent,
    mark_unanswered,
    put_back,
    retry_later,
    settle_lost_sendings,
)
from service.outcomes import Author, Delivery, DeliveryTrouble, Owner
from tests.service.harness import World


def settle(world: World) -> tuple[int, int]:
    """Look for messages whose sender died; return how many are repeated, and how many not."""
    with world.database.write() as session:
        return settle_lost_sendings(session, "telegram", world.clock())


def test_an_answer_whose_sender_died_is_sent_once_more(world: World) -> None:
    """It may have arrived: doubled is a small evil, silence a large one; a third time is none."""
    conversation_id = world.conversation()
    lost = world.put(conversation_id, "satu")
    world.put(conversation_id, "dua")
    world.claim()
    world.clock.advance(seconds=SENDING_SECONDS)
    early = settle(world)
    world.clock.advance(seconds=1)
    first = settle(world)
    again = [message.id for message in world.claim()]
    world.clock.advance(seconds=SENDING_SECONDS + 1)
    second = settle(world)

    assert (early, first, second) == ((0, 0), (1, 0), (0, 1))
    assert again == [lost]
    assert world.delivery(lost) is Delivery.UNCERTAIN


def test_an_officers_message_whose_sender_died_waits_for_the_officer(world: World) -> None:
    """A person weighs a message read twice against one never read: the button is at the desk."""
    lost = world.put(world.conversation(), "satu", Author.OFFICER)
    world.claim()
    world.clock.advance(seconds=SENDING_SECONDS + 1)

    assert settle(world) == (0, 1)
    assert (world.delivery(lost), world.claim()) == (Delivery.UNCERTAIN, [])


def unanswered(world: World, message_id: int) -> Delivery:
    """Record that nobody knows whether a message arrived."""
    with world.database.write() as session:
        return mark_unanswered(session, message_id, DeliveryTrouble.NO_ANSWER, world.clock())


@pytest.mark.parametrize("author", [Author.BOT, Author.SYSTEM])
def test_an_unanswered_answer_goes_out_once_more_before_what_follows(
    world: World, author: Author
) -> None:
    """The order of a conversation holds, and a citizen is never sent a third copy."""
    conversation_id = world.conversation()
    first = world.put(conversation_id, "satu", author)
    after = world.put(conversation_id, "dua", author)
    world.claim()
    unanswered(world, first)
    at_once = world.claim()
    world.clock.advance(seconds=REPEAT_AFTER)
    again = [message.id for message in world.claim()]
    second = unanswered(world, first)

    assert (at_once, again, second) == ([], [first], Delivery.UNCERTAIN)
    assert [message.id for message in world.claim()] == [after]


def test_what_a_repetition_meets_does_not_make_it_a_first_try(world: World) -> None:
    """Between the two tries Telegram may be away, or too busy: still no third copy."""
    message_id = world.put(world.conversation())
    world.claim()
    unanswered(world, message_id)
    world.clock.advance(seconds=REPEAT_AFTER)
    world.claim()
    with world.database.write() as session:
        retry_later(session, message_id, DeliveryTrouble.LIMITED, world.clock(), wait=1)
    world.clock.advance(seconds=1)
    world.claim()
    with world.database.write() as session:
        put_back(session, message_id, DeliveryTrouble.UNREACHABLE, world.clock())
    world.claim()

    assert unanswered(world, message_id) is Delivery.UNCERTAIN


def test_an_unanswered_message_of_an_officer_is_uncertain_at_once(world: World) -> None:
    """Nobody repeats a person's words for them."""
    message_id = world.put(world.conversation(), "halo", Author.OFFICER)
    world.claim()

    assert unanswered(world, message_id) is Delivery.UNCERTAIN


def test_a_sender_that_is_too_late_changes_nothing(world: World) -> None:
    """Its message was settled, and the citizen has got the repetition."""
    message_id = world.put(world.conversation())
    world.claim()
    with world.database.write() as session:
        mark_sent(session, message_id, "900", world.clock())

    assert unanswered(world, message_id) is Delivery.SENT
    assert world.delivery(message_id) is Delivery.SENT


def test_a_repetition_that_an_officer_overtakes_may_have_arrived(world: World) -> None:
    """Nobody sends it any more; the desk must not say that the citizen never read it."""
    conversation_id, officer = world.conversation(), world.officer()
    message_id = world.put(conversation_id)
    world.claim()
    unanswered(world, message_id)
    with world.database.write() as session:
        change_owner(session, world.state(conversation_id), Owner.OFFICER, officer.id)
    world.clock.advance(seconds=REPEAT_AFTER)

    assert world.claim() == []
    assert world.delivery(message_id) is Delivery.UNCERTAIN
