"""A conversation in an officer's hands, until the officer closes it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from service.conversations.ownership import change_owner
from service.errors import NotFound, OwnershipLost
from service.escalations.claims import answer_escalation, claim_and_answer, claim_escalation
from service.escalations.closing import cancel_escalation, close_escalation
from service.escalations.opening import (
    escalations_of,
    find_escalation,
    open_escalation,
    open_escalation_of,
)
from service.escalations.views import ClaimRefused, EscalationView
from service.outcomes import Author, EscalationReason, EscalationState, Owner
from service.storage.tables import OutboxMessage
from tests.service.harness import World


def claim(world: World, ticket: str, officer_id: int) -> EscalationView | ClaimRefused:
    """Take an escalation."""
    with world.database.write() as session:
        return claim_escalation(session, ticket, officer_id, "petugas datang", world.clock())


def answer(world: World, ticket: str, officer_id: int, text: str = "a") -> int | ClaimRefused:
    """Answer the citizen."""
    with world.database.write() as session:
        return answer_escalation(session, ticket, officer_id, text, world.clock())


def answer_first(world: World, ticket: str, officer_id: int) -> int | ClaimRefused:
    """Answer the citizen, taking the escalation with it."""
    with world.database.write() as session:
        return claim_and_answer(session, ticket, officer_id, "a", "datang", world.clock())


def close(world: World, ticket: str, officer_id: int) -> EscalationView | ClaimRefused:
    """Close an escalation."""
    with world.database.write() as session:
        return close_escalation(session, ticket, officer_id, "selesai", world.clock())


def cancel(world: World, conversation_id: str) -> EscalationView | None:
    """Take the wish for a person back."""
    with world.database.write() as session:
        return cancel_escalation(session, conversation_id, world.clock())


def count_told(world: World) -> int:
    """Return how many messages to citizens are stored."""
    with world.database.read() as session:
        return session.scalar(select(func.count(OutboxMessage.id))) or 0


def look(world: World, ticket: str) -> EscalationView:
    """Return an escalation as it is now."""
    with world.database.read() as session:
        return find_escalation(session, ticket)


def test_a_new_escalation_waits_in_the_queue(world: World) -> None:
    """The bot steps back and an officer finds it with its unit and reason."""
    conversation_id = world.conversation()

    view = world.escalate(conversation_id, "ppid")

    assert (view.unit, view.reason, view.state) == ("ppid", "asked", EscalationState.WAITING)
    assert (view.held_by, view.opened_at) == (None, world.clock())
    assert world.state(conversation_id).owner is Owner.QUEUE


def test_asking_twice_gives_the_same_ticket(world: World) -> None:
    """An impatient citizen must not fill the queue or get two numbers."""
    conversation_id = world.conversation()

    first = world.escalate(conversation_id)
    second = world.escalate(conversation_id, "ppid")

    assert second == first
    assert world.queue() == [first]


def test_asking_again_while_an_officer_answers_gives_the_same_ticket(world: World) -> None:
    """The officer who knows the matter keeps it."""
    conversation_id = world.conversation()
    ticket = world.hold(conversation_id, world.officer())

    again = world.escalate(conversation_id)

    assert (again.ticket, again.held_by) == (ticket, "Budi")


def test_claiming_puts_the_conversation_in_the_officers_hands(world: World) -> None:
    """From here on the citizen writes to a person, and is told so."""
    conversation_id, officer = world.conversation(), world.officer()
    ticket = world.escalate(conversation_id).ticket
    world.clock.advance(minutes=5)

    view = claim(world, ticket, officer.id)

    assert view == look(world, ticket)
    assert isinstance(view, EscalationView)
    assert (view.state, view.held_by) == (EscalationState.HELD, "Budi")
    assert view.claimed_at == world.clock()
    state = world.state(conversation_id)
    assert (state.owner, state.officer_id) == (Owner.OFFICER, officer.id)
    assert [(m.author, m.text) for m in world.claim()] == [(Author.SYSTEM, "petugas datang")]


def test_the_second_officer_is_told_who_has_it(world: World) -> None:
    """Two officers must not both write to one citizen; they can talk to each other."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    ticket = world.hold(world.conversation(), budi)

    assert claim(world, ticket, siti.id) == ClaimRefused("Budi")
    assert look(world, ticket).held_by == "Budi"


def test_claiming_twice_is_no_error_and_tells_the_citizen_once(world: World) -> None:
    """A double click is not a second officer."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)

    again = claim(world, ticket, officer.id)

    assert again == look(world, ticket)
    assert len(world.claim()) == 1
    assert world.claim() == []


def test_a_closed_escalation_cannot_be_claimed(world: World) -> None:
    """A page that was open since yesterday must not revive it; nobody "has" it."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    ticket = world.hold(world.conversation(), budi)
    close(world, ticket, budi.id)

    assert claim(world, ticket, siti.id) == ClaimRefused(None)
    assert claim(world, ticket, budi.id) == ClaimRefused(None)


def test_only_who_holds_it_answers(world: World) -> None:
    """The citizen hears one voice."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    conversation_id = world.conversation()
    ticket = world.escalate(conversation_id).ticket
    waiting = answer(world, ticket, budi.id)
    claim(world, ticket, budi.id)

    assert waiting == ClaimRefused(None)
    assert answer(world, ticket, siti.id) == ClaimRefused("Budi")
    assert isinstance(answer(world, ticket, budi.id), int)


def test_an_answer_is_in_the_outbox_under_the_officers_name(world: World) -> None:
    """It is on disk before it is sent, and the desk follows its delivery."""
    officer = world.officer()
    ticket = world.hold(world.conversation("77"), officer)

    message_id = answer(world, ticket, officer.id, "Silakan datang hari Senin.")

    with world.database.read() as session:
        row = session.get_one(OutboxMessage, message_id)
        assert (row.author, row.officer_id) == (Author.OFFICER, officer.id)
        assert row.text == "Silakan datang hari Senin."


def test_closing_gives_the_conversation_back_to_the_bot(world: World) -> None:
    """The next question is answered at once again, and the citizen knows by whom."""
    officer, conversation_id = world.officer(), world.conversation()
    ticket = world.hold(conversation_id, officer)
    world.clock.advance(hours=1)

    view = close(world, ticket, officer.id)

    state = world.state(conversation_id)
    assert isinstance(view, EscalationView)
    assert (view.state, view.closed_at) == (EscalationState.CLOSED, world.clock())
    assert (state.owner, state.officer_id) == (Owner.BOT, None)
    with world.database.read() as session:
        assert open_escalation_of(session, conversation_id) is None
    assert world.queue() == []


def test_only_who_holds_it_closes(world: World) -> None:
    """Nobody's conversation is ended by a colleague's slip."""
    budi, siti = world.officer(), world.officer("siti", "Siti")
    ticket = world.hold(world.conversation(), budi)

    assert close(world, ticket, siti.id) == ClaimRefused("Budi")
    assert look(world, ticket).state is EscalationState.HELD


def test_a_closed_escalation_is_neither_answered_nor_closed_again(world: World) -> None:
    """Words after the end would reach a citizen who talks to the bot; nobody "has" it."""
    officer = world.officer()
    ticket = world.hold(world.conversation(), officer)
    close(world, ticket, officer.id)

    assert answer(world, ticket, officer.id) == ClaimRefused(None)
    assert close(world, ticket, officer.id) == ClaimRefused(None)


def test_after_the_end_a_new_wish_gets_a_new_ticket(world: World) -> None:
    """Each matter has its own number and its own history."""
    conversation_id = world.conversation()
    first = world.escalate(conversation_id).ticket
    cancel(world, conversation_id)
    world.clock.advance(minutes=1)

    second = world.escalate(conversation_id).ticket

    with world.database.read() as session:
        tickets = [view.ticket for view in escalations_of(session, conversation_id)]
    assert tickets == [second, first]
    assert first != second


@pytest.mark.parametrize("ticket", ["", "TB-0000-0000", "' OR 1=1 --", "TB-\x00"])
def test_an_unknown_ticket_is_not_found(world: World, ticket: str) -> None:
    """A mistyped address shows "not found", not somebody else's conversation."""
    with pytest.raises(NotFound):
        look(world, ticket)
    with pytest.raises(NotFound):
        claim(world, ticket, 1)


def test_a_failed_transaction_leaves_neither_ticket_nor_queue(world: World) -> None:
    """A ticket without its conversation, or the reverse, would be nobody's."""
    conversation_id = world.conversation()

    with pytest.raises(RuntimeError):
        _open_and_fail(world, conversation_id)

    assert world.state(conversation_id).owner is Owner.BOT
    with world.database.read() as session:
        assert escalations_of(session, conversation_id) == []


def _open_and_fail(world: World, conversation_id: str) -> None:
    with world.database.write() as session:
        open_escalation(session, conversation_id, "humas", EscalationReason.ASKED, world.clock())
        raise RuntimeError("the process died before it committed")


@pytest.mark.parametrize("act", [claim, answer_first, close])
def test_who_loses_while_writing_is_refused_and_nothing_is_stored(
    world: World, monkeypatch: pytest.MonkeyPatch, act: Callable[[World, str, int], object]
) -> None:
    """The desk has one thing to handle, and the citizen is told nothing that is not so."""
    officer, conversation_id = world.officer(), world.conversation()
    ticket = world.escalate(conversation_id).ticket
    if act is close:
        claim(world, ticket, officer.id)
    before, told = look(world, ticket), count_told(world)
    seen = replace(world.state(conversation_id), version=0)
    monkeypatch.setattr("service.escalations.owning.state_of", lambda *_: seen)

    refused = act(world, ticket, officer.id)

    assert refused == ClaimRefused(before.held_by)
    assert look(world, ticket) == before
    assert count_told(world) == told


def test_of_two_officers_at_the_same_moment_one_is_first(world: World) -> None:
    """Both looked when it was waiting; the compare-and-set decides."""
    budi, conversation_id = world.officer(), world.conversation()
    ticket = world.escalate(conversation_id).ticket
    seen_by_siti = world.state(conversation_id)
    claim(world, ticket, budi.id)

    with pytest.raises(OwnershipLost), world.database.write() as session:
        change_owner(session, seen_by_siti, Owner.OFFICER, budi.id)

    assert look(world, ticket).held_by == "Budi"
