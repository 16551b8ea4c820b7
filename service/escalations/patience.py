"""How long is waited for officers and citizens, in working minutes.

Who counts working minutes is passed in: hours, seasons and holidays are known elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from service.calendar import WIB

WorkingMinutes = Callable[[datetime, datetime, str], float]
"""Counts the working minutes of a unit between two times: ``(start, end, unit)``."""

OPENS, CLOSES = time(7, 30), time(16)  # Perpres 21/2023, without its breaks
SATURDAY = 5


@dataclass(frozen=True)
class Patience:
    """Working minutes until something is done.

    Attributes:
        silent: A holder owes an answer: the escalation is given back. 0: never.
        remind: The citizen owes one: they are reminded.
        close: They owe it after the reminder: the escalation is closed.
    """

    silent: int = 240
    remind: int = 900  # two working days
    close: int = 1350  # three more


def weekday_minutes(start: datetime, end: datetime, _unit: str) -> float:
    """Count the minutes of Monday to Friday, office hours of Jakarta, without any holiday."""
    here, last = start.astimezone(WIB), end.astimezone(WIB)
    days = (last.date() - here.date()).days
    spans = (_on_day(here, last, here.date() + timedelta(days=n)) for n in range(days + 1))
    return sum(spans)


def _on_day(start: datetime, end: datetime, day: date) -> float:
    if day.weekday() >= SATURDAY:
        return 0.0
    opens, closes = (datetime.combine(day, at, WIB) for at in (OPENS, CLOSES))
    return max(0.0, (min(end, closes) - max(start, opens)).total_seconds() / 60)
