"""Canned replies as they are kept and found: a unit's by its supervisors, one's own by oneself.

Functions take an open ``Session`` and never commit.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.canned.places import unknown_in
from service.canned.tables import CannedReply
from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC
from service.escalations.reach import reach_of
from service.officers.duty import OfficerView, find_officer
from service.officers.roles import Permission, may
from service.outbox.splitting import utf16_length
from service.storage.tables import Officer

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?", re.ASCII)
LONGEST = 3000  # UTF-16 units: 1,000 are left for what is filled in and written beside it
MOST = 200  # of one unit, or one officer


class Wrong(StrEnum):
    """Why a canned reply is not kept; worded in ``desk/templates/canned_words.html``."""

    NOT_YOURS = "not_yours"  # only supervisors of the unit may, or there is none
    KEY = "key"
    TAKEN = "taken"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    PLACE = "place"  # something in braces that is no place
    PERSONAL = "personal"


@dataclass(frozen=True)
class Canned:
    """A canned reply.

    Attributes:
        unit: Whose it is; None: the officer's own.
        by: The name of who changed it last.
    """

    id: int
    unit: str | None
    key: str
    text: str
    by: str
    changed_at: datetime


def canned_for(session: Session, officer_id: int, unit: str) -> list[Canned]:
    """Return what an officer may say in a ticket of a unit: their own first, each in its order.

    One's own goes before the unit's of the same key.
    """
    own = _list(session, CannedReply.officer_id == officer_id)
    keys = {one.key for one in own}
    units = _list(session, CannedReply.unit == unit)
    return [*own, *(one for one in units if one.key not in keys)]


def canned_by_key(session: Session, officer_id: int, unit: str, key: str) -> Canned | None:
    """Return the canned reply that a key means in a ticket of a unit."""
    wanted = tidy_key(key)
    found = (one for one in canned_for(session, officer_id, unit) if one.key == wanted)
    return next(found, None)


def own_canned(session: Session, officer_id: int) -> list[Canned]:
    """Return an officer's own."""
    return _list(session, CannedReply.officer_id == officer_id)


def canned_of_unit(session: Session, officer_id: int, unit: str, now: datetime) -> list[Canned]:
    """Return a unit's, for who answers for it; for others nothing."""
    reach = reach_of(session, find_officer(session, officer_id), now)
    return _list(session, CannedReply.unit == unit) if reach.has(unit) else []


def may_keep(session: Session, officer_id: int, unit: str | None, now: datetime) -> bool:
    """Tell whether an officer may change a unit's canned replies; ``None``: their own."""
    person = find_officer(session, officer_id)
    if not person.is_active:
        return False
    if unit is None:
        return may(person.role, Permission.ANSWER)
    return _supervises(session, person, unit, now)


def keep(
    session: Session,
    officer_id: int,
    unit: str | None,
    key: str,
    text: str,
    now: datetime,
    number: int | None = None,
) -> int | Wrong:
    """Keep a new canned reply, or with a ``number`` other words or another key of one.

    Args:
        unit: Whose it becomes; None: the officer's own. That of one that is there stays.

    Returns:
        Its number, or why it is not kept.
    """
    row = session.get(CannedReply, number, with_for_update=True) if number is not None else None
    if number is not None and (row is None or not _is_theirs(session, row, officer_id, now)):
        return Wrong.NOT_YOURS
    whose = row.unit if row else unit
    if not may_keep(session, officer_id, whose, now):
        return Wrong.NOT_YOURS
    key, text = tidy_key(key), text.strip()
    shelf = _shelf(whose, officer_id)
    wrong = _wrong_with(session, shelf, key, text, number)
    if wrong is not None:
        return wrong
    if row is None:
        row = _new(session, whose, officer_id, shelf)
        session.add(row)
    row.key, row.text, row.changed_by, row.changed_at = key, text, officer_id, now
    session.flush()
    _record(session, Deed.CANNED_KEPT, row, officer_id, now)
    return row.id


def remove(session: Session, officer_id: int, number: int, now: datetime) -> bool:
    """Remove a canned reply; False where there is none that the officer may change."""
    row = session.get(CannedReply, number, with_for_update=True)
    if row is None or not _is_theirs(session, row, officer_id, now):
        return False
    _record(session, Deed.CANNED_REMOVED, row, officer_id, now)
    session.execute(delete(CannedReply).where(CannedReply.id == number))
    return True


def move_up(session: Session, officer_id: int, number: int, now: datetime) -> bool:
    """Put a canned reply one place nearer to the beginning of its list."""
    row = session.get(CannedReply, number)
    if row is None or not _is_theirs(session, row, officer_id, now):
        return False
    order = (CannedReply.position, CannedReply.id)
    shelf = _shelf(row.unit, row.officer_id)
    rows: list[CannedReply] = list(
        session.scalars(select(CannedReply).where(shelf).order_by(*order).with_for_update())
    )
    at = rows.index(row)
    if at:
        rows[at - 1], rows[at] = rows[at], rows[at - 1]
        for place, one in enumerate(rows, start=1):
            one.position = place
        _record(session, Deed.CANNED_MOVED, row, officer_id, now)
    return True


def tidy_key(key: str) -> str:
    """Return a key as it is kept: without its slash, in small letters."""
    return key.strip().removeprefix("/").casefold()


def _supervises(session: Session, person: OfficerView, unit: str, now: datetime) -> bool:
    return may(person.role, Permission.SUPERVISE) and reach_of(session, person, now).has(unit)


def _is_theirs(session: Session, row: CannedReply, officer_id: int, now: datetime) -> bool:
    is_own = row.unit is not None or row.officer_id == officer_id
    return is_own and may_keep(session, officer_id, row.unit, now)


def _shelf(unit: str | None, officer_id: int | None) -> ColumnElement[bool]:
    return CannedReply.unit == unit if unit else CannedReply.officer_id == officer_id


def _wrong_with(
    session: Session, shelf: ColumnElement[bool], key: str, text: str, number: int | None
) -> Wrong | None:
    if not KEY.fullmatch(key):
        return Wrong.KEY
    if not text:
        return Wrong.EMPTY
    if utf16_length(text) > LONGEST:
        return Wrong.TOO_LONG
    if unknown_in(text):
        return Wrong.PLACE
    if mask(text, leaving=CAN_BE_PUBLIC).kinds:
        return Wrong.PERSONAL
    others = select(CannedReply.key).where(shelf, CannedReply.id != (number or 0))
    keys = set(session.scalars(others))
    if key in keys:
        return Wrong.TAKEN
    return Wrong.TOO_MANY if len(keys) >= MOST else None


def _new(
    session: Session, unit: str | None, officer_id: int, shelf: ColumnElement[bool]
) -> CannedReply:
    last = session.scalar(select(func.max(CannedReply.position)).where(shelf)) or 0
    owner = None if unit else officer_id
    return CannedReply(unit=unit, officer_id=owner, position=last + 1)


def _list(session: Session, shelf: ColumnElement[bool]) -> list[Canned]:
    rows = session.execute(
        select(CannedReply, Officer.name)
        .join(Officer, Officer.id == CannedReply.changed_by)
        .where(shelf)
        .order_by(CannedReply.position, CannedReply.id)
    )
    return [Canned(r.id, r.unit, r.key, r.text, name, r.changed_at) for r, name in rows]


def _record(
    session: Session, deed: Deed, row: CannedReply, officer_id: int, now: datetime
) -> None:
    data = {"canned": row.id, "key": row.key, "unit": row.unit}
    record(session, deed, now, officer_id=officer_id, data=data)
