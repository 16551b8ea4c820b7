"""A wish for a person that the citizen takes back."""

from service.escalations.closing import cancel_escalation
from service.escalations.opening import (
    find_escalation,
)
from service.escalations.views import EscalationView
from service.outcomes import EscalationState, Owner
from tests.service.harness import World


def cancel(world: World, conversation_id: str) -> EscalationView | None:
    """Take the wish for a person back."""
    with world.database.write() as session:
        return cancel_escalation(session, conversation_id, world.clock())


def look(world: World, ticket: str) -> EscalationView:
    """Return an escalation as it is now."""
    with world.database.read() as session:
        return find_escalation(session, ticket)


def test_a_citizen_can_take_a_waiting_wish_back(world: World) -> None:
    """No officer should open what nobody needs any more."""
    conversation_id = world.conversation()
    ticket = world.escalate(conversation_id).ticket

    view = cancel(world, conversation_id)

    assert view == look(world, ticket)
    assert look(world, ticket).state is EscalationState.CLOSED
    assert world.state(conversation_id).owner is Owner.BOT


def test_a_citizen_cannot_take_it_back_once_an_officer_answers(world: World) -> None:
    """The officer is in the middle of a sentence."""
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, world.officer())

    assert cancel(world, conversation_id) is None
    assert look(world, ticket).state is EscalationState.HELD
    assert world.state(conversation_id).owner is Owner.OFFICER


def test_there_is_nothing_to_take_back_without_a_ticket(world: World) -> None:
    """An old button must not break anything."""
    assert cancel(world, world.conversation()) is None
