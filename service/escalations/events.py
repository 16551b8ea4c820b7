"""What happened to an escalation: written once, in the transaction of the act, never changed.

``happen`` is the only writer of events and of the columns that ``Standing`` names; both databases
refuse whoever would change or delete an event. Functions take an open ``Session`` and never
commit.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.escalations.columns import NAMES, Standing
from service.escalations.standing import Actor, Event, EventKind, apply
from service.outcomes import ClosedBy, CloseReason, EscalationState
from service.storage.escalation_tables import EscalationEvent, EscalationNote, EventErasure
from service.storage.tables import Escalation
from service.updates.attachments import let_files_go

VALUE = re.compile(r"[\w.:+/-]{0,64}", re.ASCII)  # an id, a word of ours, a time; no sentence


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
    """Write an event, and into the row what follows from it.

    Raises:
        ValueError: A value could be somebody's words.
    """
    told = {name: _plain(name, value) for name, value in data.items() if value is not None}
    record = EscalationEvent(
        escalation_id=row.id,
        at=now,
        kind=kind.value,
        actor=who.actor.value,
        officer_id=who.officer_id,
        data=told,
    )
    session.add(record)
    after = apply(standing_of(row), Event(kind, now, who.actor, who.officer_id, told))
    for name in NAMES:
        setattr(row, name, getattr(after, name))
    if kind is EventKind.CLOSED:
        let_files_go(session, row.conversation_id)


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


def erase_events(session: Session, escalation_id: int) -> None:
    """Delete what happened to an escalation, and its notes, because its citizen is erased.

    The only door: the databases let events go while ``event_erasures`` names their escalation.
    """
    session.add(EventErasure(escalation_id=escalation_id))
    session.flush()
    session.execute(delete(EscalationEvent).where(EscalationEvent.escalation_id == escalation_id))
    session.execute(delete(EscalationNote).where(EscalationNote.escalation_id == escalation_id))
    session.execute(delete(EventErasure).where(EventErasure.escalation_id == escalation_id))


def _plain(name: str, value: Any) -> Any:
    """Return a value as it is kept.

    Raises:
        ValueError: It could be somebody's words.
    """
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        return [_plain(name, one) for one in value]
    if isinstance(value, str) and VALUE.fullmatch(value):
        return str(value)
    raise ValueError(f"not a value for an event: {name}")
