"""Tickets, counted by unit and by officer; waits are those of the clock, nights included."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from service.escalations.reach import Reach
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.figures.periods import Period
from service.officers.accounts import list_officers
from service.officers.duty import OfficerView
from service.officers.roles import Permission, may
from service.storage.escalation_tables import EscalationEvent, EscalationRating
from service.storage.tables import Escalation

HALF, MOST = 0.5, 0.9


@dataclass(frozen=True)
class UnitFigures:
    """A unit's tickets: what came in a period, and what stands now.

    Attributes:
        opened: In the period; ``waits`` are those of them that were answered, to the first answer.
        closed: In the period, whenever they were opened.
        good: Of the ``rated``, those with which citizens were content.
        open_now: Whatever the period.
        overdue_now: Of these, those whose deadline is past.
    """

    unit: str
    opened: int = 0
    closed: int = 0
    open_now: int = 0
    overdue_now: int = 0
    rated: int = 0
    good: int = 0
    waits: tuple[timedelta, ...] = field(default=(), repr=False)

    @property
    def median_wait(self) -> timedelta | None:
        """Half of the answered waited no longer; None: nothing was answered."""
        return quantile(self.waits, HALF)

    @property
    def long_wait(self) -> timedelta | None:
        """Nine in ten of the answered waited no longer."""
        return quantile(self.waits, MOST)


@dataclass(frozen=True)
class OfficerFigures:
    """What an officer has in hand now, and did in a period."""

    officer: OfficerView
    held_now: int
    owed_now: int
    answers: int
    closed: int


def quantile(waits: Sequence[timedelta], share: float) -> timedelta | None:
    """Return the shortest wait that at least a share of the sorted ``waits`` do not exceed."""
    return waits[max(math.ceil(share * len(waits)) - 1, 0)] if waits else None


def figures_of_units(
    session: Session, reach: Reach, period: Period, now: datetime
) -> list[UnitFigures]:
    """Return the figures of every unit within reach that has any, by id."""
    columns = {
        "opened": _count(session, reach, _in(Escalation.opened_at, period)),
        "closed": _count(session, reach, _in(Escalation.closed_at, period)),
        "open_now": _count(session, reach, is_open()),
        "overdue_now": _count(session, reach, and_(is_open(), Escalation.deadline_at < now)),
        "rated": _ratings(session, reach, period, EscalationRating.is_good.in_((True, False))),
        "good": _ratings(session, reach, period, EscalationRating.is_good.is_(True)),
    }
    waits = _waits(session, reach, period)
    units = sorted({unit for column in columns.values() for unit in column})
    return [
        UnitFigures(
            unit,
            waits=tuple(sorted(waits[unit])),
            **{name: column.get(unit, 0) for name, column in columns.items()},
        )
        for unit in units
    ]


def figures_of_officers(session: Session, reach: Reach, period: Period) -> list[OfficerFigures]:
    """Return the figures of who answers in the units within reach, by name."""
    people = [
        one
        for one in list_officers(session)
        if may(one.role, Permission.ANSWER) and any(map(reach.has, one.units))
    ]
    held = _held(session, is_open())
    owed = _held(session, and_(is_open(), Escalation.silent_since.is_not(None)))
    answers = _did(session, EventKind.ANSWERED, period)
    closed = _did(session, EventKind.CLOSED, period)
    return [
        OfficerFigures(one, held[one.id], owed[one.id], answers[one.id], closed[one.id])
        for one in sorted(people, key=lambda one: one.name.casefold())
    ]


def _count(session: Session, reach: Reach, where: ColumnElement[bool]) -> dict[str, int]:
    rows = session.execute(
        select(Escalation.unit, func.count())
        .where(where, reach.of(Escalation.unit))
        .group_by(Escalation.unit)
    )
    return dict(rows.all())


def _ratings(
    session: Session, reach: Reach, period: Period, where: ColumnElement[bool]
) -> dict[str, int]:
    rows = session.execute(
        select(Escalation.unit, func.count())
        .join(EscalationRating, EscalationRating.escalation_id == Escalation.id)
        .where(_in(EscalationRating.at, period), where, reach.of(Escalation.unit))
        .group_by(Escalation.unit)
    )
    return dict(rows.all())


def _waits(session: Session, reach: Reach, period: Period) -> Mapping[str, list[timedelta]]:
    first = func.min(EscalationEvent.at)
    rows = session.execute(
        select(Escalation.unit, Escalation.opened_at, first)
        .join(EscalationEvent, EscalationEvent.escalation_id == Escalation.id)
        .where(
            _in(Escalation.opened_at, period),
            EscalationEvent.kind == EventKind.ANSWERED,
            reach.of(Escalation.unit),
        )
        .group_by(Escalation.id, Escalation.unit, Escalation.opened_at)
    )
    waits: dict[str, list[timedelta]] = defaultdict(list)
    for unit, opened_at, answered_at in rows:
        waits[unit].append(answered_at - opened_at)
    return waits


def _held(session: Session, where: ColumnElement[bool]) -> Counter[int | None]:
    rows = session.execute(
        select(Escalation.officer_id, func.count()).where(where).group_by(Escalation.officer_id)
    )
    return Counter(dict(rows.all()))


def _did(session: Session, kind: EventKind, period: Period) -> Counter[int | None]:
    happened = EscalationEvent
    rows = session.execute(
        select(happened.officer_id, func.count())
        .where(happened.kind == kind, _in(happened.at, period))
        .group_by(happened.officer_id)
    )
    return Counter(dict(rows.all()))


def _in(column: Any, period: Period) -> ColumnElement[bool]:
    return and_(column >= period.begin, column < period.end)
