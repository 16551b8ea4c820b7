"""Until when an escalation is to be answered: stored when it is opened, moved with the calendar.

The gateway sets it, ``tanya content load`` moves it, and who reminds reads it. One that is opened
again, split off, or moved to another unit is counted anew: by the gateway that tells the citizen,
else by ``stepping``. A deadline that is still ahead at a reopening stands; one that has passed is
counted from the reopening. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.calendar import Zone
from service.escalations.events import SYSTEM, happen
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.hours.deadlines import QUESTION
from service.hours.desk_hours import DeskHours
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationState, Priority
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation

MOST = 4  # counted in one look
_PutOff = Mapping[int, datetime]


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


@dataclass(frozen=True)
class Moving:
    """What another calendar would do to an escalation; None: there is no such time.

    Attributes:
        before: The deadline that stands, and ``after`` the one that it would be.
        told: When its citizen was told that officers are back, and ``back`` what it would be.
    """

    ticket: str
    unit: str
    before: datetime | None
    after: datetime | None
    told: datetime | None
    back: datetime | None

    @property
    def has_other_deadline(self) -> bool:
        """Whether the deadline would be another."""
        return self.before != self.after

    @property
    def has_other_promise(self) -> bool:
        """Whether officers would be back at another time than the citizen was told."""
        return self.told != self.back

    @property
    def is_any(self) -> bool:
        """Whether anything would be another."""
        return self.has_other_deadline or self.has_other_promise


@dataclass(frozen=True)
class _Told:
    """What a citizen is told beside the deadline: by which kind, when, and whose clock."""

    kind: str
    promised_at: datetime | None
    zone: str | None


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
        kind = row.request_kind or desk.rule_for(topic).kind
        promised_at = desk.back_at(row.reopened_at or row.opened_at, row.unit)
        _count(session, row, desk, _Told(kind, promised_at, row.zone or zone.value), now)
    return due_of_row(row)


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
        _count(session, row, desk, _Told(row.request_kind or QUESTION, None, row.zone), now)
    return len(rows)


def count_now(session: Session, row: Escalation, desk: DeskHours, now: datetime) -> None:
    """Count a locked row anew by its kind; when officers are back stays as it was told."""
    kind = row.request_kind or QUESTION
    _count(session, row, desk, _Told(kind, row.promised_at, row.zone), now)


def due_of(session: Session, ticket: str) -> Due | None:
    """Return until when a ticket is to be answered; None for one from before deadlines."""
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket))
    return None if row is None or row.request_kind is None else due_of_row(row)


def what_would_move(session: Session, desk: DeskHours, now: datetime) -> list[Moving]:
    """Return what another calendar would do to open escalations; changes nothing."""
    rows = session.scalars(
        select(Escalation)
        .where(is_open(), Escalation.due_counted_at.is_not(None))
        .order_by(Escalation.deadline_at)
    )
    put_off = _put_off(session)
    found = (_moving(row, desk, put_off, now) for row in rows)
    return [moving for moving in found if moving.is_any]


def move_deadlines(
    session: Session, desk: DeskHours, say: Callable[[Moved], str], now: datetime
) -> int:
    """Count all open escalations anew, and tell each citizen once of what moved.

    What has passed already stays as it was: it was kept or it was not.

    Args:
        say: Words it; "" where the citizen was told nothing that changed.

    Returns:
        How many moved: those that ``what_would_move`` names.
    """
    rows = session.scalars(
        select(Escalation)
        .where(is_open(), Escalation.due_counted_at.is_not(None))
        .order_by(Escalation.id)
        .with_for_update()
    )
    put_off = _put_off(session)
    moves = (_move(session, row, desk, put_off, now) for row in rows)
    moved = [found for found in moves if found is not None]
    for what, conversation_id in moved:
        if text := say(what):
            draft = Draft(conversation_id, Author.SYSTEM, text, priority=Priority.NOTICE)
            put_message(session, draft, now)
    return len(moved)


def _move(
    session: Session, row: Escalation, desk: DeskHours, put_off: _PutOff, now: datetime
) -> tuple[Moved, str] | None:
    moving = _moving(row, desk, put_off, now)
    if not moving.is_any:
        return None
    # who was reminded of the former deadline is reminded again
    counted_at = now if moving.has_other_deadline else row.due_counted_at
    told = _Told(row.request_kind or "", moving.back, row.zone)
    _tell(session, row, told, moving.after, counted_at, now)
    deadline = moving.before if moving.has_other_deadline else None
    promise = moving.told if moving.has_other_promise else None
    return Moved(due_of_row(row), deadline, promise), row.conversation_id


def _moving(row: Escalation, desk: DeskHours, put_off: _PutOff, now: datetime) -> Moving:
    return Moving(
        ticket=row.ticket,
        unit=row.unit,
        before=row.deadline_at,
        after=_moved_deadline(row, desk, put_off, now),
        told=row.promised_at,
        back=_moved_promise(row, desk, now),
    )


def _moved_deadline(
    row: Escalation, desk: DeskHours, put_off: _PutOff, now: datetime
) -> datetime | None:
    if row.deadline_at is not None and row.deadline_at <= now:
        return row.deadline_at
    start, at = row.due_from or row.opened_at, put_off.get(row.id)
    is_extended = at is not None and at >= start
    return desk.deadline(row.request_kind or "", start, row.unit, extended=is_extended)


def _put_off(session: Session) -> _PutOff:
    """Return when each open escalation was put off last: one look for all of them."""
    rows = session.execute(
        select(EscalationEvent.escalation_id, func.max(EscalationEvent.at))
        .join(Escalation, Escalation.id == EscalationEvent.escalation_id)
        .where(is_open(), EscalationEvent.kind == EventKind.EXTENDED.value)
        .group_by(EscalationEvent.escalation_id)
    )
    return {row[0]: row[1] for row in rows}


def _moved_promise(row: Escalation, desk: DeskHours, now: datetime) -> datetime | None:
    promised_at = row.promised_at
    if row.state != EscalationState.WAITING or promised_at is None or promised_at <= now:
        return promised_at
    return desk.back_at(row.reopened_at or row.opened_at, row.unit)


def _count(session: Session, row: Escalation, desk: DeskHours, told: _Told, now: datetime) -> None:
    """Count from the opening, or from the reopening what had passed by then."""
    row.due_from = row.opened_at
    deadline_at = _deadline(session, row, desk, told.kind, row.opened_at)
    again = row.reopened_at
    if again is not None and (deadline_at is None or deadline_at <= again):
        row.due_from = again
        deadline_at = _deadline(session, row, desk, told.kind, again)
    _tell(session, row, told, deadline_at, now, now)


def _deadline(
    session: Session, row: Escalation, desk: DeskHours, kind: str, start: datetime
) -> datetime | None:
    """Return a deadline as counted from ``start``, put off where it was put off after that."""
    put_off = session.scalar(
        select(EscalationEvent.id)
        .where(
            EscalationEvent.escalation_id == row.id,
            EscalationEvent.kind == EventKind.EXTENDED.value,
            EscalationEvent.at >= start,
        )
        .limit(1)
    )
    return desk.deadline(kind, start, row.unit, extended=put_off is not None)


def _tell(
    session: Session,
    row: Escalation,
    told: _Told,
    deadline_at: datetime | None,
    counted_at: datetime | None,
    now: datetime,
) -> None:
    """Write what was counted as an event, from which the row follows."""
    happen(
        session,
        row,
        EventKind.DUE,
        SYSTEM,
        now,
        request_kind=told.kind,
        deadline_at=deadline_at,
        promised_at=told.promised_at,
        due_from=row.due_from,
        due_counted_at=counted_at,
        zone=told.zone,
    )


def due_of_row(row: Escalation) -> Due:
    """Return until when a row is to be answered."""
    return Due(
        ticket=row.ticket,
        unit=row.unit,
        kind=row.request_kind or "",
        opened_at=row.due_from or row.opened_at,
        deadline_at=row.deadline_at,
        promised_at=row.promised_at,
        zone=Zone(row.zone or Zone.WIB),
    )
