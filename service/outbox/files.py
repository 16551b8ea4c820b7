"""Officers' files to citizens: sealed, with their message, and no longer than they are needed.

To Telegram until they arrived; to the web chat, which shows a link, until the ticket is closed.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.orm import Session

from service.file_types import extension_of
from service.outcomes import Delivery, EscalationState
from service.storage.file_tables import OutboxFile
from service.storage.tables import Escalation, OutboxMessage

TELEGRAM = "telegram"
UNSENT_FOR = timedelta(hours=25)  # an officer who is asked about the words has 24


@dataclass(frozen=True)
class OfficerFile:
    """An officer's file as it is to be stored; its name is not asked for."""

    kind: str
    media_type: str
    size: int
    sealed: bytes


@dataclass(frozen=True)
class FileShown:
    """What is told of a file; ``is_gone`` once nobody can open it any more."""

    kind: str
    media_type: str
    size: int
    is_gone: bool


@dataclass(frozen=True)
class FileOfMessage:
    """A file to be handed out; ``sealed`` is None once it is gone."""

    sealed: bytes | None
    media_type: str

    @property
    def name(self) -> str:
        """A name of ours: an officer's own may tell of somebody."""
        return "berkas-petugas" + extension_of(self.media_type)


def keep_file(session: Session, conversation_id: str, file: OfficerFile, now: datetime) -> int:
    """Store a file that is to be sent; return its number."""
    row = OutboxFile(
        conversation_id=conversation_id,
        kind=file.kind,
        media_type=file.media_type,
        size=file.size,
        content=file.sealed,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def is_kept(session: Session, number: int) -> bool:
    """Tell whether a file still has its bytes."""
    has_bytes = (OutboxFile.id == number, OutboxFile.content.is_not(None))
    return session.scalar(select(OutboxFile.id).where(*has_bytes)) is not None


def belong_to(session: Session, number: int, message_id: int) -> None:
    """Note with which message a file goes."""
    session.execute(
        update(OutboxFile).where(OutboxFile.id == number).values(message_id=message_id)
    )


def read_file(session: Session, number: int) -> FileOfMessage | None:
    """Return a file to be sent; None where there never was one."""
    row = session.get(OutboxFile, number)
    return FileOfMessage(row.content, row.media_type) if row is not None else None


def file_of_message(
    session: Session, conversation_id: str, message_id: int
) -> FileOfMessage | None:
    """Return the file of a conversation's message; None where that has none."""
    row = session.scalar(
        select(OutboxFile)
        .join(OutboxMessage, OutboxMessage.id == OutboxFile.message_id)
        .where(
            OutboxFile.message_id == message_id,
            OutboxFile.conversation_id == conversation_id,
            OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENT)),
        )
    )
    return FileOfMessage(row.content, row.media_type) if row is not None else None


def files_shown(session: Session, message_ids: Collection[int]) -> Mapping[int, FileShown]:
    """Return what is told of the files of some messages, by the message."""
    if not message_ids:
        return {}
    rows = session.execute(
        select(
            OutboxFile.message_id,
            OutboxFile.kind,
            OutboxFile.media_type,
            OutboxFile.size,
            OutboxFile.content.is_(None).label("is_gone"),
        ).where(OutboxFile.message_id.in_(message_ids))
    )
    return {r.message_id: FileShown(r.kind, r.media_type, r.size, r.is_gone) for r in rows}


def forget_file(session: Session, number: int) -> None:
    """Forget the bytes of a file that arrived, or is not sent."""
    _forget(session, OutboxFile.id == number)


def forget_file_of(session: Session, message_id: int) -> None:
    """Forget the bytes of a message that is taken back."""
    _forget(session, OutboxFile.message_id == message_id)


def let_officer_files_go(session: Session, conversation_id: str) -> None:
    """Forget what a conversation's closing ends: all but what is on its way to Telegram."""
    _forget(session, OutboxFile.conversation_id == conversation_id, ~_is_on_its_way())


def forget_officer_files(session: Session, conversation_id: str) -> None:
    """Forget all of a conversation, which its citizen deletes."""
    _forget(session, OutboxFile.conversation_id == conversation_id)


def sweep_officer_files(session: Session, now: datetime) -> int:
    """Forget what was left over, whatever left it; return how many files."""
    is_open = exists().where(
        Escalation.conversation_id == OutboxFile.conversation_id,
        Escalation.state != EscalationState.CLOSED,
    )
    is_unsent = and_(OutboxFile.message_id.is_(None), OutboxFile.created_at < now - UNSENT_FOR)
    over = or_(and_(~is_open, ~_is_on_its_way()), _has_arrived(), is_unsent)
    return _forget(session, over)


def _forget(session: Session, *which: ColumnElement[bool]) -> int:
    kept = select(OutboxFile.id).where(OutboxFile.content.is_not(None), *which)
    ids = session.scalars(kept).all()
    if ids:
        session.execute(update(OutboxFile).where(OutboxFile.id.in_(ids)).values(content=None))
    return len(ids)


def _is_on_its_way() -> ColumnElement[bool]:
    return _message(
        OutboxMessage.channel == TELEGRAM,
        OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENDING)),
    )


def _has_arrived() -> ColumnElement[bool]:
    sent = and_(OutboxMessage.channel == TELEGRAM, OutboxMessage.state == Delivery.SENT)
    return _message(or_(sent, OutboxMessage.state == Delivery.WITHDRAWN))


def _message(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(OutboxMessage.id == OutboxFile.message_id, *which)
