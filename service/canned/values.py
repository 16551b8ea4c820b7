"""What stands in the places of a canned reply for one ticket.

Functions take an open ``Session`` and never commit.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from service.calendar import WEEKDAYS, Zone, time_in_words
from service.canned.places import Place
from service.escalations.views import row_of
from service.hours.desk_hours import DeskHours
from service.hours.timetable import Periods, Timetable

EXAMPLE_TICKET = "TB-7KQ2-9XMD"
EXAMPLE_TIME = timedelta(days=7)


def values_for(
    session: Session,
    ticket: str,
    officer_name: str,
    unit_name: str,
    desk_hours: DeskHours,
    now: datetime,
) -> dict[Place, str]:
    """Return the values for a ticket; one that it does not have is empty.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_of(session, ticket)
    due, zone = row.deadline_at, Zone(row.zone) if row.zone else Zone.WIB
    table = desk_hours.hours.table
    today = now.astimezone(table.zone_of_unit(row.unit).tz).date()
    return {
        Place.OFFICER: officer_name,
        Place.UNIT: unit_name,
        Place.TICKET: row.ticket,
        Place.HOURS: week_in_words(table, row.unit, today),
        Place.DEADLINE: time_in_words(due, zone) if due else "",
    }


def example_values(
    officer_name: str, unit_name: str, unit: str, desk_hours: DeskHours, now: datetime
) -> dict[Place, str]:
    """Return values for a ticket that does not exist, by which writers see how a text reads."""
    table = desk_hours.hours.table
    today = now.astimezone(table.zone_of_unit(unit).tz).date()
    return {
        Place.OFFICER: officer_name,
        Place.UNIT: unit_name,
        Place.TICKET: EXAMPLE_TICKET,
        Place.HOURS: week_in_words(table, unit, today),
        Place.DEADLINE: time_in_words(now + EXAMPLE_TIME),
    }


def week_in_words(table: Timetable, unit: str, today: date) -> str:
    """Return a unit's week of these days, "Senin-Kamis 07.30-16.00, Jumat 07.30-16.30 WIB".

    Holidays and single days change nothing of it. Empty where the unit never works.
    """
    plain = replace(table, days=(), holidays=lambda _year: {})
    monday = today - timedelta(days=today.weekday())
    days = [_span(plain.periods_on(monday + timedelta(days=d), unit)) for d in range(7)]
    runs: list[list[int]] = []
    for day, span in enumerate(days):
        if span and runs and days[runs[-1][-1]] == span and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        elif span:
            runs.append([day])
    told = [f"{_name(run)} {days[run[0]]}" for run in runs]
    return f"{', '.join(told)} {table.zone_of_unit(unit)}" if told else ""


def _span(periods: Periods) -> str:
    return f"{periods[0].start:%H.%M}-{periods[-1].end:%H.%M}" if periods else ""


def _name(run: list[int]) -> str:
    first, last = WEEKDAYS[run[0]], WEEKDAYS[run[-1]]
    return first if first == last else f"{first}-{last}"
