"""What happened to an escalation: written once, in the transaction of the act, never changed.

``happen`` is the only writer of events and of the columns that ``Standing`` names; both databases
refuse whoever would change or delete an event. Functions take an open ``Session`` and never
commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, Subject, record, ticket_deed
from service.audit.values import plain
from service.escalations.columns import NAMES, Standing
from service.escalations.standing import Actor, Event, EventKind, apply
from service.outcomes import ClosedBy, CloseReason, EscalationState
from service.storage.escalation_tables import EscalationEvent, EscalationNote, EventErasure
from service.storage.tables import Escalation
from service.updates.attachments import let_files_go


@dataclass(frozen=True)
class Who:
    """Who acts."""

    actor: Actor
    officer_id: int | None = None


CITIZEN, SYSTEM, BOT = Who(Actor.CITIZEN), Who(Actor.SYSTEM), Who(Actor.BOT)


def officer(officer_id: int) -> Who:
    """Return an officer as who acts."""
    return Who(Actor.OFFICER, officer_id)


def happen(
    session: Session, row: Escalation, kind: EventKind, who: Who, now: datetime, **data: Any
) -> None:
    """Write an event, the same into the record, and into the row what follows from it.

    Raises:
        ValueError: A value could be somebody's words.
    """
    told = {name: plain(name, value) for name, value in data.items() if value is not None}
    event = EscalationEvent(
        escalation_id=row.id,
        at=now,
        kind=kind.value,
        actor=who.actor.value,
        officer_id=who.officer_id,
        data=told,
    )
    session.add(event)
    record_of_ticket(session, row, kind, who, now, told)
    after = apply(standing_of(row), Event(kind, now, who.actor, who.officer_id, told))
    for name in NAMES:
        setattr(row, name, getattr(after, name))
    if kind is EventKind.CLOSED:
        let_files_go(session, row.conversation_id)


def record_of_ticket(
    session: Session,
    row: Escalation,
    kind: EventKind,
    who: Who,
    now: datetime,
    data: Mapping[str, Any],
) -> None:
    """Record what happened to an escalation, or who looked, without making it an event."""
    about = Subject(row.ticket, row.conversation_id)
    record(
        session,
        ticket_deed(kind),
        now,
        about,
        actor=who.actor.value,
        officer_id=who.officer_id,
        data=data,
    )


def standing_of(row: Escalation) -> Standing:
    """Return where an escalation stands by its row."""
    values = {name: getattr(row, name) for name in NAMES}
    values["state"] = EscalationState(row.state)
    values["closed_by"] = ClosedBy(row.closed_by) if row.closed_by else None
    values["close_reason"] = CloseReason(row.close_reason) if row.close_reason else None
    return Standing(**values)


def read_events(session: Session, escalation_id: int) -> list[Event]:
    """Return what happened to an escalation, the oldest first."""
    rows = session.scalars(
        select(EscalationEvent)
        .where(EscalationEvent.escalation_id == escalation_id)
        .order_by(EscalationEvent.id)
    )
    return [
        Event(EventKind(row.kind), row.at, Actor(row.actor), row.officer_id, row.data)
        for row in rows
    ]


def erase_events(session: Session, escalation_id: int, now: datetime) -> None:
    """Delete what happened to an escalation, and its notes, because its citizen is erased.

    The only door: the databases let events go while ``event_erasures`` names their escalation.
    That it was opened is recorded.
    """
    row = session.get_one(Escalation, escalation_id)
    record(session, Deed.TICKET_ERASED, now, Subject(row.ticket, row.conversation_id))
    session.add(EventErasure(escalation_id=escalation_id))
    session.flush()
    session.execute(delete(EscalationEvent).where(EscalationEvent.escalation_id == escalation_id))
    session.execute(delete(EscalationNote).where(EscalationNote.escalation_id == escalation_id))
    session.execute(delete(EventErasure).where(EventErasure.escalation_id == escalation_id))
