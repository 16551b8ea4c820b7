"""What officers tell each other about an escalation: kept apart from all that citizens read.

A note is masked like an answer. Its edit keeps the former text until the escalation is closed.
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.door.masking import mask
from service.escalations.access import Access, Why, row_to_act_on
from service.escalations.events import happen, officer
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, row_of
from service.outcomes import EscalationState
from service.storage.escalation_tables import EscalationNote
from service.storage.tables import Escalation, Officer


@dataclass(frozen=True)
class NoteView:
    """A note as officers read it.

    Attributes:
        former: What it said before it was edited, the oldest first; empty after the closing.
    """

    id: int
    officer_id: int
    by: str
    text: str
    former: tuple[str, ...]
    created_at: datetime
    edited_at: datetime | None


def write_note(
    session: Session, ticket: str, officer_id: int, text: str, now: datetime
) -> int | ClaimRefused:
    """Leave a note for colleagues; whoever may act on the escalation may.

    A note is no answer: the citizen goes on waiting.

    Returns:
        The note's number.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now)
    return row if isinstance(row, ClaimRefused) else add_note(session, row, officer_id, text, now)


def edit_note(
    session: Session, ticket: str, officer_id: int, note_id: int, text: str, now: datetime
) -> bool | ClaimRefused:
    """Change a note of one's own.

    Returns:
        False when there is no such note of this officer.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    note = session.get(EscalationNote, note_id)
    if note is None or note.escalation_id != row.id or note.officer_id != officer_id:
        return False
    if row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED)
    note.former = [*note.former, note.text]
    note.text, note.edited_at = mask(text).text, now
    happen(session, row, EventKind.NOTED, officer(officer_id), now, note=note_id, edited=True)
    return True


def add_note(session: Session, row: Escalation, officer_id: int, text: str, now: datetime) -> int:
    """Keep a note of an officer who has been let in."""
    note = EscalationNote(
        escalation_id=row.id,
        officer_id=officer_id,
        text=mask(text).text,
        former=[],
        created_at=now,
    )
    session.add(note)
    session.flush()
    happen(session, row, EventKind.NOTED, officer(officer_id), now, note=note.id)
    return note.id


def notes_of(session: Session, access: Access) -> list[NoteView]:
    """Return the notes of an escalation that an officer may see, the oldest first."""
    row = row_of(session, access.escalation.ticket)
    rows = session.execute(
        select(EscalationNote, Officer.name)
        .join(Officer, Officer.id == EscalationNote.officer_id)
        .where(EscalationNote.escalation_id == row.id)
        .order_by(EscalationNote.id)
    )
    return [
        NoteView(
            id=note.id,
            officer_id=note.officer_id,
            by=name,
            text=note.text,
            former=tuple(note.former),
            created_at=note.created_at,
            edited_at=note.edited_at,
        )
        for note, name in rows
    ]


def forget_former_notes(session: Session, row: Escalation) -> None:
    """Forget what notes said before they were edited: the escalation is closed."""
    session.execute(
        update(EscalationNote)
        .where(EscalationNote.escalation_id == row.id, EscalationNote.edited_at.is_not(None))
        .values(former=[])
    )
