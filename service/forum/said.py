"""What was said, as it may stand in a group now: read out of what is stored each time it is asked.

A citizen who changed or took back their words is never quoted with the former ones, and no file is
copied of who just told of something that the door keeps no word of. Functions take an open
``Session`` and never commit.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.door.talks import LASTS
from service.escalations.summaries import HELD_KINDS
from service.forum.cards import Shown
from service.forum.means import DeskMeans
from service.forum.messages import Kind
from service.forum.tables import ForumMessage
from service.markup import plain_by
from service.outbox.changes import is_taken_back
from service.outbox.splitting import LIMIT, split_text, utf16_length
from service.storage.escalation_tables import EscalationNote
from service.storage.tables import Conversation, Officer, OutboxMessage, Turn, Update

CAPTION_LIMIT = 1024  # UTF-16 units of the words under a file
TELEGRAM = "telegram"
_BESIDE = timedelta(minutes=1)  # clocks of two gateways differ


def words_of(session: Session, row: ForumMessage, means: DeskMeans) -> str | None:
    """Return what a row says now; None for what was taken back before it was shown."""
    match Kind(row.kind):
        case Kind.WORDS if row.update_id is not None:
            return _uncopied(session, row, means)
        case Kind.WORDS:
            return _citizen(session.get_one(Turn, row.turn_id), means)
        case Kind.ANSWER:
            message = session.get_one(OutboxMessage, row.outbox_id)
            if is_taken_back(session, message):
                return means.words("relayed_withdrawn", officer=_name(session, message))
            text = plain_by(message.author, message.text) or _file_kind(message, means)
            return means.words("relayed_officer", officer=_name(session, message), text=text)
        case Kind.NOTE:
            note = session.get_one(EscalationNote, row.note_id)
            name = session.get_one(Officer, note.officer_id).name
            return means.words("relayed_note", officer=name, text=note.text)
    return row.text


def caption_of(session: Session, row: ForumMessage, means: DeskMeans) -> str:
    """Return the words under a citizen's file: ours, masked, never those that stand under it."""
    turn = session.get(Turn, row.turn_id) if row.turn_id else None
    said = turn.text if turn is not None and not turn.is_edited else ""
    return fitting(means.words("relayed_citizen", text=said), means, CAPTION_LIMIT) if said else ""


def standing(session: Session, rows: Sequence[ForumMessage], means: DeskMeans) -> Shown:
    """Return what a message that shows these rows must read now."""
    gone = means.words("relayed_taken_back")
    if rows[0].kind == Kind.FILE:
        turn = session.get(Turn, rows[0].turn_id) if rows[0].turn_id else None
        is_changed = turn is not None and turn.is_edited
        return Shown(gone if is_changed else caption_of(session, rows[0], means))
    texts = [words_of(session, row, means) or gone for row in rows]
    return Shown(fitting("\n\n".join(texts), means))


def may_be_copied(session: Session, row: ForumMessage) -> bool:
    """Tell whether a citizen's file may be copied from their chat into the group."""
    update = session.get_one(Update, row.update_id)
    conversation = session.get_one(Conversation, update.conversation_id)
    is_there = conversation.channel == TELEGRAM and update.message_id is not None
    return is_there and not _is_of_what_is_held(session, update, conversation)


def fitting(text: str, means: DeskMeans, limit: int = LIMIT) -> str:
    """Return a text that fits into one message: where it is cut, that is said."""
    if utf16_length(text) <= limit:
        return text
    said = means.words("relayed_cut")
    return f"{split_text(text, limit - utf16_length(said) - 2)[0]}\n\n{said}"


def _is_of_what_is_held(session: Session, update: Update, of: Conversation) -> bool:
    """Tell whether a file may show what the door holds: it came while somebody told of it."""
    if of.telling_until is not None and of.telling_until > update.received_at:
        return True
    held = select(Turn.id).where(
        Turn.conversation_id == of.id,
        Turn.kind.in_(HELD_KINDS),
        Turn.created_at > update.received_at - LASTS,
        Turn.created_at < update.received_at + LASTS + _BESIDE,
    )
    return session.scalar(held.limit(1)) is not None


def _uncopied(session: Session, row: ForumMessage, means: DeskMeans) -> str:
    """Name a file that is not copied, with the words under it."""
    update = session.get_one(Update, row.update_id)
    of = session.get_one(Conversation, update.conversation_id)
    is_held = _is_of_what_is_held(session, update, of)
    key = "relayed_file_held" if is_held else "relayed_kind_no_copy"
    named = means.words(key, kind=means.kind_name(update.kind))
    return "\n".join(filter(None, (named, caption_of(session, row, means))))


def _citizen(turn: Turn, means: DeskMeans) -> str | None:
    if turn.kind in HELD_KINDS and not turn.text:
        return means.words("relayed_withheld")
    if turn.is_edited:
        return None
    if turn.edit_of is not None:
        return means.words("relayed_edited", text=turn.text)
    if turn.text:
        return means.words("relayed_citizen", text=turn.text)
    return means.words("relayed_kind", kind=means.kind_name(turn.kind))


def _file_kind(message: OutboxMessage, means: DeskMeans) -> str:
    return f"({means.kind_name(message.copied['kind'])})" if message.copied else ""


def _name(session: Session, message: OutboxMessage) -> str:
    officer = session.get(Officer, message.officer_id) if message.officer_id else None
    return officer.name if officer else "?"
