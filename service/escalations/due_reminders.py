"""Reminds officers of deadlines: who holds the case before, the unit's supervisors after.

What was sent is a notice in the same transaction, so each comes once for a deadline, also after a
restart; an event tells it as well. What a citizen has a right to by law is reminded of until the
ticket is closed: "we are on it" grants nobody what they asked for. A target of the desk's own is
met by any answer. While the citizen owes one nobody is reminded. A ticket that is opened again, or
moved to another unit, has a deadline of its own then. Which is due says ``service.hours.stages``.
Called by ``stepping``.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from service.escalations.events import SYSTEM, happen
from service.escalations.notices import NoticeKind, tell_officer, tell_supervisors
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.hours.desk_hours import DeskHours
from service.hours.stages import Reminder
from service.storage.escalation_tables import EscalationEvent, OfficerNotice
from service.storage.tables import Escalation

LOOK_AHEAD = timedelta(days=21)  # 37.5 working hours with the longest holidays between
LOOKED_AT = 100  # of what is near; a kind with a long lead may stand behind others
MOST = 4  # sent in one look
NOTICES = {
    Reminder.HOLDER: NoticeKind.DEADLINE_NEAR,
    Reminder.SUPERVISOR: NoticeKind.DEADLINE_PASSED,
}


def remind_of_deadlines(session: Session, desk: DeskHours, now: datetime) -> int:
    """Send what is due now; doing it again changes nothing. Returns how many were sent."""
    owed = is_owed(desk)
    is_near = Escalation.deadline_at.between(now, now + LOOK_AHEAD)
    has_passed = Escalation.deadline_at <= now
    passed = _rows(session, Reminder.SUPERVISOR, owed & has_passed, MOST)
    near = _rows(session, Reminder.HOLDER, owed & is_near, LOOKED_AT)
    sent = 0
    for row in (*passed, *near):
        if sent < MOST and _remind(session, row, desk, now):
            sent += 1
    return sent


def _remind(session: Session, row: Escalation, desk: DeskHours, now: datetime) -> bool:
    kind, deadline_at = row.request_kind, row.deadline_at
    stage = desk.reminder_due(kind, deadline_at, row.unit, now) if kind and deadline_at else None
    if stage is None:
        return False
    if stage is Reminder.HOLDER and row.officer_id is not None:
        tell_officer(session, row, NOTICES[stage], row.officer_id, now)
    else:
        tell_supervisors(session, row, NOTICES[stage], now)
    happen(session, row, EventKind.REMINDED, SYSTEM, now, to=stage.value)
    return True


def _rows(
    session: Session, stage: Reminder, when: ColumnElement[bool], limit: int
) -> list[Escalation]:
    """Return open escalations that had no such reminder, the most overdue first, locked."""
    sent = exists().where(
        OfficerNotice.escalation_id == Escalation.id,
        OfficerNotice.kind == NOTICES[stage].value,
        OfficerNotice.at >= Escalation.due_counted_at,
    )
    is_due = (is_open(), Escalation.due_counted_at.is_not(None), when, ~sent)
    rows = session.scalars(
        select(Escalation)
        .where(*is_due)
        .order_by(Escalation.deadline_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def is_owed(desk: DeskHours) -> ColumnElement[bool]:
    """Tell that an officer still owes what the deadline is for, and the citizen owes nothing."""
    is_right = Escalation.request_kind.in_(sorted(desk.rights))
    return Escalation.citizen_asked_at.is_(None) & or_(is_right, ~_is_answered())


def _is_answered() -> ColumnElement[bool]:
    """Tell that an officer answered since the opening, and the ticket is of that unit still."""
    answered, moved = aliased(EscalationEvent), aliased(EscalationEvent)
    is_moved = exists().where(
        moved.escalation_id == answered.escalation_id,
        moved.kind == EventKind.TRANSFERRED.value,
        moved.id > answered.id,
    )
    return exists().where(
        answered.escalation_id == Escalation.id,
        answered.kind == EventKind.ANSWERED.value,
        answered.at >= func.coalesce(Escalation.reopened_at, Escalation.opened_at),
        ~is_moved,
    )
