"""Escalations as they are opened and found: by the gateway, for the citizen whose they are.

Officers reach one by ``access`` alone. What the gateway does for a citizen raises
``OwnershipLost``: it stores nothing and repeats the turn. Functions take an open ``Session`` and
never commit.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import change_owner, state_of
from service.escalations.events import CITIZEN, happen
from service.escalations.standing import EventKind
from service.escalations.tickets import new_ticket
from service.escalations.views import EscalationView, row_of, view_of_row, view_with_name
from service.outcomes import EscalationReason, EscalationState, Owner
from service.storage.tables import Escalation


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
    row = new_row(session, conversation_id, unit, reason, now)
    happen(session, row, EventKind.OPENED, CITIZEN, now, unit=unit, reason=reason.value)
    session.flush()
    return view_of_row(row, None)


def new_row(
    session: Session,
    conversation_id: str,
    unit: str,
    reason: EscalationReason,
    now: datetime,
    behind_id: int | None = None,
) -> Escalation:
    """Return a row with a ticket of its own, to which the caller says that it is opened."""
    row = Escalation(
        ticket=new_ticket(),
        conversation_id=conversation_id,
        unit=unit,
        reason=reason.value,
        state=EscalationState.WAITING.value,
        opened_at=now,
        round=1,
        behind_id=behind_id,
    )
    session.add(row)
    session.flush()
    return row


def current_row(
    session: Session, conversation_id: str, states: Sequence[EscalationState] = ()
) -> Escalation | None:
    """Return the conversation's current escalation as it is now, locked, if it is in a state."""
    wanted = states or (EscalationState.WAITING, EscalationState.HELD)
    return session.scalar(
        select(Escalation)
        .where(
            Escalation.conversation_id == conversation_id,
            Escalation.state.in_(wanted),
            Escalation.behind_id.is_(None),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def open_escalation_of(session: Session, conversation_id: str) -> EscalationView | None:
    """Return the conversation's current escalation, None when the bot answers it."""
    row = session.scalar(
        select(Escalation).where(
            Escalation.conversation_id == conversation_id,
            Escalation.state != EscalationState.CLOSED,
            Escalation.behind_id.is_(None),
        )
    )
    return view_with_name(session, row) if row else None


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
    return [view_with_name(session, row) for row in rows]


def find_escalation(session: Session, ticket: str) -> EscalationView:
    """Return an escalation by its ticket; for tests, measuring, and whoever tells its citizen.

    Raises:
        NotFound: There is no such ticket.
    """
    return view_with_name(session, row_of(session, ticket))
