"""Escalations: a conversation in an officer's hands, until the officer closes it.

The gateway opens them, the desk claims, answers and closes, the outbox delivers. Every function
takes an open ``Session`` and never commits: the caller owns the transaction, so a reply and its
delivery are stored together or not at all.

An officer who cannot have an escalation gets ``ClaimRefused``, however late that turns out. What
the gateway does for a citizen raises ``OwnershipLost``: it stores nothing and repeats the turn.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import change_owner, state_of
from service.errors import NotFound, OwnershipLost
from service.escalations.tickets import find_ticket, is_mistyped, new_ticket
from service.outbox.deliveries import send_again
from service.outbox.queue import Draft, put_message
from service.outcomes import (
    Author,
    ClosedBy,
    EscalationReason,
    EscalationState,
    Owner,
    Priority,
)
from service.replies import Button
from service.storage.tables import Escalation, Officer


@dataclass(frozen=True)
class EscalationView:
    """An escalation as officers and citizens see it."""

    ticket: str
    conversation_id: str
    unit: str
    reason: EscalationReason
    state: EscalationState
    held_by: str | None
    officer_id: int | None
    opened_at: datetime
    claimed_at: datetime | None
    closed_at: datetime | None
    closed_by: ClosedBy | None = None
    reopened_at: datetime | None = None

    @property
    def waits_since(self) -> datetime:
        """Since when the citizen waits: one that is opened again waits anew."""
        return self.reopened_at or self.opened_at


@dataclass(frozen=True)
class ClaimRefused:
    """Somebody else has the escalation (their name), or nobody: it waits or is closed (None)."""

    held_by: str | None


def view_of_row(row: Escalation, held_by: str | None) -> EscalationView:
    """Return a row as a view; ``held_by`` is the name of the officer who holds it."""
    return EscalationView(
        ticket=row.ticket,
        conversation_id=row.conversation_id,
        unit=row.unit,
        reason=EscalationReason(row.reason),
        state=EscalationState(row.state),
        held_by=held_by,
        officer_id=row.officer_id,
        opened_at=row.opened_at,
        claimed_at=row.claimed_at,
        closed_at=row.closed_at,
        closed_by=ClosedBy(row.closed_by) if row.closed_by else None,
        reopened_at=row.reopened_at,
    )


def open_escalation(
    session: Session, conversation_id: str, unit: str, reason: EscalationReason, now: datetime
) -> EscalationView:
    """Open an escalation for a unit, or return the one that is open already.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    seen = state_of(session, conversation_id)  # before the look at what is open: see change_owner
    known = open_escalation_of(session, conversation_id)
    if known is not None:
        return known
    change_owner(session, seen, Owner.QUEUE)
    row = Escalation(
        ticket=new_ticket(),
        conversation_id=conversation_id,
        unit=unit,
        reason=reason.value,
        state=EscalationState.WAITING.value,
        opened_at=now,
    )
    session.add(row)
    session.flush()
    return view_of_row(row, None)


def open_escalation_of(session: Session, conversation_id: str) -> EscalationView | None:
    """Return the conversation's open escalation, None when the bot answers it."""
    row = session.scalar(
        select(Escalation).where(
            Escalation.conversation_id == conversation_id,
            Escalation.state != EscalationState.CLOSED,
        )
    )
    return _view_with_name(session, row) if row else None


def escalations_of(
    session: Session, conversation_id: str, limit: int | None = 3
) -> list[EscalationView]:
    """Return a conversation's newest escalations (all without a limit), the newest first."""
    rows = session.scalars(
        select(Escalation)
        .where(Escalation.conversation_id == conversation_id)
        .order_by(Escalation.id.desc())
        .limit(limit)
    )
    return [_view_with_name(session, row) for row in rows]


def find_escalation(session: Session, ticket: str) -> EscalationView:
    """Return an escalation by its ticket.

    Raises:
        NotFound: There is no such ticket.
    """
    return _view_with_name(session, _row(session, ticket))


def claim_escalation(
    session: Session, ticket: str, officer_id: int, notice: str, now: datetime
) -> EscalationView | ClaimRefused:
    """Give a waiting escalation to an officer; ``notice`` tells the citizen.

    Returns:
        The escalation in the officer's hands (also when it was already), or who has it.

    Raises:
        NotFound: There is no such ticket.
    """
    row = _locked_row(session, ticket)
    if row.state == EscalationState.HELD and row.officer_id == officer_id:
        return _view_with_name(session, row)
    if row.state != EscalationState.WAITING:
        return _refusal(session, row)
    try:
        change_owner(session, state_of(session, row.conversation_id), Owner.OFFICER, officer_id)
    except OwnershipLost:
        return _refusal(session, row)
    row.state, row.officer_id, row.claimed_at = EscalationState.HELD, officer_id, now
    row.receipt_at = None  # the first message that this officer reads is acknowledged
    put_message(session, Draft(row.conversation_id, Author.SYSTEM, notice), now)
    return _view_with_name(session, row)


def answer_escalation(
    session: Session, ticket: str, officer_id: int, text: str, now: datetime
) -> int | ClaimRefused:
    """Send an officer's answer to the citizen; only who holds the escalation can.

    Returns:
        The outbox message's id, whose delivery state the desk shows; or who has it.
    """
    row = _locked_row(session, ticket)
    if row.state != EscalationState.HELD or row.officer_id != officer_id:
        return _refusal(session, row)
    draft = Draft(row.conversation_id, Author.OFFICER, text, officer_id=officer_id)
    return put_message(session, draft, now)


def claim_and_answer(
    session: Session, ticket: str, officer_id: int, text: str, notice: str, now: datetime
) -> int | ClaimRefused:
    """Send an officer's answer; the first one takes the escalation, which ``notice`` tells.

    Returns:
        The outbox message's id, or who has the escalation. Never half of it: what was claimed
        stays locked until the caller commits, so the answer cannot be refused any more.
    """
    claimed = claim_escalation(session, ticket, officer_id, notice, now)
    if isinstance(claimed, ClaimRefused):
        return claimed
    return answer_escalation(session, ticket, officer_id, text, now)


def repeat_answer(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> bool | ClaimRefused:
    """Send an officer's message again that failed or may not have arrived.

    Returns:
        False when it is not such a message any more; or who has the escalation.
    """
    row = _locked_row(session, ticket)
    if row.state != EscalationState.HELD or row.officer_id != officer_id:
        return _refusal(session, row)
    return send_again(session, row.conversation_id, message_id, now)


def close_escalation(
    session: Session,
    ticket: str,
    officer_id: int,
    notice: str,
    now: datetime,
    buttons: tuple[Button, ...] = (),
) -> EscalationView | ClaimRefused:
    """Close an escalation, tell the citizen, and give the conversation back to the bot.

    Args:
        buttons: What stands under the notice.
    """
    row = _locked_row(session, ticket)
    if row.state != EscalationState.HELD or row.officer_id != officer_id:
        return _refusal(session, row)
    try:
        view = _close(session, row, ClosedBy.OFFICER, now)
    except OwnershipLost:
        return _refusal(session, row)
    draft = Draft(row.conversation_id, Author.SYSTEM, notice, buttons, priority=Priority.NOTICE)
    put_message(session, draft, now)
    return view


def cancel_escalation(
    session: Session, conversation_id: str, now: datetime
) -> EscalationView | None:
    """Close a waiting escalation because the citizen no longer wants a person.

    Returns:
        The closed escalation, of which the caller tells the citizen; None when none was waiting.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    row = session.scalar(
        select(Escalation)
        .where(
            Escalation.conversation_id == conversation_id,
            Escalation.state == EscalationState.WAITING,
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return _close(session, row, ClosedBy.CITIZEN, now) if row else None


def _close(
    session: Session, row: Escalation, closed_by: ClosedBy, now: datetime
) -> EscalationView:
    change_owner(session, state_of(session, row.conversation_id), Owner.BOT)
    row.state, row.closed_at, row.closed_by = EscalationState.CLOSED, now, closed_by
    return _view_with_name(session, row)


def _refusal(session: Session, row: Escalation) -> ClaimRefused:
    is_held = row.state == EscalationState.HELD
    return ClaimRefused(_view_with_name(session, row).held_by if is_held else None)


def _row(session: Session, ticket: str) -> Escalation:
    if find_ticket(ticket) != ticket:
        raise NotFound(f"{ticket!r} is not a ticket")
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
    if row is None:
        hint = (
            "; it looks mistyped: its last character does not check" if is_mistyped(ticket) else ""
        )
        raise NotFound(f"no escalation with ticket {ticket}{hint}")
    return row


def _locked_row(session: Session, ticket: str) -> Escalation:
    """Return the row as it is now, closed to everybody else until the caller commits."""
    row = _row(session, ticket)
    session.refresh(row, with_for_update=True)
    return row


def _view_with_name(session: Session, row: Escalation) -> EscalationView:
    officer = session.get(Officer, row.officer_id) if row.officer_id else None
    return view_of_row(row, officer.name if officer else None)
