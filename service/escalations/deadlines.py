"""Until when an escalation is to be answered: stored when it is opened, moved with the calendar.

The gateway sets it, ``tanya content load`` moves it, and who reminds reads it. One that is opened
again, split off, or moved to another unit is counted anew: by the gateway that tells the citizen,
else by ``stepping``. A deadline that is still ahead at a reopening stands; one that has passed is
counted from the reopening. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendar import Zone
from service.escalations.views import is_open
from service.hours.deadlines import QUESTION
from service.hours.desk_hours import DeskHours
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationState, Priority
from service.storage.tables import Escalation

MOST = 10  # counted in one look


@dataclass(frozen=True)
class Due:
    """Until when an escalation is to be answered, and what its citizen was told.

    Attributes:
        opened_at: From when the deadline is counted.
        kind: A kind of ``content/deadlines.yml``.
        deadline_at: UTC; None where nothing is promised nor aimed at.
        promised_at: When officers were said to be back; None when they were there.
        zone: Whose clock the citizen reads.
    """

    ticket: str
    unit: str
    kind: str
    opened_at: datetime
    deadline_at: datetime | None
    promised_at: datetime | None
    zone: Zone


@dataclass(frozen=True)
class Moved:
    """What a changed calendar did to an escalation; None where it stayed."""

    due: Due
    former_deadline: datetime | None
    former_promise: datetime | None


def set_due(
    session: Session,
    ticket: str,
    desk: DeskHours,
    topic: str | None,
    zone: Zone,
    now: datetime,
) -> Due:
    """Store kind and deadline of an escalation, once an opening; return them as they are stored.

    The caller tells the citizen when officers are back.

    Args:
        topic: The article that a person was asked for about.
    """
    row = session.scalars(select(Escalation).where(Escalation.ticket == ticket)).one()
    if row.due_counted_at is None:
        _count(row, desk, row.request_kind or desk.rule_for(topic).kind, now)
        row.zone = row.zone or zone.value
    return _due(row)


def count_anew(session: Session, desk: DeskHours, now: datetime) -> int:
    """Count what was moved or split off since it was counted; its citizens are told nothing.

    Returns:
        How many were counted, at most ``MOST``.
    """
    rows = session.scalars(
        select(Escalation)
        .where(
            is_open(), Escalation.due_counted_at.is_(None), Escalation.request_kind.is_not(None)
        )
        .order_by(Escalation.id)
        .limit(MOST)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).all()
    for row in rows:
        _count(row, desk, row.request_kind or QUESTION, now)
        row.promised_at = None
    return len(rows)


def due_of(session: Session, ticket: str) -> Due | None:
    """Return until when a ticket is to be answered; None for one from before deadlines."""
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
    return None if row is None or row.request_kind is None else _due(row)


def move_deadlines(
    session: Session, desk: DeskHours, say: Callable[[Moved], str], now: datetime
) -> int:
    """Count all open escalations anew, and tell each citizen once of what moved.

    What has passed already stays as it was: it was kept or it was not.

    Args:
        say: Words it; "" where the citizen was told nothing that changed.

    Returns:
        How many moved.
    """
    rows = session.scalars(
        select(Escalation)
        .where(is_open(), Escalation.due_counted_at.is_not(None))
        .order_by(Escalation.id)
        .with_for_update()
    )
    moved = [found for row in rows if (found := _move(row, desk, now)) is not None]
    for what, conversation_id in moved:
        if text := say(what):
            draft = Draft(conversation_id, Author.SYSTEM, text, priority=Priority.NOTICE)
            put_message(session, draft, now)
    return len(moved)


def _move(row: Escalation, desk: DeskHours, now: datetime) -> tuple[Moved, str] | None:
    before = _due(row)
    _store(row, desk, before.kind)
    if before.deadline_at is not None and before.deadline_at <= now:
        row.deadline_at = before.deadline_at
    is_awaited = row.state == EscalationState.WAITING and before.promised_at is not None
    if not is_awaited or (before.promised_at or now) <= now:
        row.promised_at = before.promised_at
    after = _due(row)
    if after == before:
        return None
    deadline = before.deadline_at if after.deadline_at != before.deadline_at else None
    promise = before.promised_at if after.promised_at != before.promised_at else None
    if deadline is not None:
        row.due_counted_at = now  # who was reminded of the former one is reminded again
    return Moved(after, deadline, promise), row.conversation_id


def _count(row: Escalation, desk: DeskHours, kind: str, now: datetime) -> None:
    """Count from the opening, or from the reopening what had passed by then."""
    row.due_from = row.opened_at
    first = desk.deadline(kind, row.opened_at, row.unit)
    if row.reopened_at is not None and (first is None or first <= row.reopened_at):
        row.due_from = row.reopened_at
    _store(row, desk, kind)
    row.due_counted_at = now


def _store(row: Escalation, desk: DeskHours, kind: str) -> None:
    row.request_kind = kind
    row.deadline_at = desk.deadline(kind, row.due_from or row.opened_at, row.unit)
    row.promised_at = desk.back_at(row.reopened_at or row.opened_at, row.unit)


def _due(row: Escalation) -> Due:
    return Due(
        ticket=row.ticket,
        unit=row.unit,
        kind=row.request_kind or "",
        opened_at=row.due_from or row.opened_at,
        deadline_at=row.deadline_at,
        promised_at=row.promised_at,
        zone=Zone(row.zone or Zone.WIB),
    )
