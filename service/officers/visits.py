"""When an officer opened the queue last: who comes after a pause is told what happened meanwhile.

Functions take an open ``Session`` and never commit.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.storage.desk_tables import DeskVisit
from service.storage.rows import put_row

PAUSE = timedelta(hours=4)  # after which a visit begins a shift
TOUCH = timedelta(minutes=5)  # how exactly the last visit is known


def is_visit(session: Session, officer_id: int, now: datetime) -> bool:
    """Tell whether ``note_visit`` has something to note."""
    row = session.get(DeskVisit, officer_id)
    return row is None or row.here_at + TOUCH <= now


def note_visit(session: Session, officer_id: int, now: datetime) -> None:
    """Note that an officer opened the queue; after a pause, since when they were away."""
    row = session.get(DeskVisit, officer_id)
    visit = DeskVisit(officer_id=officer_id, here_at=now)
    if row is not None and row.here_at + PAUSE <= now:
        visit.away_since = row.away_since or row.here_at
    put_row(session, visit)


def away_since(session: Session, officer_id: int) -> datetime | None:
    """Return when the pause began that an officer was not told of yet; None: there is none."""
    row = session.get(DeskVisit, officer_id)
    return row.away_since if row else None


def forget_pause(session: Session, officer_id: int) -> None:
    """Note that an officer read what happened meanwhile."""
    row = session.get(DeskVisit, officer_id)
    if row is not None:
        row.away_since = None
