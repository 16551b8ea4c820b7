"""A citizen's file in an officer's hands: only from the ticket's window, and never unrecorded.

What we hold ourselves, as of the web chat, opens only who holds the ticket: citizens are told so.

Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.escalations.access import Access, Glimpse, Need, access_escalation
from service.escalations.events import happen, officer
from service.escalations.standing import EventKind
from service.escalations.transcripts import read_window
from service.escalations.views import row_of
from service.file_types import extension_of
from service.outcomes import AttachmentState, FileTrouble
from service.storage.file_tables import Attachment, FileRequest
from service.updates.attachments import StoredFile, read_stored
from service.updates.file_requests import ask_for_file


@dataclass(frozen=True)
class FileAsked:
    """A file that a gateway is to bring from Telegram."""

    request: int
    extension: str
    asked_at: datetime


Opening = StoredFile | FileAsked | FileTrouble | Glimpse


def open_file(
    session: Session, ticket: str, number: int, officer_id: int, now: datetime
) -> Opening:
    """Give an officer a file, or ask Telegram's gateway for it; that they looked is an event.

    Raises:
        NotFound: There is no such ticket, or no such file in its window.
    """
    access = access_escalation(session, ticket, officer_id, Need.VIEW, now)
    if isinstance(access, Glimpse):
        return access
    row = _in_window(session, access, number)
    if row.state == AttachmentState.STORED and not access.is_holder:
        return FileTrouble.NOT_HOLDER
    escalation = row_of(session, ticket)
    happen(session, escalation, EventKind.VIEWED, officer(officer_id), now, file=number)
    if row.state == AttachmentState.STORED:
        return read_stored(session, number)
    return FileAsked(
        ask_for_file(session, number, officer_id, now), extension_of(row.media_type), now
    )


def asked_before(session: Session, access: Access, number: int, request: int) -> FileAsked | None:
    """Return what an officer asked for by ``open_file`` and did not get yet; None for nothing."""
    row, file = session.get(FileRequest, request), session.get(Attachment, number)
    if row is None or file is None or row.attachment_id != number:
        return None
    is_theirs = row.officer_id == access.officer.id
    if not is_theirs or file.conversation_id != access.escalation.conversation_id:
        return None
    return FileAsked(row.id, extension_of(file.media_type), row.asked_at)


def _in_window(session: Session, access: Access, number: int) -> Attachment:
    lines = read_window(session, access)
    known = {file.id for line in lines for file in line.attachments if file.can_be_opened}
    if number not in known:
        raise NotFound(f"no attachment {number} in the window of {access.escalation.ticket}")
    return session.get_one(Attachment, number)
