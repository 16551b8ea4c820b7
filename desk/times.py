"""Days, and waits as whole days, hours and minutes; their words: ``templates/words.html``."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.calendar import WIB, date_in_words


@dataclass(frozen=True)
class Wait:
    """A wait, cut to whole minutes; two clocks that differ a little give none, never less."""

    days: int
    hours: int
    minutes: int


def split_wait(wait: timedelta) -> Wait:
    """Return a wait's whole days, and the hours and minutes left over."""
    minutes = max(0, int(wait.total_seconds() // 60))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    return Wait(days, hours, minutes)


def day_in_words(day: date) -> str:
    """Return "24 November 2026"; of a moment the day that it is in Jakarta."""
    return date_in_words(day.astimezone(WIB).date() if isinstance(day, datetime) else day)
