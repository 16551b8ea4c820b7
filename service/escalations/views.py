"""An escalation as it is shown, and its row as it is looked up: the ground of the package.

``ClaimRefused`` is what an officer gets who cannot have an escalation, however late it turns out.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, literal, select
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.escalations.tickets import find_ticket, is_mistyped
from service.outcomes import (
    ClosedBy,
    CloseReason,
    EscalationReason,
    EscalationState,
    Stage,
)
from service.storage.base import table_of
from service.storage.tables import Escalation, Officer


@dataclass(frozen=True)
class EscalationView:
    """An escalation as officers and citizens see it.

    Attributes:
        held_by: The name of the officer who holds it, or held it when it was closed.
        is_behind: Whether it waits until another ticket of the same conversation is closed.
        round: How often it was opened.
        contested_at: When the citizen did not agree to its closing; None once that is settled.
    """

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
    close_reason: CloseReason | None = None
    round: int = 1
    is_behind: bool = False
    snoozed_until: datetime | None = None
    citizen_asked_at: datetime | None = None
    contested_at: datetime | None = None
    unanswered_since: datetime | None = None
    last_officer_id: int | None = None

    @property
    def waits_since(self) -> datetime:
        """Since when the citizen waits: one that is opened again waits anew."""
        return self.reopened_at or self.opened_at

    @property
    def stage(self) -> Stage:
        """Where it stands, in the words that people use for it."""
        if self.state is EscalationState.CLOSED:
            return Stage.CLOSED
        if self.is_behind:
            return Stage.BEHIND
        if self.snoozed_until is not None:
            return Stage.SNOOZED
        if self.citizen_asked_at is not None:
            return Stage.FOR_CITIZEN
        return Stage(self.state.value)


@dataclass(frozen=True)
class ClaimRefused:
    """Why an officer cannot act on an escalation.

    Attributes:
        held_by: Who has it; None: nobody, it waits or is closed.
        why: A word of ``Why`` where it is not that somebody else has it, else empty.
    """

    held_by: str | None
    why: str = ""


SHOWN = tuple(
    table_of(Escalation).c[name]
    for name in (
        "ticket conversation_id unit reason state officer_id opened_at claimed_at closed_at "
        "closed_by reopened_at close_reason round behind_id snoozed_until citizen_asked_at "
        "contested_at unanswered_since last_officer_id"
    ).split()
)  # the columns of a view: a long list is read without the ORM, at half of the cost


def view_of_row(row: Escalation | Row[Any], held_by: str | None) -> EscalationView:
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
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        round=row.round,
        is_behind=row.behind_id is not None,
        snoozed_until=row.snoozed_until,
        citizen_asked_at=row.citizen_asked_at,
        contested_at=row.contested_at,
        unanswered_since=row.unanswered_since,
        last_officer_id=row.last_officer_id,
    )


def view_with_name(session: Session, row: Escalation) -> EscalationView:
    """Return a row as a view, with the name of who holds it."""
    officer = session.get(Officer, row.officer_id) if row.officer_id else None
    return view_of_row(row, officer.name if officer else None)


def row_of(session: Session, ticket: str) -> Escalation:
    """Return an escalation's row by its ticket.

    Raises:
        NotFound: There is no such ticket.
    """
    if find_ticket(ticket) != ticket:
        raise NotFound(f"{ticket!r} is not a ticket")
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
    if row is None:
        hint = (
            "; it looks mistyped: its last character does not check" if is_mistyped(ticket) else ""
        )
        raise NotFound(f"no escalation with ticket {ticket}{hint}")
    return row


def locked_row(session: Session, ticket: str) -> Escalation:
    """Return the row as it is now, closed to everybody else until the caller commits.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_of(session, ticket)
    session.refresh(row, with_for_update=True)
    return row


def refusal(session: Session, row: Escalation) -> ClaimRefused:
    """Return that somebody has it, or nobody."""
    is_held = row.state == EscalationState.HELD
    return ClaimRefused(view_with_name(session, row).held_by if is_held else None)


def is_open() -> ColumnElement[bool]:
    """Tell that an escalation is not closed, in the words of the indexes of what is open."""
    closed = literal(EscalationState.CLOSED.value, literal_execute=True)
    return Escalation.state != closed
