"""What maintainers say about an answer that a candidate changes: right, or to be learnt.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.storage.release_tables import ReplayRow

ACCEPTED = "accepted"  # the candidate's answer is as good, or better
EXAMPLE = "example"  # it is not: the question is proposed as an example of what it means
VERDICTS = (ACCEPTED, EXAMPLE)


def accept(
    session: Session, release_id: int, rows: Collection[int], name: str, now: datetime
) -> int:
    """Accept changes of a release that nobody decided about; return how many there were.

    Raises:
        NotFound: One of them is not of this release.
    """
    found = session.scalars(
        select(ReplayRow)
        .where(ReplayRow.release_id == release_id, ReplayRow.id.in_(rows))
        .order_by(ReplayRow.id)
        .with_for_update()
    ).all()
    missing = set(rows) - {row.id for row in found}
    if missing:
        raise NotFound(f"no changed answer {min(missing)} of release {release_id}")
    open_ones = [row for row in found if not row.verdict]
    for row in open_ones:
        _decide(row, ACCEPTED, name, now)
    if open_ones:
        data = {"release": release_id, "verdict": ACCEPTED, "rows": len(open_ones)}
        record(session, Deed.REPLAY_DECIDED, now, data=data)
    return len(open_ones)


def reopen(session: Session, release_id: int, row_id: int, now: datetime) -> bool:
    """Take an acceptance back; False where there is none. What became an example stays one.

    Raises:
        NotFound: There is no such change of this release.
    """
    row = _row(session, release_id, row_id)
    if row.verdict != ACCEPTED:
        return False
    row.verdict, row.decided_name, row.decided_at = "", "", None
    record(session, Deed.REPLAY_DECIDED, now, data={"release": release_id, "reopened": row_id})
    return True


def _row(session: Session, release_id: int, row_id: int) -> ReplayRow:
    row = session.get(ReplayRow, row_id, with_for_update=True)
    if row is None or row.release_id != release_id:
        raise NotFound(f"no changed answer {row_id} of release {release_id}")
    return row


def _decide(row: ReplayRow, verdict: str, name: str, now: datetime) -> None:
    row.verdict, row.decided_name, row.decided_at = verdict, name, now
