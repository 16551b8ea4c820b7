"""What officers are told of their escalations: rows that the desk's queue page shows.

A notice is for one officer, or for the supervisors of a unit. It names what happened and holds
nobody's words. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from service.escalations.reach import COMMUNICATION, Reach
from service.officers.duty import supervised_units
from service.officers.roles import Permission, may
from service.storage.escalation_tables import OfficerNotice
from service.storage.tables import Escalation

MOST = 50  # shown at once


class NoticeKind(StrEnum):
    """What an officer is told."""

    ASSIGNED = "assigned"  # it is yours now
    TAKEN = "taken"  # it is not yours any more
    TRANSFERRED = "transferred"  # it came from another unit
    REOPENED = "reopened"  # you held it; the citizen says that it is not done
    CONTESTED = "contested"  # to supervisors: the citizen does not agree to the closing
    WOKEN = "woken"  # you put it aside until now
    SILENT = "silent"  # to supervisors: given back, because its holder did not answer
    AWAY = "away"  # to supervisors: given back, because its holder is on leave
    DEADLINE_NEAR = "deadline_near"  # to the holder, to supervisors where there is none
    DEADLINE_PASSED = "deadline_passed"  # to supervisors
    CLOSED_UNANSWERED = "closed_unanswered"  # to supervisors: once more without an answer


@dataclass(frozen=True)
class Notice:
    """A notice as it is shown."""

    id: int
    ticket: str
    unit: str
    kind: NoticeKind
    officer_id: int | None
    at: datetime
    seen_at: datetime | None


def tell_officer(
    session: Session, row: Escalation, kind: NoticeKind, officer_id: int, now: datetime
) -> None:
    """Leave a notice for one officer."""
    session.add(
        OfficerNotice(escalation_id=row.id, kind=kind.value, officer_id=officer_id, at=now)
    )


def tell_supervisors(session: Session, row: Escalation, kind: NoticeKind, now: datetime) -> None:
    """Leave a notice for the supervisors of the escalation's unit."""
    session.add(OfficerNotice(escalation_id=row.id, kind=kind.value, unit=row.unit, at=now))


def notices_for(session: Session, reach: Reach, now: datetime, limit: int = MOST) -> list[Notice]:
    """Return what an officer has not seen yet, the newest first."""
    rows = session.execute(
        select(OfficerNotice, Escalation.ticket, Escalation.unit)
        .join(Escalation, Escalation.id == OfficerNotice.escalation_id)
        .where(_is_told(session, reach, now), OfficerNotice.seen_at.is_(None))
        .order_by(OfficerNotice.id.desc())
        .limit(limit)
    )
    return [_notice(row, ticket, unit) for row, ticket, unit in rows]


def mark_seen(session: Session, reach: Reach, notice_id: int, now: datetime) -> bool:
    """Note that a notice was read; one for supervisors is read for all of them.

    Returns:
        False where it is not this officer's to read, or was read before.
    """
    read = session.scalars(
        update(OfficerNotice)
        .where(
            OfficerNotice.id == notice_id,
            OfficerNotice.seen_at.is_(None),
            _is_told(session, reach, now),
        )
        .values(seen_at=now)
        .returning(OfficerNotice.id)
    ).all()
    return bool(read)


def _is_told(session: Session, reach: Reach, now: datetime) -> ColumnElement[bool]:
    """Tell whether a notice is for an officer.

    What is for supervisors is for the officers of a unit that has none who is there; leads and
    admins have it in any case.
    """
    person, unit = reach.person, OfficerNotice.unit
    theirs: ColumnElement[bool] = OfficerNotice.officer_id.is_(None)
    if not may(person.role, Permission.MOVE_UNREAD) and not may(
        person.role, Permission.EVERY_UNIT
    ):
        theirs = and_(theirs, reach.of(unit))
    if not may(person.role, Permission.SUPERVISE):
        supervised = supervised_units(session, now)
        theirs = and_(theirs, unit.not_in(sorted(supervised)))
        if COMMUNICATION in supervised:  # who have the units in which nobody works
            theirs = and_(theirs, unit.in_(sorted(person.units)))
    return or_(OfficerNotice.officer_id == person.id, theirs)


def _notice(row: OfficerNotice, ticket: str, unit: str) -> Notice:
    kind = NoticeKind(row.kind)
    return Notice(row.id, ticket, unit, kind, row.officer_id, row.at, row.seen_at)
