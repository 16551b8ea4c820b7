"""How an officer gets a file that Telegram keeps: the desk asks, a gateway brings, both by a row.

Only the gateway has the token. The bytes lie sealed in the row until the desk reads them, which
deletes it; what nobody read is swept. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from service.outcomes import AttachmentState, FileTrouble
from service.storage.file_tables import Attachment, FileRequest

PATIENCE = timedelta(seconds=90)  # so long an officer waits, and bytes lie at most
LEASE = timedelta(seconds=30)  # then another gateway may try: the first one died


@dataclass(frozen=True)
class Wanted:
    """A file to be fetched now."""

    request: int
    attachment: int
    kind: str
    file_id: str


def ask_for_file(session: Session, attachment_id: int, officer_id: int, now: datetime) -> int:
    """Let a gateway bring a file; return the request's number."""
    sweep_requests(session, now)
    row = FileRequest(attachment_id=attachment_id, officer_id=officer_id, asked_at=now)
    session.add(row)
    session.flush()
    return row.id


def is_any_wanted(session: Session) -> bool:
    """Tell cheaply whether ``claim_requests`` or ``sweep_requests`` has something to do."""
    return session.scalar(select(FileRequest.id).limit(1)) is not None


def claim_requests(session: Session, now: datetime, limit: int) -> list[Wanted]:
    """Return files to fetch, each to one gateway."""
    statement = (
        select(FileRequest, Attachment)
        .join(Attachment, Attachment.id == FileRequest.attachment_id)
        .where(
            Attachment.state == AttachmentState.HELD,
            FileRequest.content.is_(None),
            FileRequest.trouble.is_(None),
            FileRequest.asked_at > now - PATIENCE,
            or_(FileRequest.taken_at.is_(None), FileRequest.taken_at < now - LEASE),
        )
        .order_by(FileRequest.id)
        .limit(limit)
        .with_for_update(skip_locked=True, of=FileRequest)
    )
    wanted = []
    for request, file in session.execute(statement).all():
        request.taken_at = now
        wanted.append(Wanted(request.id, file.id, file.kind, file.file_id or ""))
    return wanted


def bring_file(session: Session, request_id: int, sealed: bytes) -> None:
    """Lay a file's bytes down for the desk, if it still waits for them."""
    row = session.get(FileRequest, request_id, with_for_update=True)
    if row is not None and row.trouble is None:
        row.content = sealed


def refuse_file(session: Session, request_id: int, trouble: FileTrouble) -> None:
    """Tell the desk why a file does not come."""
    row = session.get(FileRequest, request_id, with_for_update=True)
    if row is not None:
        row.trouble = trouble


def is_answered(session: Session, request_id: int) -> bool:
    """Tell whether the desk need not wait any longer; a request that is gone has an answer."""
    waits = select(FileRequest.id).where(
        FileRequest.id == request_id,
        FileRequest.content.is_(None),
        FileRequest.trouble.is_(None),
    )
    return session.scalar(waits) is None


def take_file(session: Session, request_id: int) -> bytes | FileTrouble:
    """Return what came of a request, sealed, and delete it with its bytes."""
    row = session.get(FileRequest, request_id, with_for_update=True)
    if row is None:
        return FileTrouble.UNREACHABLE
    content, trouble = row.content, row.trouble
    session.delete(row)
    if content is not None:
        return content
    return FileTrouble(trouble) if trouble else FileTrouble.LATE


def sweep_requests(session: Session, now: datetime) -> None:
    """Delete what was asked for and never read."""
    session.execute(delete(FileRequest).where(FileRequest.asked_at <= now - PATIENCE))
