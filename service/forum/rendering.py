"""A message of a group as it is sent: read out of what is stored, at the moment it goes.

So a citizen who changed or took back their words meanwhile is not quoted with the former ones.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.forum.cards import Shown, card
from service.forum.means import Means
from service.forum.messages import Kind, State, buttons_of
from service.forum.projection import facts
from service.forum.schedule import put_together
from service.forum.tables import ForumGroup, ForumMessage
from service.markup import plain_by
from service.outbox.splitting import split_text
from service.storage.escalation_tables import EscalationNote
from service.storage.tables import (
    Conversation,
    Escalation,
    Officer,
    OutboxMessage,
    Turn,
    Update,
)

TEXT_LIMIT = 4000  # UTF-16 units of one message in the group
CAPTION_LIMIT = 1000
WITHHELD = frozenset({"accusation", "distress"})
TELEGRAM = "telegram"


@dataclass(frozen=True)
class FileOf:
    """A citizen's file that is copied from their chat."""

    chat: str
    message: str


@dataclass(frozen=True)
class ToShow:
    """What is asked of Telegram for one message, or for several that go as one.

    Attributes:
        ids: The rows that it shows.
        number: The message that is changed; None: a new one.
        file: What is copied, with the text under it.
        instead: What is said where the file cannot be copied.
    """

    ids: tuple[int, ...]
    kind: Kind
    shown: Shown
    number: str | None = None
    answers: str | None = None
    file: FileOf | None = None
    is_caption: bool = False
    instead: str = ""


def render(
    session: Session,
    rows: Sequence[ForumMessage],
    is_crowded: bool,
    means: Means,
    now: datetime,
) -> ToShow | None:
    """Return what the first of some messages shows, with those after it that go along.

    Args:
        rows: Due messages of one group, the first of them to be shown now.

    Returns:
        None when there is nothing to be shown any more: the row is to be dropped.
    """
    first = rows[0]
    match Kind(first.kind):
        case Kind.CARD:
            return _card(session, first, means, now)
        case Kind.NOTICE:
            shown = Shown(first.text, buttons_of(first))
            return ToShow((first.id,), Kind.NOTICE, shown, answers=first.answers)
        case Kind.FILE:
            return _file(session, first, means)
        case Kind.CHANGE:
            return _change(session, first, means)
        case _:
            return _words(session, rows, is_crowded, means)


def _card(session: Session, row: ForumMessage, means: Means, now: datetime) -> ToShow:
    escalation = session.get_one(Escalation, row.escalation_id)
    group = session.get_one(ForumGroup, row.group_id)
    shown = card(facts(session, escalation, group, means, now), means.words)
    return ToShow((row.id,), Kind.CARD, shown, number=row.number)


def _words(
    session: Session, rows: Sequence[ForumMessage], is_crowded: bool, means: Means
) -> ToShow | None:
    first = rows[0]
    of_topic = [row for row in rows if row.topic_id == first.topic_id]
    run = list(takewhile(_goes_along, of_topic)) or [first]
    texts = [_said(session, row, means) for row in run]
    count = put_together([text or "" for text in texts], is_crowded)
    told = [text for text in texts[:count] if text]
    ids = tuple(row.id for row in run[:count])
    if not told:
        return None
    text = split_text("\n\n".join(told), TEXT_LIMIT)[0]
    return ToShow(ids, Kind(first.kind), Shown(text), answers=first.answers)


def _goes_along(row: ForumMessage) -> bool:
    """Tell whether words may be put together: a reply to them must go to the citizen, or not."""
    return row.kind == Kind.WORDS and row.answers is None


def _said(session: Session, row: ForumMessage, means: Means) -> str | None:
    """Return what a row says now; None for what was taken back before it was shown."""
    match Kind(row.kind):
        case Kind.WORDS:
            return _citizen(session.get_one(Turn, row.turn_id), means)
        case Kind.ANSWER:
            message = session.get_one(OutboxMessage, row.outbox_id)
            text = plain_by(message.author, message.text) or _file_kind(message, means)
            return means.words("relayed_officer", officer=_name(session, message), text=text)
        case Kind.NOTE:
            note = session.get_one(EscalationNote, row.note_id)
            name = session.get_one(Officer, note.officer_id).name
            return means.words("relayed_note", officer=name, text=note.text)
    return row.text


def _citizen(turn: Turn, means: Means) -> str | None:
    if turn.kind in WITHHELD and not turn.text:
        return means.words("relayed_withheld")
    if turn.is_edited:
        return None
    if turn.edit_of is not None:
        return means.words("relayed_edited", text=turn.text)
    if turn.text:
        return means.words("relayed_citizen", text=turn.text)
    return means.words("relayed_kind", kind=means.kind_name(turn.kind))


def _file_kind(message: OutboxMessage, means: Means) -> str:
    return f"({means.kind_name(message.copied['kind'])})" if message.copied else ""


def _name(session: Session, message: OutboxMessage) -> str:
    officer = session.get(Officer, message.officer_id) if message.officer_id else None
    return officer.name if officer else "?"


def _file(session: Session, row: ForumMessage, means: Means) -> ToShow | None:
    """Return the copy of a citizen's file: its words are ours, masked, never those under it."""
    update = session.get_one(Update, row.update_id)
    turn = session.get(Turn, row.turn_id) if row.turn_id else None
    said = turn.text if turn is not None and not turn.is_edited else ""
    caption = means.words("relayed_citizen", text=said) if said else ""
    caption = split_text(caption, CAPTION_LIMIT)[0] if caption else ""
    kind = means.kind_name(update.kind)
    instead = "\n".join(filter(None, (means.words("relayed_kind_no_copy", kind=kind), caption)))
    conversation = session.get_one(Conversation, update.conversation_id)
    if conversation.channel != TELEGRAM or update.message_id is None:
        return ToShow((row.id,), Kind.FILE, Shown(instead), answers=row.answers)
    file = FileOf(conversation.address, update.message_id)
    shown = Shown(caption)
    return ToShow((row.id,), Kind.FILE, shown, answers=row.answers, file=file, instead=instead)


def _change(session: Session, row: ForumMessage, means: Means) -> ToShow | None:
    """Return what stands now where a citizen took words back, with what was said beside them."""
    together = session.scalars(
        select(ForumMessage)
        .where(
            ForumMessage.group_id == row.group_id,
            ForumMessage.number == row.answers,
            ForumMessage.state == State.SHOWN,
            ForumMessage.kind != Kind.CHANGE,
        )
        .order_by(ForumMessage.id)
    ).all()
    if not together or row.answers is None:
        return None
    gone = means.words("relayed_taken_back")
    is_file = together[0].kind == Kind.FILE
    texts = [gone] if is_file else [_said(session, one, means) or gone for one in together]
    shown = Shown("\n\n".join(texts))
    return ToShow((row.id,), Kind.CHANGE, shown, number=row.answers, is_caption=is_file)
