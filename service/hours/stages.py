"""Which reminder of a deadline is due. Pure: who reminds keeps what was done, and sends.

The holder (or the unit, where nobody holds it) is reminded before, the supervisor after. Each
once, also after a restart, and nobody while the unit is closed.
"""

from collections.abc import Collection
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
    done: Collection[Reminder],
) -> Reminder | None:
    """Return the reminder that is to be sent now; None when there is none.

    Args:
        lead: Working time before the deadline from which the holder is reminded.
        done: What was sent already, as it was stored together with the sending. After the
            supervisor's the holder's is no longer sent.
    """
    if Reminder.SUPERVISOR in done or not hours.is_open(now, unit):
        return None
    if now >= deadline_at:
        return Reminder.SUPERVISOR
    if Reminder.HOLDER in done or hours.working_time_between(now, deadline_at, unit) > lead:
        return None
    return Reminder.HOLDER
