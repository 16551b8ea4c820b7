"""Who is reminded of a deadline, and when."""

from datetime import datetime, timedelta

from service.calendar import WIB
from service.hours.deadlines import DeadlineRule
from service.hours.desk_hours import DeskHours
from service.hours.stages import Reminder, reminder_due
from tests.service.hours.tables import hours_with

DEADLINE = datetime(2026, 7, 7, 16, tzinfo=WIB)
LEAD = timedelta(hours=4)


def due(now: datetime) -> Reminder | None:
    """Ask of a deadline on Tuesday at four."""
    return reminder_due(hours_with(), "pusat", DEADLINE, LEAD, now)


def test_the_holder_is_reminded_once_the_time_left_is_short() -> None:
    """Four working hours before four o'clock are eleven, because of the break."""
    assert due(datetime(2026, 7, 7, 10, 59, tzinfo=WIB)) is None
    assert due(datetime(2026, 7, 7, 11, 0, tzinfo=WIB)) is Reminder.HOLDER


def test_how_early_a_holder_is_reminded_is_a_rule_of_the_kind() -> None:
    """Four hours' notice of a question would be none of thirty days' work."""
    desk = DeskHours(hours_with(), (DeadlineRule("question", "", remind_hours=1),))
    early, late = (datetime(2026, 7, 7, hour, tzinfo=WIB) for hour in (14, 15))

    assert desk.reminder_due("question", DEADLINE, "pusat", early) is None
    assert desk.reminder_due("question", DEADLINE, "pusat", late) is Reminder.HOLDER
    assert desk.working_minutes(early, late, "pusat") == 60
    assert desk.working_minutes(late, early, "pusat") == 0


def test_the_supervisor_is_told_after_it() -> None:
    """A deadline that passed needs somebody who can give the case to another."""
    assert due(datetime(2026, 7, 8, 8, tzinfo=WIB)) is Reminder.SUPERVISOR


def test_nobody_is_reminded_while_the_unit_is_closed() -> None:
    """A reminder at night or in the break trains people to mute them."""
    assert due(datetime(2026, 7, 7, 12, 30, tzinfo=WIB)) is None
    assert due(datetime(2026, 7, 7, 20, tzinfo=WIB)) is None
    assert due(datetime(2026, 7, 11, 10, tzinfo=WIB)) is None


def test_a_late_start_skips_the_reminder_that_no_longer_helps() -> None:
    """After the deadline the supervisor decides; the holder's warning would come too late."""
    assert due(datetime(2026, 7, 8, 8, tzinfo=WIB)) is Reminder.SUPERVISOR
