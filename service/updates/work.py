"""Updates worked off: what is due in which conversation, and each with one outcome at its end.

Called by the gateway, conversation by conversation, in the lane it holds. A message that failed
keeps those behind it waiting for its first tries, seconds; then they overtake it (ADR 9).
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Integer,
    Select,
    and_,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from service.clock import APART
from service.conversations.lanes import is_free, lane_times, release_lane, take_lane
from service.conversations.turns import Surroundings, topic_of_message
from service.errors import UnknownPayload
from service.outcomes import Outcome, UpdateState
from service.payloads import Payload, PayloadKind
from service.storage.base import UtcDateTime, table_of
from service.storage.tables import Conversation, Update
from service.updates.presses import BUTTON

RETRY_SECONDS = (1, 5, 30, 120)  # waits before the second try, the third, ...
IN_ORDER = 2  # so many retries of a message are waited for by those behind it: 6 seconds in all
LONGEST = timedelta(seconds=RETRY_SECONDS[-1]) + APART
ERROR_LIMIT = 200  # characters of an error kept


@dataclass(frozen=True)
class PendingUpdate:
    """An update to be worked off.

    Attributes:
        text: Masked.
        payload: What a command or a place means, an accusation's channel, the kind of distress;
            else None.
        pressed: The token of the button that was pressed, else None.
        waited: Seconds since it came.
        about: The topic of the answer that it replies to, None when it replies to none.
        reply_to: The channel's number of the message that it replies to, else None.
        edits: How often its words were changed while it waited.
        sealed: What only the officer may see of it, sealed.
        surroundings: What it refers to, for its turn; None: to be looked up.
    """

    id: int
    conversation_id: str
    kind: str
    text: str
    payload: Payload | None
    pressed: str | None
    masked_kinds: tuple[str, ...]
    is_cut: bool
    attempts: int
    waited: float = 0.0
    about: str | None = None
    reply_to: str | None = None
    edits: int = 0
    surroundings: Surroundings | None = None
    sealed: bytes | None = None


def waiting_conversations(session: Session, now: datetime, limit: int) -> list[str]:
    """Return conversations with work that is due and whose lane is free, oldest work first."""
    times = {**times_of(now), **lane_times(now)}
    rows = session.execute(_WAITING, {"most": limit * 4, **times})
    return list(dict.fromkeys(row[0] for row in rows if row[0]))[:limit]


def enter_lane(
    session: Session, conversation_id: str, holder: str, now: datetime
) -> PendingUpdate | None:
    """Take a lane and return what is to be worked off in it; without work give it back.

    None also when another gateway holds it. Taken before the look: what one gateway is finishing
    must not be seen by the next.
    """
    if not take_lane(session, conversation_id, holder, now):
        return None
    first = next_update(session, conversation_id, now)
    if first is None:
        release_lane(session, conversation_id, holder)
    return first


def follow_lane(
    session: Session, conversation_id: str, holder: str, now: datetime
) -> PendingUpdate | None:
    """Return what is next in a lane that we hold, unless we lost it; without work give it back."""
    following = next_update(session, conversation_id, now)
    if following is None:
        release_lane(session, conversation_id, holder)
        return None
    return following if take_lane(session, conversation_id, holder, now) else None


def next_update(session: Session, conversation_id: str, now: datetime) -> PendingUpdate | None:
    """Return what is to be worked off next in a conversation, None when nothing is due."""
    row = session.execute(_NEXT, {"conversation_id": conversation_id, **times_of(now)}).first()
    if row is None or now < row.due_at <= now + LONGEST:
        return None
    return PendingUpdate(
        row.id,
        conversation_id,
        row.kind,
        row.text,
        None if row.kind == BUTTON else _read_payload(row.payload),
        row.payload if row.kind == BUTTON else None,
        tuple(row.masked_kinds),
        row.is_cut,
        row.attempts,
        (now - row.received_at).total_seconds(),
        topic_of_message(session, conversation_id, row.reply_to) if row.reply_to else None,
        row.reply_to,
        row.edits,
        Surroundings(row.message_id, row.reply_to, row.is_forwarded),
        row.sealed,
    )


def times_of(now: datetime) -> dict[str, datetime]:
    """Return what a statement with ``is_due`` or ``keeps_others_waiting`` is executed with."""
    return {"now": now, "furthest": now + LONGEST}


def is_due(row: Any) -> ColumnElement[bool]:
    """Tell whether to work on it now; what lies too far ahead was set before the clock jumped.

    Args:
        row: The model, an alias of it, or the table's columns.
    """
    return or_(row.due_at <= _NOW, row.due_at > _FURTHEST)


def keeps_others_waiting(row: Any) -> ColumnElement[bool]:
    """Tell whether those behind a message wait: for its next try, or its album's other parts."""
    return and_(row.state == UpdateState.PENDING, row.attempts <= IN_ORDER, ~is_due(row))


def finish_update(
    session: Session, update_id: int, outcome: Outcome, now: datetime, edits: int = 0
) -> bool:
    """Record the outcome; the turn keeps the text.

    Args:
        edits: How often the words that were answered had been changed.

    Returns:
        False when it had an outcome already, or was changed meanwhile.
    """
    values = {"number": update_id, "came_of_it": outcome, "at": now, "known_edits": edits}
    return cast("CursorResult[Any]", session.execute(_FINISH, values)).rowcount == 1


def postpone_update(
    session: Session, update_id: int, error: str, now: datetime, edits: int = 0
) -> bool:
    """Try again later; False when it has been tried often enough and is to be buried.

    Does nothing to what another gateway finished, or its citizen changed, meanwhile.
    """
    row = session.get_one(Update, update_id, with_for_update=True)
    if row.state != UpdateState.PENDING or row.edits != edits:
        return True
    row.attempts += 1
    row.error = error[:ERROR_LIMIT]
    if row.attempts > len(RETRY_SECONDS):
        return False
    row.due_at = now + timedelta(seconds=RETRY_SECONDS[row.attempts - 1])
    return True


def bury_update(session: Session, update_id: int, now: datetime) -> None:
    """Set an update aside as dead, with its reason; its text stays for a retry by hand."""
    row = session.get_one(Update, update_id)
    row.state, row.outcome, row.done_at = UpdateState.DEAD, Outcome.FAILED, now
    row.sealed = None


def _read_payload(stored: str | None) -> Payload | None:
    """Read what another version of us may have stored."""
    if stored is None:
        return None
    try:
        return Payload.decode(stored)
    except UnknownPayload:
        return Payload(PayloadKind.OLD_BUTTON)


def _waiting() -> Select[Any, Any]:
    updates, conversations = table_of(Update), table_of(Conversation)
    late, earlier = updates.c, updates.alias().c
    held_up = select(earlier.id).where(
        earlier.conversation_id == late.conversation_id,
        earlier.id < late.id,
        keeps_others_waiting(earlier),
    )
    return (
        select(late.conversation_id, late.id)
        .join(conversations, conversations.c.id == late.conversation_id)
        .where(
            late.state == UpdateState.PENDING,
            is_due(late),
            is_free(),
            ~held_up.offset(0).exists(),  # the offset keeps PostgreSQL from joining
        )
        .order_by(late.id)
        .limit(bindparam("most", type_=Integer()))
    )


# Statements that every message runs are built once, and on the tables: docs/adr/0016.
_TABLE = table_of(Update)
_u = _TABLE.c
_NOW = bindparam("now", type_=UtcDateTime())
_FURTHEST = bindparam("furthest", type_=UtcDateTime())
_WAITING = _waiting()
_NEXT = (
    select(
        _u.id,
        _u.kind,
        _u.text,
        _u.payload,
        _u.masked_kinds,
        _u.is_cut,
        _u.attempts,
        _u.received_at,
        _u.due_at,
        _u.message_id,
        _u.reply_to,
        _u.is_forwarded,
        _u.edits,
        _u.sealed,
    )
    .where(
        _u.conversation_id == bindparam("conversation_id"),
        _u.state == UpdateState.PENDING,
        or_(is_due(_u), keeps_others_waiting(_u)),
    )
    .order_by(_u.id)
    .limit(1)
)
_FINISH = (
    update(_TABLE)
    .where(
        _u.id == bindparam("number"),
        _u.state == UpdateState.PENDING,
        _u.edits == bindparam("known_edits"),
    )
    .values(
        state=UpdateState.DONE,
        outcome=bindparam("came_of_it"),
        done_at=bindparam("at"),
        text="",
        sealed=None,
    )
)
