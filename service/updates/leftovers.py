"""Leftovers of the inbox: messages that wait for too long, and dead ones that were set aside.

``tanya inbox`` shows them and tries one again by hand. A dead message keeps its outcome and its
turn: what is tried again is a copy, so that each still ends in exactly one.
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from service.calendar import time_in_words
from service.content.sentences import Sentences
from service.errors import NotFound
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, UpdateState
from service.storage.tables import Update

RETRIED = "tried again as message {}"
COPIED = (
    "channel source conversation_id kind text payload message_id reply_to is_forwarded"
    " masked_kinds is_cut"
).split()


@dataclass(frozen=True)
class Leftover:
    """One message of a citizen without an answer; ``text`` is masked."""

    id: int
    state: str
    channel: str
    kind: str
    received_at: datetime
    due_at: datetime
    attempts: int
    reason: str
    text: str


def leftovers(session: Session, now: datetime, patience: timedelta, limit: int) -> list[Leftover]:
    """Return what is dead, and what waits for longer than ``patience``; the oldest first."""
    is_late = (Update.state == UpdateState.PENDING) & (Update.received_at < now - patience)
    rows = session.scalars(
        select(Update)
        .where(or_(Update.state == UpdateState.DEAD, is_late))
        .order_by(Update.id)
        .limit(limit)
    )
    return [
        Leftover(
            id=row.id,
            state=row.state,
            channel=row.channel,
            kind=row.kind,
            received_at=row.received_at,
            due_at=row.due_at,
            attempts=row.attempts,
            reason=row.error or "",
            text=row.text,
        )
        for row in rows
    ]


def retry_update(session: Session, update_id: int, say: Sentences, now: datetime) -> int:
    """Try a message again now; tell the citizen when it had been given up.

    Returns:
        The id of the message that is worked off: a dead one's copy, a waiting one itself.

    Raises:
        NotFound: There is no such message, or it has been dealt with.
    """
    row = session.get(Update, update_id, with_for_update=True)
    if row is None or row.state == UpdateState.DONE:
        raise NotFound(f"no message {update_id} waits or is dead; `tanya inbox list` shows those")
    if row.state == UpdateState.PENDING:
        row.due_at = now
        return row.id
    if row.conversation_id is None:
        raise NotFound(f"message {update_id} belongs to nobody who could be answered")
    copy = Update(**{name: getattr(row, name) for name in COPIED})
    copy.update_id, copy.received_at, copy.due_at = f"retry-of-{row.id}", now, now
    session.add(copy)
    session.flush()
    row.state, row.text, row.error = UpdateState.DONE, "", RETRIED.format(copy.id)
    text = say("retried", date=time_in_words(row.received_at))
    put_message(session, Draft(row.conversation_id, Author.SYSTEM, text), now)
    return copy.id
