"""What maintainers say about an answer that a candidate changes: right, or to be learnt.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.learning.label_kinds import OUTSIDE_INTENT, Kind, Person, Wanted
from service.learning.label_views import decided_turns
from service.learning.labels import propose
from service.learning.signals import HEARD
from service.storage.release_tables import ReplayRow
from service.storage.tables import Turn

ACCEPTED = "accepted"  # the candidate's answer is as good, or better
EXAMPLE = "example"  # it is not: the question is proposed as an example of what it means


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


def turn_into_example(
    session: Session,
    release_id: int,
    row_id: int,
    who: Person,
    text: str,
    intent: str,
    now: datetime,
) -> int | None:
    """Propose that a question is learnt for an intent; return the label, None where it was before.

    Args:
        text: The question as it is to be learnt: whoever read it may have changed it.

    Raises:
        NotFound: There is no such change of this release.
        TeachingRefused: It cannot be proposed, or somebody decided about its messages before.
    """
    row = _row(session, release_id, row_id)
    if row.verdict == EXAMPLE:
        return None
    kind = Kind.OUTSIDE if intent == OUTSIDE_INTENT else Kind.INTENT
    turns = _turns_to_decide(session, row.before["turns"])
    label = propose(session, who, Wanted(kind, turns, (text,), intent), now)
    _decide(row, EXAMPLE, who.name, now)
    row.label_id = label.id
    data = {"release": release_id, "verdict": EXAMPLE, "rows": 1, "label": label.id}
    record(session, Deed.REPLAY_DECIDED, now, data=data)
    return label.id


def _turns_to_decide(session: Session, turns: Collection[int]) -> tuple[int, ...]:
    """Return the question's messages about which nobody said anything; where there are none, all.

    Some may be gone since, or were no question to a topic; a label names what is left.
    """
    there = select(Turn.id).where(Turn.id.in_(turns), Turn.outcome.in_(HEARD), Turn.text != "")
    found = session.scalars(there.order_by(Turn.id)).all()
    decided = decided_turns(session)
    return tuple(one for one in found if one not in decided) or tuple(turns)


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
