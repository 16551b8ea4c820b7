"""A waiting ticket that goes to the unit of what it turned out to be about."""

import pytest

from service.escalations.claims import claim_escalation
from service.escalations.moving import redirect_escalation
from service.escalations.opening import open_escalation
from service.escalations.views import EscalationView
from service.outcomes import EscalationReason
from tests.service.harness import World


@pytest.fixture
def waiting(world: World) -> EscalationView:
    """A ticket that was opened without a word of why."""
    conversation = world.conversation("1")
    with world.database.write() as session:
        return open_escalation(
            session, conversation, "humas", EscalationReason.ASKED, world.clock()
        )


def test_a_waiting_ticket_goes_to_the_unit_of_its_reason(
    world: World, waiting: EscalationView
) -> None:
    """In the wrong queue it would wait for nobody."""
    with world.database.write() as session:
        moved = redirect_escalation(
            session, waiting.conversation_id, "pusbin-jfa", "humas", world.clock()
        )

    assert moved is not None
    assert (moved.ticket, moved.unit) == (waiting.ticket, "pusbin-jfa")


def test_what_an_officer_holds_stays_where_it_is(world: World, waiting: EscalationView) -> None:
    """Nobody's work is taken away by a word of the citizen."""
    with world.database.write() as session:
        claim_escalation(session, waiting.ticket, world.officer().id, "ditangani", world.clock())

    with world.database.write() as session:
        moved = redirect_escalation(
            session, waiting.conversation_id, "ppid", "humas", world.clock()
        )

    assert moved is None


def test_a_ticket_of_another_unit_is_not_taken_from_it(
    world: World, waiting: EscalationView
) -> None:
    """Its reason was told when it was opened."""
    with world.database.write() as session:
        assert (
            redirect_escalation(session, waiting.conversation_id, "humas", "ppid", world.clock())
            is None
        )
