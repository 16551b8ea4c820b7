"""Reads what the processes hold of hours and deadlines."""

from collections.abc import Sequence
from pathlib import Path

from service.content.deadline_rules import read_deadlines
from service.content.entries import Problems
from service.content.hours_table import read_timetable
from service.content.hours_text import Decided
from service.errors import ContentInvalid
from service.hours.counting import WorkingHours
from service.hours.desk_hours import DeskHours


def read_desk_hours(folder: Path, decided: Sequence[Decided] = ()) -> DeskHours:
    """Read both files, with what was decided at the desk.

    Raises:
        ContentInvalid: One is missing or broken; names each line.
    """
    problems = Problems()
    hours = WorkingHours(read_timetable(folder, problems, decided=decided))
    rules = read_deadlines(folder, problems)
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return DeskHours(hours, rules)
