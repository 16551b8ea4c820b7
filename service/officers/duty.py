"""Officers as they are given work: their role, their units, and whether they are there.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select, union
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.audit.recording import Deed, record
from service.errors import LeaveRefused, NotFound
from service.officers.roles import Permission, may, roles_with
from service.outcomes import Role
from service.storage.officer_tables import OfficerUnit
from service.storage.tables import Officer


@dataclass(frozen=True)
class OfficerView:
    """An officer as the desk knows them.

    Attributes:
        unit: Their own.
        units: All whose tickets they answer, their own among them.
        on_duty_until: None: without an end.
        away_from: Together with ``away_until`` the time in which they take no ticket.
        stand_in: Who is given, while they are away, what citizens wait for.
    """

    id: int
    username: str
    name: str
    unit: str
    role: Role = Role.OFFICER
    units: frozenset[str] = frozenset()
    is_active: bool = True
    on_duty_until: datetime | None = None
    away_from: datetime | None = None
    away_until: datetime | None = None
    stand_in: int | None = None

    def is_away_at(self, now: datetime) -> bool:
        """Tell whether they are on leave: nothing new is theirs then."""
        if self.away_from is None or now < self.away_from:
            return False
        return self.away_until is None or now < self.away_until

    def is_available_at(self, now: datetime) -> bool:
        """Tell whether work may be given to them."""
        is_on_duty = self.on_duty_until is None or now < self.on_duty_until
        return self.is_active and is_on_duty and not self.is_away_at(now)

    def has_leave_at(self, now: datetime) -> bool:
        """Tell whether a leave is noted that is not over."""
        return self.away_from is not None and (self.away_until is None or now < self.away_until)


def view_of_officer(session: Session, row: Officer) -> OfficerView:
    """Return an officer's row as the desk knows them."""
    more = session.scalars(select(OfficerUnit.unit).where(OfficerUnit.officer_id == row.id))
    return OfficerView(
        id=row.id,
        username=row.username,
        name=row.name,
        unit=row.unit,
        role=Role(row.role),
        units=frozenset({row.unit, *more}),
        is_active=row.active,
        on_duty_until=row.on_duty_until,
        away_from=row.away_from,
        away_until=row.away_until,
        stand_in=row.stand_in_id,
    )


def find_officer(session: Session, officer_id: int) -> OfficerView:
    """Return an officer, also one who is disabled.

    Raises:
        NotFound: There is no such officer.
    """
    row = session.get(Officer, officer_id)
    if row is None:
        raise NotFound(f"no officer with the number {officer_id}")
    return view_of_officer(session, row)


def staffed_units(session: Session, now: datetime) -> frozenset[str]:
    """Return the units in which somebody works who is not on leave."""
    return _units_of(session, Officer.active, ~is_away(now), _has(Permission.ANSWER))


def supervised_units(session: Session, now: datetime) -> frozenset[str]:
    """Return the units of whoever supervises them, and is not on leave."""
    return _units_of(session, Officer.active, ~is_away(now), _has(Permission.SUPERVISE))


def _has(permission: Permission) -> ColumnElement[bool]:
    return Officer.role.in_(sorted(roles_with(permission)))


def is_away(now: datetime) -> ColumnElement[bool]:
    """Tell in SQL whether an officer is on leave, as ``OfficerView.is_away_at`` does."""
    has_begun = and_(Officer.away_from.is_not(None), Officer.away_from <= now)
    is_over = and_(Officer.away_until.is_not(None), Officer.away_until <= now)
    return and_(has_begun, not_(is_over))


def _units_of(
    session: Session, *who: ColumnElement[bool] | InstrumentedAttribute[bool]
) -> frozenset[str]:
    own = select(Officer.unit).where(*who)
    further = (
        select(OfficerUnit.unit).join(Officer, Officer.id == OfficerUnit.officer_id).where(*who)
    )
    return frozenset(session.scalars(union(own, further)))


def officers_of(session: Session, unit: str) -> list[OfficerView]:
    """Return the active officers who answer for a unit, by name; the leads of every unit last."""
    rows = session.scalars(
        select(Officer)
        .outerjoin(OfficerUnit, OfficerUnit.officer_id == Officer.id)
        .where(
            Officer.active,
            _has(Permission.ANSWER),
            or_(
                Officer.unit == unit,
                OfficerUnit.unit == unit,
                _has(Permission.EVERY_UNIT),
            ),
        )
        .order_by(Officer.name)
        .distinct()
    )
    found = [view_of_officer(session, row) for row in rows]
    return sorted(found, key=lambda one: unit not in one.units)


def give_role(session: Session, username: str, role: Role) -> OfficerView:
    """Give an officer another role.

    Raises:
        NotFound: There is no such officer.
    """
    row = _by_username(session, username)
    row.role = role.value
    _record(session, row, Deed.ACCOUNT_ROLE, role=role.value)
    return view_of_officer(session, row)


def give_units(session: Session, username: str, units: Collection[str]) -> OfficerView:
    """Let an officer answer for these units beside their own, and for no others.

    Raises:
        NotFound: There is no such officer.
    """
    row = _by_username(session, username)
    session.execute(delete(OfficerUnit).where(OfficerUnit.officer_id == row.id))
    session.add_all(
        OfficerUnit(officer_id=row.id, unit=unit) for unit in sorted({*units} - {row.unit})
    )
    session.flush()
    _record(session, row, Deed.ACCOUNT_UNITS, units=sorted(units))
    return view_of_officer(session, row)


def be_on_duty(session: Session, username: str, until: datetime | None) -> OfficerView:
    """Note until when an officer can be given work; None: without an end.

    Raises:
        NotFound: There is no such officer.
    """
    row = _by_username(session, username)
    row.on_duty_until = until
    _record(session, row, Deed.ACCOUNT_DUTY, until=until)
    return view_of_officer(session, row)


def be_away(
    session: Session,
    username: str,
    since: datetime | None,
    until: datetime | None,
    stand_in: str | None = None,
) -> OfficerView:
    """Note an officer's leave; without ``since`` they are back.

    Args:
        stand_in: The user name of who is given meanwhile what citizens wait for; None: the queue.

    Raises:
        NotFound: There is no such officer.
        LeaveRefused: It ends before it begins, or who stands in could have none of the tickets.
    """
    row = _by_username(session, username)
    other = _stand_in(session, row, stand_in) if stand_in and since else None
    if since is not None and until is not None and until <= since:
        raise LeaveRefused("order", "a leave ends after it begins")
    row.away_from, row.away_until = since, until if since else None
    row.stand_in_id = other.id if other else None
    told = {"since": since, "until": row.away_until, "stand_in": row.stand_in_id}
    _record(session, row, Deed.ACCOUNT_AWAY, **told)
    return view_of_officer(session, row)


def _stand_in(session: Session, row: Officer, username: str) -> Officer:
    """Return who stands in: another one who answers for a unit of the one who is away."""
    other = _by_username(session, username)
    theirs, own = view_of_officer(session, other), view_of_officer(session, row)
    answers = other.active and may(theirs.role, Permission.ANSWER)
    shares = may(theirs.role, Permission.EVERY_UNIT) or bool(theirs.units & own.units)
    if other.id == row.id or not answers or not shares:
        raise LeaveRefused("stand_in", f"{username!r} cannot stand in for {row.username!r}")
    return other


def be_active(session: Session, username: str, is_active: bool) -> OfficerView:
    """Let an officer in, or shut them out at once; what they wrote stays under their name.

    Raises:
        NotFound: There is no such officer.
    """
    row = _by_username(session, username)
    row.active = is_active
    _record(session, row, Deed.ACCOUNT_ENABLED if is_active else Deed.ACCOUNT_DISABLED)
    return view_of_officer(session, row)


def _record(session: Session, row: Officer, deed: Deed, **what: Any) -> None:
    record(session, deed, None, data={"account": row.id, **what})


def _by_username(session: Session, username: str) -> Officer:
    row = session.scalar(select(Officer).where(Officer.username == username.lower()))
    if row is None:
        raise NotFound(f"no officer {username!r}")
    return row


def keeps_duty_of(person: OfficerView, other: OfficerView) -> bool:
    """Tell whether somebody may note the duty and leave of another.

    Supervisors may of whoever has their unit as the own one; who keeps accounts, or supervises
    every unit, of everybody. One's own is noted on the page of one's account.
    """
    if may(person.role, Permission.ACCOUNTS) or may(person.role, Permission.EVERY_UNIT):
        return True
    return may(person.role, Permission.SUPERVISE) and other.unit in person.units


def colleagues_of(session: Session, person: OfficerView) -> list[OfficerView]:
    """Return the active officers whose duty somebody may note, by unit and name."""
    rows = session.scalars(
        select(Officer)
        .where(Officer.active, _has(Permission.ANSWER))
        .order_by(Officer.unit, Officer.name)
    )
    found = [view_of_officer(session, row) for row in rows]
    return [one for one in found if keeps_duty_of(person, one)]


def stand_ins_for(session: Session, person: OfficerView) -> list[OfficerView]:
    """Return who could stand in for an officer: who answers for one of their units."""
    found = {one.id: one for unit in sorted(person.units) for one in officers_of(session, unit)}
    return [one for one in found.values() if one.id != person.id]
