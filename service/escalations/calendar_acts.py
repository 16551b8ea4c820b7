"""The calendar as it is decided at the desk: looked at ahead, then decided, with what it moves.

A decision is checked together with the file and all earlier ones, by the reader that every process
reads with; open deadlines move in its transaction, and each citizen is told once, as by a content
load. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.content.deadline_rules import read_deadlines
from service.content.entries import Problems
from service.content.hours_changes import decide, decided, wait_for_turn
from service.content.hours_table import KnownNames, read_timetable
from service.content.hours_text import Decided, key_of
from service.errors import ContentInvalid, HoursRefused
from service.escalations.deadlines import Moved, Moving, move_deadlines, what_would_move
from service.hours.counting import NeverOpen, WorkingHours
from service.hours.desk_hours import DeskHours
from service.officers.duty import OfficerView
from service.officers.roles import Permission, may

OWN_WEEK = "khusus-"  # what the name of a unit's own week begins with
Say = Callable[[DeskHours], Callable[[Moved], str]]


@dataclass(frozen=True)
class Calendar:
    """A content folder's calendar, and what it may name."""

    folder: Path
    units: Collection[str]

    def read(self, changes: Sequence[Decided]) -> DeskHours:
        """Read the file with what was decided.

        Raises:
            ContentInvalid: Together they make no calendar; names each line.
        """
        problems = Problems()
        known = KnownNames(units=self.units)
        table = read_timetable(self.folder, problems, known, changes)
        rules = read_deadlines(self.folder, problems)
        if problems.lines:
            raise ContentInvalid(problems.lines)
        return DeskHours(WorkingHours(table), rules)


@dataclass(frozen=True)
class Ahead:
    """What a decision would do."""

    desk: DeskHours
    moving: tuple[Moving, ...]


def may_decide(person: OfficerView, unit: str | None) -> bool:
    """Tell whether somebody may decide hours of a unit; None: of all units."""
    if may(person.role, Permission.HOURS):
        return True
    return may(person.role, Permission.SUPERVISE) and unit is not None and unit in person.units


def look_ahead(
    session: Session, calendar: Calendar, changes: Sequence[Decided], now: datetime
) -> Ahead:
    """Return what decisions would do; changes nothing.

    Raises:
        ContentInvalid: They do not fit with the file or with each other; names each line.
        HoursRefused: A unit would never be open again.
    """
    desk = calendar.read(_after(session, changes))
    with _open_again():
        return Ahead(desk, tuple(what_would_move(session, desk, now)))


def decide_hours(
    session: Session,
    calendar: Calendar,
    changes: Sequence[Decided],
    officer: OfficerView,
    say: Say,
    now: datetime,
) -> int:
    """Decide, move what moves, and tell whom it was told otherwise; return how many moved.

    Raises:
        HoursRefused: The officer may not, or a unit would never be open again.
        ContentInvalid: The decisions do not fit with what was decided meanwhile.
    """
    wait_for_turn(session)
    for one in changes:
        is_named = one.entry is None or one.key == key_of(one.section, one.entry)
        if not is_named or not may_decide(officer, unit_of(one)):
            raise HoursRefused("role", f"{officer.username!r} may not decide {one.key!r}")
    desk = calendar.read(_after(session, changes))
    decide(session, changes, officer.id, now)
    with _open_again():
        moved = move_deadlines(session, desk, say(desk), now)
    told = {"sections": [one.section for one in changes], "moved": moved}
    if unit := unit_of(changes[0]):
        told["unit"] = unit
    record(session, Deed.HOURS_DECIDED, now, officer_id=officer.id, data=told)
    return moved


def unit_of(one: Decided) -> str | None:
    """Return whose hours a decision is about; None: of all units."""
    if one.section == "units":
        return one.key
    if one.section == "weeks":
        return one.key.removeprefix(OWN_WEEK) if one.key.startswith(OWN_WEEK) else None
    return one.key.partition(":")[0] or None


@contextmanager
def _open_again() -> Iterator[None]:
    """Refuse what would close a unit for good."""
    try:
        yield
    except NeverOpen as error:
        raise HoursRefused("never_open", str(error)) from error


def _after(session: Session, changes: Sequence[Decided]) -> list[Decided]:
    """Return what would hold after some changes, the newest of a key last."""
    holds = {(one.section, one.key): one for one in decided(session)}
    for one in changes:
        holds.pop((one.section, one.key), None)
        if one.entry is not None:
            holds[one.section, one.key] = one
    return list(holds.values())
