"""How long is waited for officers and citizens, in working minutes.

Who counts working minutes is passed in: ``service.hours`` knows seasons and holidays.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

WorkingMinutes = Callable[[datetime, datetime, str], float]
"""Counts the working minutes of a unit between two times: ``(start, end, unit)``."""


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
