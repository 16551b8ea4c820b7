"""Two tickets of one conversation become one, and one becomes two."""

from service.escalations.access import Why
from service.escalations.claims import claim_escalation
from service.escalations.merging import (
    UNDO,
    merge_escalations,
    split_escalation,
    unmerge_escalation,
)
from service.escalations.reopening import reopen_escalation
from service.escalations.views import ClaimRefused
from service.officers.duty import OfficerView
from service.outcomes import CloseReason, EscalationState, Owner, Role, Stage
from tests.service.escalations.desk import answer, close, do, look, person, told
from tests.service.harness import World


def split(world: World, ticket: str, officer: OfficerView, unit: str = "humas") -> str:
    """Let an officer make a second ticket; return it."""
    made = do(world, split_escalation, ticket, officer.id, unit, "soal lain", "baru: {ticket}")
    assert not isinstance(made, ClaimRefused)
    ticket_made: str = made.ticket
    return ticket_made


def merge(world: World, ticket: str, into: str, officer: OfficerView) -> object:
    """Let an officer put one ticket into another."""
    return do(world, merge_escalations, ticket, into, officer.id)


def test_a_split_waits_behind_the_first_and_has_its_turn(world: World) -> None:
    """The citizen talks with one officer at a time, and neither matter is forgotten."""
    budi, wati = person(world, "budi"), person(world, "wati", "ppid")
    conversation_id = world.conversation()
    first = world.hold(conversation_id, budi)
    second = split(world, first, budi, "ppid")

    behind = look(world, second).stage
    early = do(world, claim_escalation, second, wati.id, "datang")
    close(world, first, budi)

    assert behind is Stage.BEHIND
    assert early == ClaimRefused(None, Why.BEHIND)
    assert look(world, second).stage is Stage.WAITING
    assert world.state(conversation_id).owner is Owner.QUEUE
    assert do(world, claim_escalation, second, wati.id, "datang").officer_id == wati.id
    assert f"baru: {second}" in told(world, conversation_id)


def test_a_slip_of_splitting_is_merged_back(world: World) -> None:
    """Also where the second went to another unit."""
    budi = person(world, "budi")
    person(world, "wati", "ppid")
    first = world.hold(world.conversation(), budi)
    second = split(world, first, budi, "ppid")

    merge(world, second, first, budi)

    assert look(world, second).close_reason is CloseReason.MERGED
    assert look(world, first).state is EscalationState.HELD


def test_two_merges_in_opposite_directions_lose_nothing(world: World) -> None:
    """Two officers, each with the other ticket in mind: one of the two goes on."""
    budi = person(world, "budi")
    rina = person(world, "rina", role=Role.SUPERVISOR)
    conversation_id = world.conversation()
    first = world.hold(conversation_id, budi)
    second = split(world, first, budi)

    merge(world, first, second, rina)
    again = merge(world, second, first, rina)

    assert isinstance(again, ClaimRefused)
    assert look(world, first).state is EscalationState.CLOSED
    assert look(world, second).stage is Stage.WAITING
    assert world.state(conversation_id).owner is Owner.QUEUE


def test_tickets_of_two_citizens_are_never_merged(world: World) -> None:
    """One would read what the other wrote."""
    budi = person(world, "budi")
    first = world.hold(world.conversation("1"), budi)
    other = world.hold(world.conversation("2"), budi)

    assert merge(world, first, other, budi) == ClaimRefused(None, Why.NOT_TOGETHER)


def test_a_merge_is_taken_back_for_ten_minutes(world: World) -> None:
    """A slip of the finger costs nobody a ticket; later it is history."""
    budi = person(world, "budi")
    first = world.hold(world.conversation(), budi)
    second = split(world, first, budi)
    merge(world, second, first, budi)

    world.clock.now += UNDO
    back = do(world, unmerge_escalation, second, budi.id)
    merge(world, second, first, budi)
    world.clock.advance(minutes=10, seconds=1)
    late = do(world, unmerge_escalation, second, budi.id)

    assert back.stage is Stage.BEHIND
    assert late == ClaimRefused(None, Why.TOO_LATE)


def test_an_undo_after_the_other_was_closed_waits_by_itself(world: World) -> None:
    """It must be somebody's, whatever became of the ticket that it was in."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    first = world.hold(conversation_id, budi)
    second = split(world, first, budi)
    merge(world, second, first, budi)
    close(world, first, budi)

    back = do(world, unmerge_escalation, second, budi.id)

    assert back.stage is Stage.WAITING
    assert world.state(conversation_id).owner is Owner.QUEUE


def test_a_closed_ticket_is_taken_in_and_out_as_it_was(world: World) -> None:
    """The history of a matter belongs together; an undo invents no closing."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    old = world.hold(conversation_id, budi)
    answer(world, old, budi)
    close(world, old, budi)
    before = look(world, old)
    world.clock.advance(minutes=1)
    new = world.hold(conversation_id, budi)

    merge(world, old, new, budi)
    merged = look(world, old).close_reason
    do(world, unmerge_escalation, old, budi.id)

    after = look(world, old)
    assert merged is CloseReason.MERGED
    assert (after.closed_at, after.close_reason) == (before.closed_at, before.close_reason)


def test_whoever_comes_back_to_a_merged_ticket_finds_where_it_goes_on(world: World) -> None:
    """An old number must not lead nowhere."""
    budi = person(world, "budi")
    conversation_id = world.conversation()
    first = world.hold(conversation_id, budi)
    second = split(world, first, budi)
    merge(world, second, first, budi)
    answer(world, first, budi)
    close(world, first, budi)

    found = do(world, reopen_escalation, conversation_id, second)

    assert found.ticket == first
