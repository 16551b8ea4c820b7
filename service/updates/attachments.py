"""Attachments: files for an officer, fetched from the channel and kept in the database.

The inbox notes every file; once its turn is stored, the gateway fetches what an officer is to see
and forgets the rest; the desk hands it out. Functions take an open ``Session`` and never commit.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.outbox.queue import Draft, put_message
from service.outcomes import AttachmentState, Author, FileTrouble, Outcome, Priority
from service.storage.file_tables import Attachment, AttachmentFile
from service.storage.tables import Turn

FOR_OFFICERS = (Outcome.RELAYED, Outcome.ESCALATED)
RETRY_SECONDS = (2, 10, 60, 300, 900, 3600, 3600)  # waits before the second try, the third, ...
LEASE = timedelta(minutes=3)  # so long one gateway has for one try
DAILY = 40  # files of one conversation a day: a disk is not for everybody to fill
NAMES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "audio/ogg": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "application/pdf": ".pdf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "text/plain": ".txt",
    "text/csv": ".csv",
}  # anything else gets a name that no program opens by itself


@dataclass(frozen=True)
class IncomingFile:
    """A file as a channel announces it; without its name, which may be a person's.

    Attributes:
        file_id: By which the channel gives it out.
        media_type: As the sender claims; nobody may rely on it.
        size: Bytes, None when the channel does not say.
    """

    file_id: str
    media_type: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class Wanted:
    """A file to be fetched now.

    Attributes:
        size: As announced.
        is_worn_out: Every try so far ended without a word: it may be what kills its gateway.
        is_one_too_many: The conversation has had its ``DAILY`` files.
    """

    id: int
    conversation_id: str
    kind: str
    file_id: str
    size: int | None
    is_worn_out: bool
    is_one_too_many: bool


@dataclass(frozen=True)
class AttachmentView:
    """An attachment as an officer sees it."""

    id: int
    kind: str
    state: AttachmentState
    trouble: FileTrouble | None
    size: int | None


@dataclass(frozen=True)
class StoredFile:
    """A file to be handed out; ``extension`` is one of ours, never the sender's."""

    content: bytes
    extension: str


def note_file(
    session: Session,
    update_id: int,
    conversation_id: str,
    kind: str,
    file: IncomingFile,
    now: datetime,
) -> None:
    """Remember that a message came with a file."""
    row = Attachment(
        update_id=update_id,
        conversation_id=conversation_id,
        kind=kind,
        media_type=file.media_type[:100] if file.media_type else None,
        file_id=file.file_id[:256],
        size=file.size,
        state=AttachmentState.NOTED,
        created_at=now,
        due_at=now,
    )
    session.add(row)


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell cheaply whether ``claim_attachments`` would find something."""
    return session.scalar(select(_due(now).limit(1).exists())) or False


def claim_attachments(session: Session, now: datetime, limit: int) -> list[Wanted]:
    """Return files to fetch, each to one gateway, and forget those that no officer waits for."""
    rows = session.execute(
        _due(now)
        .order_by(Attachment.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=Attachment)
    )
    wanted = []
    for row, outcome in rows.all():
        if outcome not in FOR_OFFICERS:
            row.state, row.file_id = AttachmentState.UNWANTED, None
            continue
        row.attempts, row.due_at = row.attempts + 1, now + LEASE
        wanted.append(_wanted(session, row))
    return wanted


def keep_attachment(session: Session, attachment_id: int, content: bytes) -> None:
    """Store the bytes; what another gateway stored meanwhile stays."""
    row = session.get_one(Attachment, attachment_id, with_for_update=True)
    if row.state != AttachmentState.NOTED:
        return
    row.state, row.size, row.file_id = AttachmentState.STORED, len(content), None
    session.add(AttachmentFile(attachment_id=row.id, content=content))


def retry_attachment(session: Session, attachment_id: int, now: datetime) -> bool:
    """Try again later; False when it has been tried often enough."""
    row = session.get_one(Attachment, attachment_id)
    if row.attempts > len(RETRY_SECONDS):
        return False
    row.due_at = now + timedelta(seconds=RETRY_SECONDS[row.attempts - 1])
    return True


def fail_attachment(
    session: Session, attachment_id: int, trouble: FileTrouble, notice: str, now: datetime
) -> None:
    """Give a file up; the desk words ``trouble``, and ``notice`` tells the citizen."""
    row = session.get_one(Attachment, attachment_id, with_for_update=True)
    if row.state != AttachmentState.NOTED:
        return
    row.state, row.error, row.file_id = AttachmentState.FAILED, trouble, None
    draft = Draft(row.conversation_id, Author.SYSTEM, notice, priority=Priority.NOTICE)
    put_message(session, draft, now)


def attachments_of(
    session: Session, conversation_id: str
) -> Mapping[int, tuple[AttachmentView, ...]]:
    """Return a conversation's attachments by the update whose turn they belong to."""
    rows = session.scalars(
        select(Attachment)
        .where(
            Attachment.conversation_id == conversation_id,
            Attachment.state != AttachmentState.UNWANTED,
        )
        .order_by(Attachment.id)
    )
    found: defaultdict[int, tuple[AttachmentView, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.update_id] += (_view(row),)
    return found


def _view(row: Attachment) -> AttachmentView:
    trouble = FileTrouble(row.error) if row.error else None
    return AttachmentView(row.id, row.kind, AttachmentState(row.state), trouble, row.size)


def read_attachment(session: Session, conversation_id: str, attachment_id: int) -> StoredFile:
    """Return the bytes of an attachment.

    Raises:
        NotFound: It is not this conversation's, or not stored.
    """
    row = session.get(Attachment, attachment_id)
    file = session.get(AttachmentFile, attachment_id)
    if row is None or file is None or row.conversation_id != conversation_id:
        raise NotFound(f"no stored attachment {attachment_id} in this conversation")
    return StoredFile(file.content, NAMES.get(row.media_type or "", ".bin"))


def _due(now: datetime) -> Select[Attachment, str]:
    """Select what waits and whose turn is stored, with the turn's outcome."""
    return (
        select(Attachment, Turn.outcome)
        .join(Turn, Turn.update_id == Attachment.update_id)
        .where(Attachment.state == AttachmentState.NOTED, Attachment.due_at <= now)
    )


def _wanted(session: Session, row: Attachment) -> Wanted:
    today = session.scalar(
        select(func.count()).where(
            Attachment.conversation_id == row.conversation_id,
            Attachment.state == AttachmentState.STORED,
            Attachment.created_at > row.created_at - timedelta(days=1),
        )
    )
    return Wanted(
        row.id,
        row.conversation_id,
        row.kind,
        row.file_id or "",
        row.size,
        is_worn_out=row.attempts > len(RETRY_SECONDS) + 1,
        is_one_too_many=(today or 0) >= DAILY,
    )
