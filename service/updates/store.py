"""Updates as they arrive: on disk before they are acknowledged, masked, each once.

The gateway's inbox stores them here; ``work`` tells what is due. Functions take an open
``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from service.conversations.ownership import conversation_at, mark_blocked, open_conversation
from service.conversations.telling import keep_telling, telling_in
from service.door.door import ACCUSATION, DISTRESS, Door, Heard, Kept
from service.door.talks import LASTS, Talk
from service.outbox.deliveries import welcome_back
from service.outcomes import Outcome, UpdateState
from service.payloads import PAYLOAD_LIMIT, Payload
from service.storage.base import table_of
from service.storage.rows import insert_unless_known
from service.storage.tables import Update
from service.text import clean
from service.updates.albums import album_version, hand_on, join_album
from service.updates.attachments import IncomingFile, note_file
from service.updates.edits import EDITED, earlier_versions, is_unchanged, take_back
from service.updates.pieces import take_in_piece
from service.updates.presses import join_double_tap

MEMBERSHIP = frozenset({"blocked", "unblocked"})
GOES_ON_WITHIN = timedelta(minutes=30)  # an accusation, or what somebody in distress tells
WORDLESS = frozenset({ACCUSATION, DISTRESS})


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
        is_edit: Whether the citizen changed a message; so is every one of the kind ``edited``.
        reply_to: The channel's number of the message it answers.
        album_id: What pictures that were sent together have in common.
        card: The number on a contact card; never stored but as ``sealed``.
        sealed: What only the officer may see of it, sealed.
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
    is_edit: bool = False
    reply_to: str | None = None
    album_id: str | None = None
    is_forwarded: bool = False
    file: IncomingFile | None = None
    card: str | None = field(default=None, repr=False)
    sealed: bytes | None = None


def store_update(
    session: Session,
    incoming: Incoming,
    now: datetime,
    door: Door | None = None,
    heard: Heard | None = None,
) -> str | None:
    """Store an update, masked; without a ``door`` what must not be kept is told by rules alone.

    ``heard`` is what the door made of the text, where that was done before the transaction.

    Returns:
        The conversation to be answered; None when it was stored before or nobody waits.
    """
    if _changes_others(incoming) and _is_stored(session, incoming):
        return None
    conversation_id, is_answered = _meet(session, incoming, now)
    newest = session.execute(_NEWEST, {"conversation_id": conversation_id}).first()
    after = _kind_just_before(newest, now)
    door = door or Door()
    heard = heard or door.hear(incoming.text)
    talk = _talk(session, conversation_id, now, after)
    kept = door.keep(incoming.kind, heard, incoming.payload, after=after, talk=talk)
    kept = take_in_piece(session, newest, heard.piece, kept, now)
    row = _to_row(incoming, conversation_id, now, kept)
    is_edit = incoming.is_edit or incoming.kind == EDITED
    if not is_answered or (not is_edit and _was_overtaken(row, newest)):
        _close(row, UpdateState.DONE, Outcome.IGNORED, now)
    elif is_edit:
        _store_edit(session, row, incoming.album_id, now)
    elif row.album_id is not None:
        join_album(session, row, now)
    else:
        join_double_tap(row, newest, now)
    stored = insert_unless_known(session, row)
    if stored is None:  # the same update arrived before, or through another gateway
        door.forget(kept)
        return None
    if incoming.file is not None and conversation_id is not None:
        update_id = row.joined_to or stored
        note_file(session, update_id, conversation_id, row.kind, incoming.file, now)
    if kept.is_telling and conversation_id is not None:
        keep_telling(session, conversation_id, now + LASTS, kept.channel or talk.channel)
    is_waiting = row.state == UpdateState.PENDING or (is_edit and row.joined_to is not None)
    return conversation_id if is_waiting else None


def _talk(session: Session, conversation_id: str | None, now: datetime, after: str | None) -> Talk:
    if conversation_id is None:
        return Talk(None, now)
    state = telling_in(session, conversation_id, now)
    return Talk(conversation_id, now, state.is_telling, state.channel, after == ACCUSATION)


def _changes_others(incoming: Incoming) -> bool:
    """Tell whether storing it changes more than its own row: then it must not happen twice."""
    is_edit = incoming.is_edit or incoming.kind == EDITED
    return is_edit or incoming.album_id is not None or incoming.kind in MEMBERSHIP


def _store_edit(session: Session, edit: Update, album_id: str | None, now: datetime) -> None:
    """Let an edit take back what it changed, unless it changed no word.

    Of an album's words it changes its own picture's; a door that keeps nothing takes them all.
    """
    versions: Sequence[Any] = earlier_versions(session, edit) if edit.message_id else ()
    album = album_version(session, edit, album_id)
    captions: list[str] = []
    if album is not None:
        versions = [album, *(version for version in versions if version.id != album.id)]
        if edit.album_id is not None:
            edit.text, captions = album.changed(edit.message_id or "", edit.text)
    if is_unchanged(edit, versions):
        _close(edit, UpdateState.DONE, Outcome.IGNORED, now)
        return
    if album is not None and captions:
        edit.masked_kinds = list(dict.fromkeys([*album.row.masked_kinds, *edit.masked_kinds]))
    take_back(session, edit, versions, now)
    if album is not None:
        hand_on(album, edit, captions)


def _was_overtaken(row: Update, newest: Any) -> bool:
    """Tell whether a message comes after its own edit, through another gateway."""
    if newest is None or newest.kind != EDITED or row.message_id is None:
        return False
    return bool(newest.message_id == row.message_id)


def _meet(session: Session, incoming: Incoming, now: datetime) -> tuple[str | None, bool]:
    """Return the conversation an update belongs to, and whether somebody is to be answered."""
    channel, address = incoming.channel, incoming.address
    if address is None:
        return None, False
    if incoming.kind in MEMBERSHIP:
        known = conversation_at(session, channel, address)
        if known is not None:
            _block_or_welcome(session, known, incoming.kind, now)
        return known, False
    if incoming.kind == "group":  # the bot explains itself once, and is quiet from then on
        known = conversation_at(session, channel, address)
        if known is not None:
            return known, False
    return open_conversation(session, channel, address, now), True


def _block_or_welcome(session: Session, known: str, kind: str, now: datetime) -> None:
    if kind == "blocked":
        mark_blocked(session, known)
    else:
        welcome_back(session, known, now)


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
        album_id=None if kept.kind in WORDLESS else incoming.album_id,
        is_forwarded=incoming.is_forwarded,
        sealed=incoming.sealed if kept.payload == incoming.payload else None,
        masked_kinds=list(kept.masked_kinds),
        is_cut=kept.is_cut,
        state=UpdateState.PENDING,
        received_at=now,
        due_at=now,
    )


def _token(pressed: str | None) -> str | None:
    """Return a button's token as it can be stored; ours are short, a forged one is anything."""
    return clean(pressed)[:PAYLOAD_LIMIT] if pressed else None


def _kind_just_before(newest: Any, now: datetime) -> str | None:
    """Return the kind of a conversation's newest update; None when it came some time ago."""
    is_recent = newest is not None and newest.received_at > now - GOES_ON_WITHIN
    return str(newest.kind) if newest is not None and is_recent else None


def _is_stored(session: Session, incoming: Incoming) -> bool:
    names = {
        "channel": incoming.channel,
        "source": incoming.source,
        "update_id": incoming.update_id,
    }
    return session.scalar(_STORED, names) is not None


def _close(row: Update, state: UpdateState, outcome: Outcome, now: datetime) -> None:
    row.state, row.outcome, row.done_at, row.text = state, outcome, now, ""


# Built once, on the table: docs/adr/0016.
_u = table_of(Update).c
_STORED = select(_u.id).where(
    _u.channel == bindparam("channel"),
    _u.source == bindparam("source"),
    _u.update_id == bindparam("update_id"),
)
_NEWEST = (
    select(_u.id, _u.kind, _u.payload, _u.state, _u.joined_to, _u.received_at, _u.message_id)
    .where(_u.conversation_id == bindparam("conversation_id"))
    .order_by(_u.id.desc())
    .limit(1)
)
