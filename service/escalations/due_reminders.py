"""Reminds officers of deadlines: who holds the case before, the unit's supervisors after.

What was sent is a notice in the same transaction, so each comes once for a deadline, also after a
restart; an event tells it as well. After an answer there is none: it was in time, or its event
tells how late it was. A ticket that is opened again, or moved to another unit, has a deadline of
its own then. Which is due says ``service.hours.stages``. Called by ``stepping``.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from service.escalations.events import SYSTEM, happen
from service.escalations.notices import NoticeKind, tell_officer, tell_supervisors
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.hours.stages import Reminder
from service.storage.escalation_tables import EscalationEvent, OfficerNotice
from service.storage.tables import Escalation

ReminderDue = Callable[[str, datetime, str, datetime], Reminder | None]
"""Names the reminder that is due: ``(kind, deadline_at, unit, now)``."""

LOOK_AHEAD = timedelta(days=21)  # 37.5 working hours with the longest holidays between
LOOKED_AT = 100  # of what is near; a kind with a long lead may stand behind others
MOST = 4  # sent in one look
NOTICES = {
    Reminder.HOLDER: NoticeKind.DEADLINE_NEAR,
    Reminder.SUPERVISOR: NoticeKind.DEADLINE_PASSED,
}


def remind_of_deadlines(session: Session, due: ReminderDue, now: datetime) -> int:
    """Send what is due now; doing it again changes nothing. Returns how many were sent."""
    passed = _rows(session, Reminder.SUPERVISOR, Escalation.deadline_at <= now, MOST)
    is_near = Escalation.deadline_at.between(now, now + LOOK_AHEAD)
    near = _rows(session, Reminder.HOLDER, is_near, LOOKED_AT)
    sent = 0
    for row in (*passed, *near):
        if sent < MOST and _remind(session, row, due, now):
            sent += 1
    return sent


def _remind(session: Session, row: Escalation, due: ReminderDue, now: datetime) -> bool:
    kind, deadline_at = row.request_kind, row.deadline_at
    stage = due(kind, deadline_at, row.unit, now) if kind and deadline_at else None
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
    is_due = (is_open(), Escalation.due_counted_at.is_not(None), when, ~sent, ~_is_answered())
    rows = session.scalars(
        select(Escalation)
        .where(*is_due)
        .order_by(Escalation.deadline_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


def _is_answered() -> ColumnElement[bool]:
    """Tell that an officer answered since the opening, and the ticket is of that unit still."""
    answered, moved = aliased(EscalationEvent), aliased(EscalationEvent)
    is_moved = exists().where(
        moved.escalation_id == Escalation.id,
        moved.kind == EventKind.TRANSFERRED.value,
        moved.id > answered.id,
    )
    return exists().where(
        answered.escalation_id == Escalation.id,
        answered.kind == EventKind.ANSWERED.value,
        answered.at >= func.coalesce(Escalation.reopened_at, Escalation.opened_at),
        ~is_moved,
    )
