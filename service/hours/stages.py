"""Which reminder of a deadline is due. Pure: who reminds keeps what was sent, and sends.

The holder (or the unit, where nobody holds it) is reminded before, the supervisor after, and
nobody while the unit is closed.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from service.hours.counting import WorkingHours


class Reminder(StrEnum):
    """A reminder, by whom it goes to."""

    HOLDER = "holder"
    SUPERVISOR = "supervisor"


def reminder_due(
    hours: WorkingHours,
    unit: str,
    deadline_at: datetime,
    lead: timedelta,
    now: datetime,
) -> Reminder | None:
    """Return the reminder that is to be sent now; None when there is none.

    Args:
        lead: Working time before the deadline from which the holder is reminded.
    """
    if not hours.is_open(now, unit):
        return None
    if now >= deadline_at:
        return Reminder.SUPERVISOR
    is_near = hours.working_time_between(now, deadline_at, unit) <= lead
    return Reminder.HOLDER if is_near else None
