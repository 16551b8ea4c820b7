"""The inbox: updates on disk before they are acknowledged, masked, each with one outcome.

The gateway stores and works them off, ``tanya inbox`` shows what waits or failed. A message that
failed keeps those behind it waiting for its first tries, seconds; then they overtake it (ADR 9).
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from service.clock import APART
from service.conversations.ownership import conversation_at, mark_blocked, open_conversation
from service.conversations.turns import topic_of_message
from service.door.door import ACCUSATION, Door, Heard, Kept
from service.errors import UnknownPayload
from service.outcomes import Outcome, UpdateState
from service.payloads import PAYLOAD_LIMIT, Payload, PayloadKind
from service.storage.base import UtcDateTime, table_of
from service.storage.rows import insert_unless_known
from service.storage.tables import Turn, Update
from service.text import clean
from service.updates.albums import join_album
from service.updates.attachments import IncomingFile, note_file

RETRY_SECONDS = (1, 5, 30, 120)  # waits before the second try, the third, ...
IN_ORDER = 2  # so many retries of a message are waited for by those behind it: 6 seconds in all
LONGEST = timedelta(seconds=RETRY_SECONDS[-1]) + APART
MEMBERSHIP = frozenset({"blocked", "unblocked"})
PARTICULARS_WITHIN = timedelta(minutes=30)  # of an accusation
ERROR_LIMIT = 200  # characters of an error kept
BUTTON = "button"  # the kind of a press
_NOW = bindparam("now", type_=UtcDateTime())
_FURTHEST = bindparam("furthest", type_=UtcDateTime())


@dataclass(frozen=True)
class Incoming:
    """What a channel received, in our words; no channel's own types, no names of people.

    ``blocked`` and ``unblocked`` change a conversation and are not answered; a ``group`` with an
    address called the bot, which explains itself there once.

    Attributes:
        source: Which bot received it ("web" for the web chat).
        address: Where replies go; None when there is nobody to reply to.
        kind: ``text``, ``button``, ``command``, ``photo``, ``voice``, ... or ``unknown``.
        text: What was written, unmasked; stored masked.
        payload: What a command or a place means, else None.
        pressed: The token of the button that was pressed, as the channel gave it.
        message_id: The channel's number of the message; an edit repeats it.
        reply_to: The channel's number of the message it answers.
        album_id: What pictures that were sent together have in common.
    """

    channel: str
    source: str
    update_id: str
    address: str | None
    kind: str
    text: str = ""
    payload: Payload | None = None
    pressed: str | None = None
    message_id: str | None = None
    reply_to: str | None = None
    album_id: str | None = None
    is_forwarded: bool = False
    file: IncomingFile | None = None


@dataclass(frozen=True)
class PendingUpdate:
    """An update to be worked off.

    Attributes:
        text: Masked.
        payload: What a command or a place means, or an accusation's channel, else None.
        pressed: The token of the button that was pressed, else None.
        waited: Seconds since it came.
        about: The topic of the answer that it replies to, None when it replies to none.
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


def store_update(
    session: Session,
    incoming: Incoming,
    now: datetime,
    door: Door | None = None,
    heard: Heard | None = None,
) -> str | None:
    """Store an update, masked; without a ``door`` accusations are told by rules alone.

    ``heard`` is what the door made of the text, where that was done before the transaction.

    Returns:
        The conversation to be answered; None when it was stored before or nobody waits.
    """
    if _is_stored(session, incoming):
        return None
    conversation_id, is_answered = _meet(session, incoming, now)
    accused = _has_just_accused(session, conversation_id, now)
    door = door or Door()
    heard = heard or door.hear(incoming.text)
    kept = door.keep(incoming.kind, heard, incoming.payload, after_accusation=accused)
    row = _to_row(incoming, conversation_id, now, kept)
    if not is_answered or (row.kind == "edited" and _is_unchanged(session, row)):
        _close(row, UpdateState.DONE, Outcome.IGNORED, now)
    elif row.album_id is not None:
        join_album(session, row, now)
    stored = insert_unless_known(session, row)
    if stored is None:  # the same update arrived through another gateway
        return None
    if incoming.file is not None and conversation_id is not None:
        update_id = row.joined_to or stored
        note_file(session, update_id, conversation_id, row.kind, incoming.file, now)
    return conversation_id if row.state == UpdateState.PENDING else None


def _meet(session: Session, incoming: Incoming, now: datetime) -> tuple[str | None, bool]:
    """Return the conversation an update belongs to, and whether somebody is to be answered."""
    channel, address = incoming.channel, incoming.address
    if address is None:
        return None, False
    if incoming.kind in MEMBERSHIP:
        known = conversation_at(session, channel, address)
        if known is not None:
            mark_blocked(session, known, is_blocked=incoming.kind == "blocked")
        return known, False
    if incoming.kind == "group":  # the bot explains itself once, and is quiet from then on
        known = conversation_at(session, channel, address)
        if known is not None:
            return known, False
    return open_conversation(session, channel, address, now), True


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


# Statements that every message runs are built once, and on the tables: building one takes several
# times what running it does, and the ORM doubles that.
_TABLE = table_of(Update)
_u = _TABLE.c
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
        _u.reply_to,
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
    .where(_u.id == bindparam("number"), _u.state == UpdateState.PENDING)
    .values(
        state=UpdateState.DONE,
        outcome=bindparam("came_of_it"),
        done_at=bindparam("at"),
        text="",
    )
)
_STORED = select(_u.id).where(
    _u.channel == bindparam("channel"),
    _u.source == bindparam("source"),
    _u.update_id == bindparam("update_id"),
)
_NEWEST = (
    select(_u.kind, _u.received_at)
    .where(_u.conversation_id == bindparam("conversation_id"))
    .order_by(_u.id.desc())
    .limit(1)
)


def finish_update(session: Session, update_id: int, outcome: Outcome, now: datetime) -> bool:
    """Record the outcome; the turn keeps the text. False when it had one already."""
    values = {"number": update_id, "came_of_it": outcome, "at": now}
    return cast("CursorResult[Any]", session.execute(_FINISH, values)).rowcount == 1


def postpone_update(session: Session, update_id: int, error: str, now: datetime) -> bool:
    """Try again later; False when it has been tried often enough and is to be buried.

    Does nothing to what another gateway finished meanwhile.
    """
    row = session.get_one(Update, update_id)
    if row.state != UpdateState.PENDING:
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


def _to_row(incoming: Incoming, conversation_id: str | None, now: datetime, kept: Kept) -> Update:
    return Update(
        channel=incoming.channel,
        source=incoming.source,
        update_id=incoming.update_id,
        conversation_id=conversation_id,
        kind=kept.kind,
        text=kept.text,
        payload=kept.payload.encode() if kept.payload else _token(incoming.pressed),
        message_id=incoming.message_id,
        reply_to=incoming.reply_to,
        album_id=None if kept.kind == ACCUSATION else incoming.album_id,
        is_forwarded=incoming.is_forwarded,
        masked_kinds=list(kept.masked_kinds),
        is_cut=kept.is_cut,
        state=UpdateState.PENDING,
        received_at=now,
        due_at=now,
    )


def _token(pressed: str | None) -> str | None:
    """Return a button's token as it can be stored; ours are short, a forged one is anything."""
    return clean(pressed)[:PAYLOAD_LIMIT] if pressed else None


def _read_payload(stored: str | None) -> Payload | None:
    """Read what another version of us may have stored."""
    if stored is None:
        return None
    try:
        return Payload.decode(stored)
    except UnknownPayload:
        return Payload(PayloadKind.OLD_BUTTON)


def _is_unchanged(session: Session, row: Update) -> bool:
    """Tell whether an edit changed no word: Telegram also reports what only it can see."""
    earlier = session.scalar(
        select(func.coalesce(Turn.text, Update.text))
        .select_from(Update)
        .outerjoin(Turn, Turn.update_id == Update.id)
        .where(
            Update.conversation_id == row.conversation_id,
            Update.message_id == row.message_id,
            func.coalesce(Update.outcome, "") != Outcome.IGNORED,
        )
        .order_by(Update.id.desc())
        .limit(1)
    )
    return earlier == row.text and not row.masked_kinds


def _has_just_accused(session: Session, conversation_id: str | None, now: datetime) -> bool:
    """Tell whether the newest update of a conversation is an accusation of a moment ago."""
    newest = session.execute(_NEWEST, {"conversation_id": conversation_id}).first()
    is_recent = newest is not None and newest.received_at > now - PARTICULARS_WITHIN
    return newest is not None and is_recent and newest.kind == ACCUSATION


def _is_stored(session: Session, incoming: Incoming) -> bool:
    names = {
        "channel": incoming.channel,
        "source": incoming.source,
        "update_id": incoming.update_id,
    }
    return session.scalar(_STORED, names) is not None


def _close(row: Update, state: UpdateState, outcome: Outcome, now: datetime) -> None:
    row.state, row.outcome, row.done_at, row.text = state, outcome, now, ""
