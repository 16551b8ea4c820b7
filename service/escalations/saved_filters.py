"""Filters of tickets that an officer gave names: addresses, kept for all their browsers.

An officer sees their own. A filter gives no access: what its address shows is asked for anew.
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.door.masking import mask
from service.storage.desk_tables import SavedFilter

MOST = 12  # of one officer: they stand beside each other on a phone as well
LONGEST = 40  # characters of a name


@dataclass(frozen=True)
class FilterView:
    """A filter as it is shown.

    Attributes:
        query: What stands behind the "?" of its address.
    """

    id: int
    name: str
    query: str


def filters_of(session: Session, officer_id: int) -> list[FilterView]:
    """Return an officer's filters, the oldest first."""
    rows = session.scalars(
        select(SavedFilter).where(SavedFilter.officer_id == officer_id).order_by(SavedFilter.id)
    )
    return [FilterView(row.id, row.name, row.query) for row in rows]


def save_filter(session: Session, officer_id: int, name: str, query: str, now: datetime) -> bool:
    """Keep a filter under a name, in place of the one that has it; False: they have too many.

    Args:
        query: As the desk writes it into an address, at most 200 characters.
    """
    called = " ".join(mask(name).text.split())[:LONGEST]
    row = session.scalar(
        select(SavedFilter).where(SavedFilter.officer_id == officer_id, SavedFilter.name == called)
    )
    if row is not None:
        row.query = query
    elif _count(session, officer_id) >= MOST or not called:
        return False
    else:
        session.add(SavedFilter(officer_id=officer_id, name=called, query=query))
    record(session, Deed.FILTER_SAVED, now, officer_id=officer_id)
    return True


def remove_filter(session: Session, officer_id: int, number: int, now: datetime) -> bool:
    """Forget one of an officer's own filters; False: it is none of theirs."""
    gone = session.scalars(
        delete(SavedFilter)
        .where(SavedFilter.officer_id == officer_id, SavedFilter.id == number)
        .returning(SavedFilter.id)
    ).all()
    if gone:
        record(session, Deed.FILTER_REMOVED, now, officer_id=officer_id)
    return bool(gone)


def _count(session: Session, officer_id: int) -> int:
    statement = (
        select(func.count()).select_from(SavedFilter).where(SavedFilter.officer_id == officer_id)
    )
    return session.scalar(statement) or 0
