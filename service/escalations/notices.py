"""What officers are told of their escalations: rows that web desk and Telegram show.

A notice is for one officer, or for the supervisors of a unit. It names what happened and holds
nobody's words. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from service.officers.duty import OfficerView
from service.outcomes import Role
from service.storage.escalation_tables import OfficerNotice
from service.storage.tables import Escalation


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


def notices_for(session: Session, person: OfficerView, limit: int = 50) -> list[Notice]:
    """Return what an officer has not seen yet, the newest first."""
    to_them = OfficerNotice.officer_id == person.id
    supervised = and_(OfficerNotice.officer_id.is_(None), OfficerNotice.unit.in_(person.units))
    if person.role in (Role.LEAD, Role.ADMIN):
        supervised = OfficerNotice.officer_id.is_(None)
    mine = or_(to_them, supervised) if person.role is not Role.OFFICER else to_them
    rows = session.execute(
        select(OfficerNotice, Escalation.ticket, Escalation.unit)
        .join(Escalation, Escalation.id == OfficerNotice.escalation_id)
        .where(mine, OfficerNotice.seen_at.is_(None))
        .order_by(OfficerNotice.id.desc())
        .limit(limit)
    )
    return [_notice(row, ticket, unit) for row, ticket, unit in rows]


def notices_after(session: Session, after: int, limit: int = 50) -> list[Notice]:
    """Return the notices with a number above ``after``, for who passes them on elsewhere."""
    rows = session.execute(
        select(OfficerNotice, Escalation.ticket, Escalation.unit)
        .join(Escalation, Escalation.id == OfficerNotice.escalation_id)
        .where(OfficerNotice.id > after)
        .order_by(OfficerNotice.id)
        .limit(limit)
    )
    return [_notice(row, ticket, unit) for row, ticket, unit in rows]


def mark_seen(session: Session, person: OfficerView, notice_id: int, now: datetime) -> None:
    """Note that a notice was read; one for supervisors is read for all of them."""
    session.execute(
        update(OfficerNotice)
        .where(
            OfficerNotice.id == notice_id,
            OfficerNotice.seen_at.is_(None),
            or_(OfficerNotice.officer_id == person.id, OfficerNotice.officer_id.is_(None)),
        )
        .values(seen_at=now)
    )


def _notice(row: OfficerNotice, ticket: str, unit: str) -> Notice:
    kind = NoticeKind(row.kind)
    return Notice(row.id, ticket, unit, kind, row.officer_id, row.at, row.seen_at)
