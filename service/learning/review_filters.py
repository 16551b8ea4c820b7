"""Filters of the page of mistakes that a maintainer gave names: addresses, kept for themselves.

Functions take an open ``Session`` and never commit.
"""

from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.door.masking import mask
from service.escalations.saved_filters import LONGEST, MOST, FilterView
from service.storage.learning_tables import ReviewFilter


def review_filters_of(session: Session, officer_id: int) -> list[FilterView]:
    """Return a maintainer's filters, the oldest first."""
    asked = select(ReviewFilter).where(ReviewFilter.officer_id == officer_id)
    rows = session.scalars(asked.order_by(ReviewFilter.id))
    return [FilterView(row.id, row.name, row.query) for row in rows]


def save_review_filter(
    session: Session, officer_id: int, name: str, query: str, now: datetime
) -> bool:
    """Keep a filter under a name, in place of the one that has it; False: they have too many.

    Args:
        query: As the desk writes it into an address, at most 200 characters.
    """
    called = " ".join(mask(name).text.split())[:LONGEST]
    whose = (ReviewFilter.officer_id == officer_id, ReviewFilter.name == called)
    row = session.scalar(select(ReviewFilter).where(*whose))
    count = select(func.count()).where(ReviewFilter.officer_id == officer_id)
    if row is not None:
        row.query = query
    elif not called or (session.scalar(count) or 0) >= MOST:
        return False
    else:
        session.add(ReviewFilter(officer_id=officer_id, name=called, query=query))
    record(session, Deed.FILTER_SAVED, now, officer_id=officer_id)
    return True


def remove_review_filter(session: Session, officer_id: int, number: int, now: datetime) -> bool:
    """Forget one of a maintainer's own filters; False: it is none of theirs."""
    gone = session.scalars(
        delete(ReviewFilter)
        .where(ReviewFilter.officer_id == officer_id, ReviewFilter.id == number)
        .returning(ReviewFilter.id)
    ).all()
    if gone:
        record(session, Deed.FILTER_REMOVED, now, officer_id=officer_id)
    return bool(gone)
