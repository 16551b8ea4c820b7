"""What each day of a unit is, and why: for who looks at the calendar. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.hours.timetable import Periods, Season, Timetable


class Kind(StrEnum):
    """Why a day has the hours that it has."""

    ORDINARY = "ordinary"
    FREE = "free"  # its week has no hours on that weekday
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"
    SEASON = "season"
    DECIDED = "decided"  # people decided of that day alone


@dataclass(frozen=True)
class Day:
    """One day of a unit.

    Attributes:
        name: Of the holiday or the season, or the reason that was given; "" where there is none.
        is_estimated: Whether its date may still move.
    """

    day: date
    periods: Periods
    kind: Kind
    name: str = ""
    is_estimated: bool = False


def days_from(table: Timetable, unit: str, first: date, count: int) -> Iterator[Day]:
    """Yield the days from ``first`` on, in their order."""
    for ahead in range(count):
        yield day_of(table, unit, first + timedelta(days=ahead))


def day_of(table: Timetable, unit: str, day: date) -> Day:
    """Return what a day is."""
    periods = table.periods_on(day, unit)
    entry = table.entry_for(day, unit)
    if entry is not None:
        return Day(day, periods, Kind.DECIDED, entry.reason)
    holiday = table.holidays(day.year).get(day)
    if holiday is not None:
        kind = Kind.JOINT_LEAVE if holiday.is_joint_leave else Kind.HOLIDAY
        return Day(day, periods, kind, holiday.name, holiday.is_estimated)
    season: Season | None = table.season_on(day, unit)
    is_weekend = not periods and not table.ordinary[day.weekday()]
    if season is not None and not is_weekend:
        return Day(day, periods, Kind.SEASON, season.name, season.is_estimated)
    return Day(day, periods, Kind.ORDINARY if periods else Kind.FREE)
