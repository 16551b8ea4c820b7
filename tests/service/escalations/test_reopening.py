"""A closed ticket found again and opened again."""

from datetime import timedelta

import pytest

from service.conversations.ownership import state_of
from service.escalations.claims import claim_and_answer
from service.escalations.closing import close_escalation
from service.escalations.opening import escalations_of, open_escalation
from service.escalations.reopening import answered_by_message, closed_lately, reopen_escalation
from service.escalations.views import EscalationView
from service.operations.backlog import read_backlog
from service.outbox.deliveries import claim_messages, mark_sent
from service.outcomes import EscalationReason, EscalationState, Owner
from tests.service.harness import World


@pytest.fixture
def closed(world: World) -> EscalationView:
    """A ticket that an officer answered and closed."""
    conversation = world.conversation("1")
    officer = world.officer().id
    with world.database.write() as session:
        ticket = open_escalation(
            session, conversation, "ppid", EscalationReason.ASKED, world.clock()
        )
        number = claim_and_answer(
            session, ticket.ticket, officer, "Sudah.", "ditangani", world.clock()
        )
        claim_messages(session, "telegram", world.clock(), 10)
        assert isinstance(number, int)
        mark_sent(session, number, "tg-7", world.clock())
        close_escalation(session, ticket.ticket, officer, "ditutup", world.clock())
    return ticket


def test_a_closed_ticket_goes_back_to_the_queue_of_its_unit(
    world: World, closed: EscalationView
) -> None:
    """What is not done is done by those who know it already."""
    with world.database.write() as session:
        reopened = reopen_escalation(session, closed.conversation_id, closed.ticket, world.clock())
        owner = state_of(session, closed.conversation_id).owner

    assert reopened is not None
    assert (reopened.ticket, reopened.unit) == (closed.ticket, "ppid")
    assert (reopened.state, reopened.officer_id) == (EscalationState.WAITING, None)
    assert owner is Owner.QUEUE


def test_another_citizens_ticket_is_not_opened(world: World, closed: EscalationView) -> None:
    """A number that was overheard must open nothing."""
    other = world.conversation("2")
    with world.database.write() as session:
        assert reopen_escalation(session, other, closed.ticket, world.clock()) is None


def test_after_a_week_it_is_another_matter(world: World, closed: EscalationView) -> None:
    """The officer who reads it a month later does not know what it was about."""
    world.clock.advance(days=7, seconds=1)
    with world.database.write() as session:
        found = reopen_escalation(session, closed.conversation_id, closed.ticket, world.clock())
        known = closed_lately(session, closed.conversation_id, world.clock())

    assert (found, known) == (None, None)


def test_two_tickets_are_never_open_at_once(world: World, closed: EscalationView) -> None:
    """One conversation belongs to one officer."""
    with world.database.write() as session:
        newer = open_escalation(
            session, closed.conversation_id, "humas", EscalationReason.ASKED, world.clock()
        )
        found = reopen_escalation(session, closed.conversation_id, closed.ticket, world.clock())
        states = [t.state for t in escalations_of(session, closed.conversation_id)]

    assert found == newer
    assert states == [EscalationState.WAITING, EscalationState.CLOSED]


def test_an_officers_message_leads_to_its_ticket(world: World, closed: EscalationView) -> None:
    """ "Yang ini saya belum ngerti" quotes the officer, not the bot."""
    with world.database.read() as session:
        found = answered_by_message(session, closed.conversation_id, "tg-7")
        unknown = answered_by_message(session, closed.conversation_id, "tg-8")

    assert found is not None
    assert found.ticket == closed.ticket
    assert unknown is None


def test_what_was_closed_long_ago_is_not_spoken_of(world: World, closed: EscalationView) -> None:
    """ "Belum beres" next week may be about the tax office."""
    world.clock.advance(hours=25)
    with world.database.read() as session:
        found = closed_lately(session, closed.conversation_id, world.clock(), timedelta(days=1))

    assert found is None


def test_who_waits_again_waits_from_then_on(world: World, closed: EscalationView) -> None:
    """An alarm that counts from the first opening would ring for somebody who just came back."""
    world.clock.advance(days=2)
    with world.database.write() as session:
        reopened = reopen_escalation(session, closed.conversation_id, closed.ticket, world.clock())
        waiting = read_backlog(session, world.clock()).oldest_waiting

    assert reopened is not None
    assert reopened.waits_since == world.clock()
    assert waiting == 0
