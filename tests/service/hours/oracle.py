"""A slow judge of working hours: it looks at every minute, and shares no code with what it judges.

Its days were typed out of the decree on holidays and joint leave of 2026 and, for 2027, out of the
list of the package ``holidays`` (no other was at hand); its hours out of Perpres 21/2023, with a
break at noon. Zones are whole hours ahead of UTC. Half days and exceptions are made up for tests.
"""

from datetime import datetime, timedelta
from functools import cache

OFFSETS = {"WIB": 7, "WITA": 8, "WIT": 9}
ZONES = {"pusat": "WIB", "diklat": "WIB", "bali": "WITA", "papua": "WIT"}

# A line a month: the days without work that are no Sunday.
CLOSED = """
2026-01 01 16
2026-02 16 17
2026-03 18 19 20 21 23 24
2026-04 03
2026-05 01 14 15 27 28
2026-06 01 16
2026-08 17 25
2026-12 24 25
2027-01 01 05
2027-02 05 06
2027-03 08 09 10 11 12 15 25 26
2027-05 01 06 17 18 19 20
2027-06 01
2027-08 17
2027-12 24 25
"""
FASTING = (("2026-02-19", "2026-03-20"), ("2027-02-08", "2027-03-09"))

ORDINARY = "07.30-12.00 13.00-16.00"
ORDINARY_FRIDAY = "07.30-11.30 13.00-16.30"
FASTING_DAY = "08.00-12.00 12.30-15.00"
FASTING_FRIDAY = "08.00-11.30 12.30-15.30"
SATURDAY_LESSONS = "08.00-11.00"  # of the unit "diklat", outside the month of fasting

# Decided by people, for the tests: (day, unit or all, hours).
DECIDED = (
    ("2026-04-11", "", "08.00-12.00"),  # a Saturday on which all work
    ("2026-06-22", "papua", ""),  # closed in one unit
    ("2026-08-14", "", "07.30-11.30"),  # a Friday until noon
    ("2026-12-24", "diklat", ORDINARY),  # works on a day of joint leave
    ("2026-12-31", "", "07.30-12.00"),  # New Year's Eve until noon
)


def moment(text: str) -> datetime:
    """Read "2026-07-06 09.00 WIB" as UTC, without a zone."""
    day, clock, zone = text.split()
    return datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H.%M") - hours(OFFSETS[zone])  # noqa: DTZ007


def words(utc: datetime, zone: str) -> str:
    """Write a moment as ``moment`` reads it."""
    return f"{utc + hours(OFFSETS[zone]):%Y-%m-%d %H.%M} {zone}"


def hours(count: float) -> timedelta:
    """Return so many hours."""
    return timedelta(hours=count)


def is_open(utc: datetime, unit: str, closed_later: str = "") -> bool:
    """Look at one minute."""
    local = utc + hours(OFFSETS[ZONES[unit]])
    written = hours_on(str(local.date()), local.weekday(), unit, closed_later)
    clock = f"{local.hour:02}.{local.minute:02}"
    return any(span[:5] <= clock < span[6:] for span in written.split())


@cache
def hours_on(day: str, weekday: int, unit: str, closed_later: str) -> str:
    """Return a day's hours as they are written above; "" when it is closed."""
    for wanted in (unit, ""):
        for decided, who, text in DECIDED:
            if decided == day and who == wanted:
                return text
    if day in closed_later or day in _closed_days():
        return ""
    is_friday = weekday == 4
    if any(first <= day <= last for first, last in FASTING):
        week = FASTING_FRIDAY if is_friday else FASTING_DAY
        return week if weekday < 5 else ""
    if weekday == 5:
        return SATURDAY_LESSONS if unit == "diklat" else ""
    return "" if weekday == 6 else ORDINARY_FRIDAY if is_friday else ORDINARY


@cache
def _closed_days() -> set[str]:
    lines = (line.split() for line in CLOSED.strip().splitlines())
    return {f"{month}-{day}" for month, *days in lines for day in days}


def answer(ask: str, unit: str, start: str, amount: str, closed_later: str) -> str:
    """Answer a case by counting minutes, in the words of ``deadlines.tsv``."""
    at, minute = moment(start), timedelta(minutes=1)
    if ask == "open":
        return "yes" if is_open(at, unit, closed_later) else "no"
    if ask == "opening":
        while not is_open(at, unit, closed_later):
            at += minute
        return words(at, ZONES[unit])
    if ask == "between":
        last, count = moment(amount), 0
        while at < last:
            count += is_open(at, unit, closed_later)
            at += minute
        return f"{count}m"
    if ask == "time":
        left = int(amount.removesuffix("m"))
        while left:
            left -= is_open(at, unit, closed_later)
            at += minute
        return words(at, ZONES[unit])
    return words(_end_of_day(at, unit, int(amount), closed_later), ZONES[unit])


def _end_of_day(at: datetime, unit: str, days: int, closed_later: str) -> datetime:
    """Walk on until the last open minute of the so-manieth day after this one is over."""
    local = at + hours(OFFSETS[ZONES[unit]])
    at += timedelta(days=1) - (local - local.replace(hour=0, minute=0))
    seen: dict[str, datetime] = {}
    while len(seen) <= days:
        if is_open(at, unit, closed_later):
            seen[f"{at + hours(OFFSETS[ZONES[unit]]):%Y-%m-%d}"] = at + timedelta(minutes=1)
        at += timedelta(minutes=1)
    return list(seen.values())[days - 1]
