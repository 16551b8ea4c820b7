"""What officers' answers said before they were changed or taken back, and when that was.

A page of the web chat reads on by the number of the newest revision, as it does by that of the
newest message. Functions take an open ``Session`` and never commit.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import Session

from service.storage.base import table_of
from service.storage.change_tables import OutboxChange, OutboxRevision
from service.storage.tables import Officer, OutboxMessage

EDIT, WITHDRAW = "edit", "withdraw"
REFUSED = "refused"  # a change that its channel did not make


@dataclass(frozen=True)
class Revision:
    """One change of an answer.

    Attributes:
        kind: ``edit`` or ``withdraw``.
        former: What it said until then.
        by: The name of the officer.
    """

    kind: str
    former: str
    by: str
    at: datetime


def note_revision(
    session: Session, row: OutboxMessage, kind: str, officer_id: int, now: datetime
) -> None:
    """Keep what a message says before it is changed."""
    revision = OutboxRevision(
        conversation_id=row.conversation_id,
        message_id=row.id,
        kind=kind,
        former=row.text,
        officer_id=officer_id,
        at=now,
    )
    session.add(revision)
    session.flush()


def revisions_of(
    session: Session, message_ids: Collection[int]
) -> Mapping[int, tuple[Revision, ...]]:
    """Return what became of messages, the oldest first; of those never changed nothing.

    What the channel refused changed nothing either.
    """
    is_refused = exists().where(
        OutboxChange.message_id == OutboxRevision.message_id,
        OutboxChange.created_at == OutboxRevision.at,
        OutboxChange.state == REFUSED,
    )
    rows = session.execute(
        select(OutboxRevision, Officer.name)
        .join(Officer, Officer.id == OutboxRevision.officer_id)
        .where(OutboxRevision.message_id.in_(message_ids), ~is_refused)
        .order_by(OutboxRevision.id)
    )
    found: defaultdict[int, tuple[Revision, ...]] = defaultdict(tuple)
    for row, name in rows:
        found[row.message_id] += (Revision(row.kind, row.former, name, row.at),)
    return found


def newest_revisions(session: Session, message_ids: Collection[int]) -> dict[int, int]:
    """Return the number of each message's newest revision; of those never changed nothing."""
    rows = session.execute(_NEWEST_OF, {"messages": list(message_ids)})
    return {row.message_id: row.newest for row in rows}


def revised_after(
    session: Session, conversation_id: str, after: int, up_to: int
) -> dict[int, int]:
    """Return the messages up to one that were revised after a revision, and the newest of each."""
    values = {"conversation": conversation_id, "after": after, "up_to": up_to}
    return {row.message_id: row.newest for row in session.execute(_AFTER, values)}


def newest_revision(session: Session, conversation_id: str | None = None) -> int:
    """Return the number of the newest revision of a conversation, or of all."""
    newest = select(func.max(OutboxRevision.id))
    if conversation_id is not None:
        newest = newest.where(OutboxRevision.conversation_id == conversation_id)
    return session.scalar(newest) or 0


def revised_since(session: Session, after: int) -> list[tuple[int, str]]:
    """Return the revisions with a number above ``after``: number, conversation."""
    rows = session.execute(
        select(OutboxRevision.id, OutboxRevision.conversation_id)
        .where(OutboxRevision.id > after)
        .order_by(OutboxRevision.id)
    )
    return [(row.id, row.conversation_id) for row in rows]


# Built once, on the table: docs/adr/0016.
_r = table_of(OutboxRevision).c
_newest = func.max(_r.id).label("newest")
_NUMBERS = select(_r.message_id, _newest).group_by(_r.message_id).order_by(_newest)
_NEWEST_OF = _NUMBERS.where(_r.message_id.in_(bindparam("messages", expanding=True)))
_AFTER = _NUMBERS.where(
    _r.conversation_id == bindparam("conversation"),
    _r.id > bindparam("after"),
    _r.message_id <= bindparam("up_to"),
)
