"""Waits as whole days, hours and minutes; the words for them are in ``templates/words.html``."""

from dataclasses import dataclass
from datetime import timedelta


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
