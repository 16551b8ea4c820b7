"""The clock of one conversation, and the words that set it: "Sabtu 20.00", "2 jam 30 menit".

Each conversation has a clock of its own, so that one in the night does not darken another.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.answering.answers import DEFAULT_UNIT
from service.calendar import WEEKDAYS, WIB
from service.hours.counting import WorkingHours

OPENS = time(10, 0)  # within the desk's hours
_DAYS = [name.lower() for name in WEEKDAYS]
_OTHER_NAMES = {"jum'at": "jumat", "ahad": "minggu"}
_PARTS = {"pagi": time(9), "siang": time(13), "sore": time(16), "malam": time(20)}
_UNITS = {
    "detik": timedelta(seconds=1),
    "menit": timedelta(minutes=1),
    "jam": timedelta(hours=1),
    "hari": timedelta(days=1),
    "minggu": timedelta(weeks=1),
    "bulan": timedelta(days=30),
}
_TIME = re.compile(r"(\d{1,2})[.:](\d{2})")
_SPAN = re.compile(r"(?:\d+ (?:{0}))(?: \d+ (?:{0}))*".format("|".join(_UNITS)))
_STEP = re.compile(r"(\d+) (\w+)")
_ONE = re.compile(r"\bse(?=(?:{})\b)".format("|".join(_UNITS)))  # "sejam", "sehari"
CLOCK_WORDS = '"20.00", "Sabtu", "Sabtu 20.00", "Sabtu malam", "besok 08.00" or "2026-12-24 09.00"'
SPAN_WORDS = f'numbers with {", ".join(_UNITS)}, as in "2 jam 30 menit"'


@dataclass(frozen=True)
class ClockTime:
    """A moment as people name it, in WIB; what is None is free.

    Attributes:
        weekday: 0 is Monday.
        days: From the present day on: 1 is tomorrow.
    """

    at: time
    day: date | None = None
    weekday: int | None = None
    days: int | None = None

    def next_after(self, now: datetime) -> datetime:
        """Return the first such moment that is not before ``now``; a date is that day's."""
        local = now.astimezone(WIB)
        first = self.day or local.date() + timedelta(days=self.days or 0)
        moment = datetime.combine(first, self.at, WIB)
        is_free = self.day is None and self.days is None
        while is_free and (moment < local or self.weekday not in (None, moment.weekday())):
            moment += timedelta(days=1)
        return moment.astimezone(now.tzinfo)


class ConversationClock:
    """Stands still until it is set or moved."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def __call__(self) -> datetime:
        """Return the time it stands at."""
        return self._now

    def set_to(self, moment: ClockTime) -> None:
        """Jump on to the next such moment."""
        self._now = moment.next_after(self._now)

    def let_pass(self, span: timedelta) -> None:
        """Move on."""
        self._now += span

    def today(self) -> date:
        """Return the date in Jakarta."""
        return self._now.astimezone(WIB).date()


def within_desk_hours(now: datetime, hours: WorkingHours) -> datetime:
    """Return ten o'clock in Jakarta on this day, or on the next on which the desk works."""
    midnight = datetime.combine(now.astimezone(WIB).date(), time(), WIB)
    day = hours.next_opening(midnight, DEFAULT_UNIT).astimezone(WIB).date()
    return datetime.combine(day, OPENS, WIB).astimezone(now.tzinfo)


def read_clock_time(text: str) -> ClockTime | None:
    """Read a moment in words; None when it is none that we know."""
    found: dict[str, int | date] = {}
    at: time | None = None
    for word in text.lower().replace(",", " ").split():
        name = _OTHER_NAMES.get(word, word)
        said = _time_in(name)
        if said is not None and at is None:
            at = said
        elif (day := _day_in(name)) is not None and not found:
            found = day
        elif name not in ("wib", "pukul", "hari"):
            return None
    if at is None and not found:
        return None
    return ClockTime(at or OPENS, **found)  # type: ignore[arg-type]  # by its own names


def read_span(text: str) -> timedelta | None:
    """Read a span in words; None when it is none that we know."""
    spoken = _ONE.sub("1 ", " ".join(text.lower().split()))
    if not _SPAN.fullmatch(spoken):
        return None
    steps = _STEP.findall(spoken)
    return sum((int(count) * _UNITS[unit] for count, unit in steps), timedelta())


def _time_in(word: str) -> time | None:
    match = _TIME.fullmatch(word)
    if match is None:
        return _PARTS.get(word)
    hour, minute = map(int, match.groups())
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _day_in(word: str) -> dict[str, int | date] | None:
    if word in _DAYS:
        return {"weekday": _DAYS.index(word)}
    if word == "besok":
        return {"days": 1}
    try:
        return {"day": date.fromisoformat(word)}
    except ValueError:
        return None
