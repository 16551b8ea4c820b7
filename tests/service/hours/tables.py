"""The timetable that the cases of ``deadlines.tsv`` are counted by, as ours is written."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from service.calendar import Zone
from service.hours.counting import WorkingHours
from service.hours.timetable import DayEntry, Period, Periods, Season, Timetable, UnitHours, Week


def periods(text: str) -> Periods:
    """Read "07.30-12.00 13.00-16.00"; nothing is a closed day."""
    return tuple(Period(*(_time(part) for part in span.split("-"))) for span in text.split())


def week(days: str, friday: str, saturday: str = "") -> Week:
    """Return a week of four like days, a Friday and a Saturday."""
    return (*(periods(days),) * 4, periods(friday), periods(saturday), ())


def entry(day: str, hours: str | None, unit: str | None = None) -> DayEntry:
    """Return a day as people decided it; None: a working day after all."""
    decided = None if hours is None else periods(hours)
    return DayEntry(date.fromisoformat(day), decided, "for a test", "nobody", unit)


def _time(text: str) -> time:
    hour, minute = map(int, text.split("."))
    return time(hour, minute)


ORDINARY = week("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30")
FASTING = week("08.00-12.00 12.30-15.00", "08.00-11.30 12.30-15.30")
LESSONS = (*ORDINARY[:5], periods("08.00-11.00"), ())
TABLE = Timetable(
    ordinary=ORDINARY,
    seasons=(
        Season("Ramadan 1447", date(2026, 2, 19), date(2026, 3, 20), FASTING),
        Season("Ramadan 1448", date(2027, 2, 8), date(2027, 3, 9), FASTING),
    ),
    days=(
        entry("2026-04-11", "08.00-12.00"),
        entry("2026-06-22", "", "papua"),
        entry("2026-08-14", "07.30-11.30"),
        entry("2026-12-24", None, "diklat"),
        entry("2026-12-31", "07.30-12.00"),
    ),
    units={
        "diklat": UnitHours(Zone.WIB, LESSONS),
        "bali": UnitHours(Zone.WITA),
        "papua": UnitHours(Zone.WIT),
    },
    provinces={"Bali": Zone.WITA, "Papua": Zone.WIT},
)


def hours_with(closed_later: Sequence[str] = ()) -> WorkingHours:
    """Return the hours, with days that were closed for all after the table was written."""
    later = tuple(entry(day, "") for day in closed_later)
    return WorkingHours(replace(TABLE, days=(*TABLE.days, *later)))
