"""A citizen who reaches no officer for a while, for a reason; the bot goes on answering them.

Functions take an open ``Session`` and never commit.
"""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.errors import OwnershipLost
from service.escalations.access import Need, Why, row_in_charge, row_to_act_on
from service.escalations.closing import end_all, say_closed
from service.escalations.events import happen, officer
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, EscalationView, refusal, view_with_name
from service.outbox.queue import Draft, put_message
from service.outcomes import (
    Author,
    BlockReason,
    ClosedBy,
    CloseReason,
    EscalationState,
    Priority,
)
from service.storage.escalation_tables import CitizenBlock


def block_citizen(
    session: Session,
    ticket: str,
    officer_id: int,
    reason: BlockReason,
    until: datetime,
    notice: str,
    now: datetime,
) -> EscalationView | ClaimRefused:
    """Close an escalation and what waits behind it; its citizen opens no other until a time.

    By who holds it, or by a supervisor. ``notice`` tells the citizen, with the end.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if until <= now:
        return ClaimRefused(None, Why.PAST)
    if row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED)
    who = officer(officer_id)
    try:
        end_all(session, row, ClosedBy.OFFICER, CloseReason.SPAM, who, now)
    except OwnershipLost:
        return refusal(session, row)
    block = CitizenBlock(
        conversation_id=row.conversation_id,
        escalation_id=row.id,
        reason=reason.value,
        since=now,
        until=until,
        officer_id=officer_id,
    )
    session.add(block)
    happen(session, row, EventKind.BLOCKED, who, now, reason=reason.value, until=until)
    say_closed(session, row, notice, (), now)
    return view_with_name(session, row)


def unblock_citizen(
    session: Session, ticket: str, officer_id: int, now: datetime, notice: str = ""
) -> bool | ClaimRefused:
    """Let the citizen of a ticket reach officers again; only a supervisor may.

    ``notice`` tells the citizen, who was told of the block and its end.

    Returns:
        False when nothing held them off.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now, Need.SUPERVISE)
    if isinstance(row, ClaimRefused):
        return row
    lifted = session.scalars(
        update(CitizenBlock)
        .where(
            CitizenBlock.conversation_id == row.conversation_id,
            CitizenBlock.until > now,
            CitizenBlock.lifted_at.is_(None),
        )
        .values(lifted_at=now)
        .returning(CitizenBlock.id)
    ).all()
    if lifted:
        happen(session, row, EventKind.UNBLOCKED, officer(officer_id), now)
    if lifted and notice:
        draft = Draft(row.conversation_id, Author.SYSTEM, notice, priority=Priority.NOTICE)
        put_message(session, draft, now)
    return bool(lifted)


def blocked_until(session: Session, conversation_id: str, now: datetime) -> datetime | None:
    """Return until when a citizen reaches no officer; None when they do."""
    return session.scalar(
        select(func.max(CitizenBlock.until)).where(
            CitizenBlock.conversation_id == conversation_id,
            CitizenBlock.until > now,
            CitizenBlock.lifted_at.is_(None),
        )
    )
