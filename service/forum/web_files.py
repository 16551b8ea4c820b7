"""Files from a group to a citizen on the web: the act waits in its row until a gateway brings one.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.file_types import LARGEST
from service.forum.received import FETCHING, PENDING, Received
from service.forum.tables import OfficerUpdate
from service.outbox.files import OfficerFile, is_kept, keep_file
from service.outbox.placing import Copied, stored_file

KINDS = ("photo", "document")


@dataclass(frozen=True)
class WantedFile:
    """A file that an officer's act waits for."""

    update: int
    conversation_id: str
    file_id: str


def problem_of_file(session: Session, received: Received) -> str | None:
    """Return the key of why a file cannot go to the web; None when it can, or is to be fetched."""
    file = received.file or {}
    if file.get("kind") not in KINDS or not file.get("id"):
        return "not_sent_web_kind"
    if (file.get("size") or 0) > LARGEST:
        return "not_sent_web_large"
    if "stored" in file and not is_kept(session, file["stored"]):
        return "not_sent_web_unreachable"
    why = file.get("why")
    return str(why) if why else None


def is_fetched(received: Received) -> bool:
    """Tell whether a file lies ready."""
    return received.file is not None and "stored" in received.file


def fetched(received: Received) -> Copied:
    """Return the file that lies ready, as it goes out."""
    file = received.file or {}
    return stored_file(file["stored"], file["stored_kind"])


def want_file(session: Session, received: Received, conversation_id: str) -> None:
    """Let a gateway bring the file; the act is taken up again once it is there, or refused."""
    row = session.get_one(OfficerUpdate, received.id)
    row.state, row.file = FETCHING, {**(received.file or {}), "to": conversation_id}


def wanted_files(session: Session, limit: int) -> Sequence[WantedFile]:
    """Return what acts wait for, the oldest first."""
    rows = session.scalars(
        select(OfficerUpdate)
        .where(OfficerUpdate.state == FETCHING)
        .order_by(OfficerUpdate.id)
        .limit(limit)
    )
    return [WantedFile(row.id, row.file["to"], row.file["id"]) for row in rows if row.file]


def bring(session: Session, wanted: WantedFile, file: OfficerFile, now: datetime) -> None:
    """Store what was fetched, and let the act go on."""
    row = _waiting(session, wanted)
    if row is not None:
        number = keep_file(session, wanted.conversation_id, file, now)
        row.file = {**(row.file or {}), "stored": number, "stored_kind": file.kind}
        row.state, row.due_at = PENDING, now


def refuse(session: Session, wanted: WantedFile, why: str, now: datetime) -> None:
    """Let the act go on without its file, to tell its officer why."""
    row = _waiting(session, wanted)
    if row is not None:
        row.file = {**(row.file or {}), "why": why}
        row.state, row.due_at = PENDING, now


def _waiting(session: Session, wanted: WantedFile) -> OfficerUpdate | None:
    row = session.get(OfficerUpdate, wanted.update, with_for_update=True)
    return row if row is not None and row.state == FETCHING else None
