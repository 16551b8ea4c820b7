"""Who has how much to do now: by unit, by officer, and the tickets themselves.

For supervisors, within their reach (``reach``). A ticket is overdue where its deadline has passed
and an officer still owes what it is for (``due_reminders``). Only reads; holds no words.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Case, ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from service.escalations.due_reminders import is_owed
from service.escalations.reach import Reach, reach_of
from service.escalations.views import SHOWN, EscalationView, is_open, view_of_row
from service.hours.desk_hours import DeskHours
from service.officers.duty import OfficerView, find_officer, officers_of, view_of_officer
from service.outcomes import EscalationState
from service.storage.tables import Escalation, Officer

MOST = 50  # tickets listed at once


@dataclass(frozen=True)
class Counts:
    """Open tickets of a unit, or in the hands of an officer.

    Attributes:
        unclaimed: Nobody has them, and they wait behind no other ticket.
        owed: Held, and the citizen waits for an answer.
        for_citizen: Held, and it is the citizen's turn.
        oldest: Since when the citizen waits who waits longest for anybody; None: nobody does.
    """

    open: int = 0
    unclaimed: int = 0
    owed: int = 0
    for_citizen: int = 0
    snoozed: int = 0
    overdue: int = 0
    oldest: datetime | None = None


@dataclass(frozen=True)
class UnitLoad:
    """A unit and who of it is there."""

    unit: str
    counts: Counts
    there: int
    away: int


@dataclass(frozen=True)
class OfficerLoad:
    """An officer and what they hold."""

    officer: OfficerView
    counts: Counts


@dataclass(frozen=True)
class OpenTicket:
    """An open ticket as the list of a supervisor shows it."""

    escalation: EscalationView
    deadline_at: datetime | None
    is_overdue: bool


@dataclass(frozen=True)
class Load:
    """One look.

    Attributes:
        tickets: What the look asked for, the overdue first, then the longest waiting.
        left_out: How many more of those there are.
    """

    units: tuple[UnitLoad, ...]
    officers: tuple[OfficerLoad, ...]
    tickets: tuple[OpenTicket, ...]
    left_out: int


@dataclass(frozen=True)
class Overdue:
    """What is overdue, as one line tells it.

    Attributes:
        ticket: The one that is overdue longest, and since when.
        newest: The deadline that passed last.
    """

    count: int
    ticket: str
    since: datetime
    newest: datetime


@dataclass(frozen=True)
class Asked:
    """Which tickets are listed; "" and 0: of all."""

    unit: str = ""
    officer: int = 0
    only_overdue: bool = False


def read_load(
    session: Session,
    officer_id: int,
    units: Sequence[str],
    desk: DeskHours,
    asked: Asked,
    now: datetime,
) -> Load:
    """Return the load of the units that an officer supervises.

    Args:
        units: All that there are, in the order to be shown.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    overdue = _is_overdue(desk, now)
    by_unit = _counted(session, Escalation.unit, reach, overdue)
    shown = [unit for unit in dict.fromkeys([*units, *by_unit]) if reach.has(unit)]
    people = _people(session, shown)
    by_officer = _counted(session, Escalation.officer_id, reach, overdue)
    tickets, left_out = _tickets(session, reach, overdue, asked)
    return Load(
        units=tuple(_unit(unit, by_unit.get(unit, Counts()), people, now) for unit in shown),
        officers=_officers(session, people, by_officer),
        tickets=tickets,
        left_out=left_out,
    )


def tickets_held_by(
    session: Session, officer_id: int, reach: Reach, desk: DeskHours, now: datetime
) -> tuple[OpenTicket, ...]:
    """Return what an officer holds, as far as whoever looks may know."""
    asked = Asked(officer=officer_id)
    return _tickets(session, reach, _is_overdue(desk, now), asked)[0]


def read_overdue(
    session: Session, units: Collection[str], desk: DeskHours, now: datetime
) -> Overdue | None:
    """Return what of some units is overdue; None where nothing is."""
    rows = session.execute(
        select(Escalation.ticket, Escalation.deadline_at)
        .where(is_open(), Escalation.unit.in_(sorted(units)), _is_overdue(desk, now))
        .order_by(Escalation.deadline_at)
    ).all()
    if not rows:
        return None
    return Overdue(len(rows), rows[0].ticket, rows[0].deadline_at, rows[-1].deadline_at)


def _is_overdue(desk: DeskHours, now: datetime) -> ColumnElement[bool]:
    return and_(Escalation.deadline_at <= now, is_owed(desk))


def _counted(
    session: Session, column: Any, reach: Reach, overdue: ColumnElement[bool]
) -> dict[Any, Counts]:
    rows = session.execute(
        select(column.label("of"), *_sums(overdue))
        .where(is_open(), reach.of(Escalation.unit), column.is_not(None))
        .group_by(column)
    )
    return {
        row.of: Counts(
            open=row.open,
            unclaimed=row.unclaimed,
            owed=row.owed,
            for_citizen=row.for_citizen,
            snoozed=row.snoozed,
            overdue=row.overdue,
            oldest=row.oldest,
        )
        for row in rows
    }


def _sums(overdue: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    is_free = and_(
        Escalation.state == EscalationState.WAITING.value, Escalation.behind_id.is_(None)
    )
    owes = Escalation.silent_since.is_not(None)
    rests = or_(Escalation.snoozed_until.is_not(None), Escalation.citizen_asked_at.is_not(None))
    counted: dict[str, ColumnElement[bool]] = {
        "unclaimed": is_free,
        "owed": owes,
        "for_citizen": Escalation.citizen_asked_at.is_not(None),
        "snoozed": Escalation.snoozed_until.is_not(None),
        "overdue": overdue,
    }
    oldest = func.min(case((~rests, Escalation.waits_since)))
    return [
        func.count().label("open"),
        *(func.sum(_one(when)).label(name) for name, when in counted.items()),
        oldest.label("oldest"),
    ]


def _one(when: ColumnElement[bool]) -> Case[int]:
    return case((when, 1), else_=0)


def _people(session: Session, units: Sequence[str]) -> dict[int, OfficerView]:
    """Return who answers for some units, the leads of every unit as well."""
    return {one.id: one for unit in units for one in officers_of(session, unit)}


def _unit(unit: str, counts: Counts, people: dict[int, OfficerView], now: datetime) -> UnitLoad:
    own = [one for one in people.values() if unit in one.units]
    there = sum(one.is_available_at(now) for one in own)
    return UnitLoad(unit, counts, there, len(own) - there)


def _officers(
    session: Session, people: dict[int, OfficerView], counted: dict[int, Counts]
) -> tuple[OfficerLoad, ...]:
    """Return whoever is of the units, or holds something of theirs, the most laden first."""
    others = sorted({*counted} - {*people})
    more = session.scalars(select(Officer).where(Officer.id.in_(others)))
    everybody = people | {row.id: view_of_officer(session, row) for row in more}
    loads = [OfficerLoad(one, counted.get(number, Counts())) for number, one in everybody.items()]
    return tuple(sorted(loads, key=lambda one: (-one.counts.overdue, -one.counts.open)))


def _tickets(
    session: Session, reach: Reach, overdue: ColumnElement[bool], asked: Asked
) -> tuple[tuple[OpenTicket, ...], int]:
    where = [is_open(), reach.of(Escalation.unit)]
    where += [Escalation.unit == asked.unit] if asked.unit else []
    where += [Escalation.officer_id == asked.officer] if asked.officer else []
    where += [overdue] if asked.only_overdue else []
    late = _one(overdue).label("late")
    rows = session.execute(
        select(*SHOWN, Escalation.deadline_at, late, Officer.name)
        .outerjoin(Officer, Officer.id == Escalation.officer_id)
        .where(*where)
        .order_by(late.desc(), Escalation.waits_since)
        .limit(MOST)
    ).all()
    found = tuple(OpenTicket(_view(row), row.deadline_at, bool(row.late)) for row in rows)
    count = session.scalar(select(func.count()).select_from(Escalation).where(*where)) or 0
    return found, count - len(found)


def _view(row: Any) -> EscalationView:
    view = view_of_row(row, row.name)
    return view if view.officer_id is not None else replace(view, held_by=None)
