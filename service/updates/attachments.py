"""Attachments: files for an officer. The channel keeps them, or we do until the ticket is closed.

Of Telegram's files we keep the id alone, and fetch the bytes when an officer asks for them
(``file_requests``). Where a channel keeps none, bytes lie sealed in
``attachment_files`` until then.
Functions take an open ``Session`` and never commit.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, exists, func, select, update
from sqlalchemy.orm import Session

from service.errors import NotFound
from service.file_types import extension_of
from service.outbox import files as officer_files
from service.outbox.queue import Draft, put_message
from service.outcomes import (
    AttachmentState,
    Author,
    EscalationState,
    FileTrouble,
    Outcome,
    Priority,
)
from service.storage.file_tables import Attachment, AttachmentFile, FileRequest
from service.storage.tables import Escalation, Turn

FOR_OFFICERS = (Outcome.RELAYED, Outcome.ESCALATED)
AT_ONCE = 40  # files settled in one transaction
FORGOTTEN_AT_ONCE = 500  # ids in one transaction
DAILY = 20  # files of one conversation a day: a disk is not for everybody to fill


@dataclass(frozen=True)
class IncomingFile:
    """A file as a channel announces it; without its name, which may be a person's.

    Attributes:
        file_id: By which the channel gives it out; empty where it keeps none.
        media_type: As the sender claims; nobody may rely on it.
        size: Bytes, None when the channel does not say.
        sealed: The bytes themselves, sealed, where the channel keeps no files.
    """

    file_id: str
    media_type: str | None = None
    size: int | None = None
    sealed: bytes | None = None


@dataclass(frozen=True)
class AttachmentView:
    """An attachment as an officer sees it."""

    id: int
    kind: str
    state: AttachmentState
    trouble: FileTrouble | None
    size: int | None

    @property
    def can_be_opened(self) -> bool:
        """Whether an officer may ask for it."""
        return self.state in (AttachmentState.HELD, AttachmentState.STORED)


@dataclass(frozen=True)
class StoredFile:
    """A file to be handed out, as it lies in the database.

    Attributes:
        extension: One of ours, never the sender's.
        is_sealed: Whether ``Seal.open`` must read it, once the transaction is over.
    """

    content: bytes
    extension: str
    is_sealed: bool = True


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
        file_id=file.file_id[:256] or None,
        size=file.size,
        state=AttachmentState.NOTED,
        created_at=now,
        due_at=now,
    )
    session.add(row)
    if file.sealed is not None:
        session.flush()
        session.add(AttachmentFile(attachment_id=row.id, content=file.sealed, is_sealed=True))


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell cheaply whether ``settle_files`` would find something."""
    return session.scalar(select(_due(now).limit(1).exists())) or False


def settle_files(session: Session, now: datetime, limit: int) -> list[tuple[int, str]]:
    """Keep what is for an officer and forget the rest, now that its turn is stored.

    Args:
        limit: Bytes that a file of Telegram's may have.

    Returns:
        The files that are too large, to be given up, with their kinds.
    """
    rows = session.execute(_due(now).with_for_update(skip_locked=True, of=Attachment)).all()
    row: Attachment
    for row, outcome in rows:
        is_ours = row.file_id is None
        if outcome not in FOR_OFFICERS or (
            is_ours and not is_waited_for(session, row.conversation_id)
        ):
            _forget(session, [row.id], AttachmentState.UNWANTED)
        elif is_ours:
            row.state = AttachmentState.STORED
        elif (row.size or 0) <= limit:
            row.state = AttachmentState.HELD
    return [(row.id, row.kind) for row, _ in rows if row.state == AttachmentState.NOTED]


def fail_attachment(
    session: Session, attachment_id: int, trouble: FileTrouble, notice: str, now: datetime
) -> None:
    """Give a file up; the desk words ``trouble``, and ``notice`` tells the citizen."""
    row = session.get_one(Attachment, attachment_id, with_for_update=True)
    if row.state not in (AttachmentState.NOTED, AttachmentState.HELD):
        return
    row.state, row.error, row.file_id = AttachmentState.FAILED, trouble, None
    draft = Draft(row.conversation_id, Author.SYSTEM, notice, priority=Priority.NOTICE)
    put_message(session, draft, now)


def let_files_go(session: Session, conversation_id: str) -> None:
    """Delete the bytes that we hold, once no ticket of the conversation is open any more."""
    if not is_waited_for(session, conversation_id):
        _forget(session, _ids(session, conversation_id, has_bytes=True), AttachmentState.GONE)
        officer_files.let_officer_files_go(session, conversation_id)


def forget_files(session: Session, conversation_id: str) -> None:
    """Delete all that leads to a conversation's files, either way: bytes, and Telegram's ids."""
    _forget(session, _ids(session, conversation_id, has_bytes=False), AttachmentState.GONE)
    officer_files.forget_officer_files(session, conversation_id)


def sweep_files(session: Session, now: datetime) -> int:
    """Delete bytes that no open ticket holds any more, whatever left them; return how many."""
    is_open = exists().where(
        Escalation.conversation_id == Attachment.conversation_id,
        Escalation.state != EscalationState.CLOSED,
    )
    left = select(Attachment.id).join(
        AttachmentFile, AttachmentFile.attachment_id == Attachment.id
    )
    over = Attachment.state.not_in((AttachmentState.NOTED, AttachmentState.STORED))
    ended = (Attachment.state == AttachmentState.STORED) & ~is_open
    ids = session.scalars(left.where(over | ended)).all()
    _forget(session, ids, AttachmentState.GONE)
    return len(ids) + officer_files.sweep_officer_files(session, now)


def forget_uncontested(session: Session, closed_before: datetime) -> int:
    """Forget Telegram's ids where no ticket is open, or was closed since a moment.

    Returns:
        How many were forgotten; call again while there are any.
    """
    is_wanted = exists().where(
        Escalation.conversation_id == Attachment.conversation_id,
        (Escalation.state != EscalationState.CLOSED) | (Escalation.closed_at > closed_before),
    )
    old = select(Attachment.id).where(
        Attachment.state == AttachmentState.HELD, Attachment.created_at <= closed_before
    )
    ids = session.scalars(old.where(~is_wanted).limit(FORGOTTEN_AT_ONCE)).all()
    _forget(session, ids, AttachmentState.GONE)
    return len(ids)


def files_today(session: Session, conversation_id: str, now: datetime) -> int:
    """Return how many files a conversation sent within a day."""
    statement = select(func.count()).where(
        Attachment.conversation_id == conversation_id,
        Attachment.created_at > now - timedelta(days=1),
    )
    return session.scalar(statement) or 0


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


def read_stored(session: Session, attachment_id: int) -> StoredFile:
    """Return the bytes of an attachment that we hold.

    Raises:
        NotFound: It is not stored.
    """
    row, file = session.get(Attachment, attachment_id), session.get(AttachmentFile, attachment_id)
    if row is None or file is None or row.state != AttachmentState.STORED:
        raise NotFound(f"no stored attachment {attachment_id}")
    return StoredFile(file.content, extension_of(row.media_type), file.is_sealed)


def _forget(session: Session, ids: Collection[int], state: AttachmentState) -> None:
    if not ids:
        return
    session.execute(delete(AttachmentFile).where(AttachmentFile.attachment_id.in_(ids)))
    session.execute(delete(FileRequest).where(FileRequest.attachment_id.in_(ids)))
    values = {"state": state.value, "file_id": None}
    session.execute(update(Attachment).where(Attachment.id.in_(ids)).values(**values))


def _ids(session: Session, conversation_id: str, has_bytes: bool) -> Collection[int]:
    statement = select(Attachment.id).where(Attachment.conversation_id == conversation_id)
    if has_bytes:
        statement = statement.join(AttachmentFile, AttachmentFile.attachment_id == Attachment.id)
    return session.scalars(statement).all()


def is_waited_for(session: Session, conversation_id: str) -> bool:
    """Tell whether a conversation has an open ticket, to whose officer a file goes."""
    is_open = exists().where(
        Escalation.conversation_id == conversation_id, Escalation.state != EscalationState.CLOSED
    )
    return session.scalar(select(is_open)) or False


def _due(now: datetime) -> Select[Attachment, str]:
    """Select what waits and whose turn is stored, with the turn's outcome."""
    return (
        select(Attachment, Turn.outcome)
        .join(Turn, Turn.update_id == Attachment.update_id)
        .where(Attachment.state == AttachmentState.NOTED, Attachment.due_at <= now)
        .order_by(Attachment.id)
        .limit(AT_ONCE)
    )
