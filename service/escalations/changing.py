"""Officers' answers changed or taken back: by who sent them, while their ticket is theirs.

At the desk as in Telegram. What an answer said before stays with it, see ``revisions`` of the
outbox. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.escalations.access import Glimpse, Need, Why, access_escalation
from service.escalations.events import happen, officer
from service.escalations.standing import EventKind
from service.escalations.transcripts import is_in_window
from service.escalations.views import ClaimRefused, locked_row
from service.outbox.changes import (
    Became,
    change_message,
    is_taken_back,
    withdraw_message,
    withdrawn_until,
)
from service.outbox.revisions import Revision, revisions_of
from service.outcomes import Author, EscalationState
from service.storage.tables import OutboxMessage


@dataclass(frozen=True)
class Answer:
    """An answer that its officer may change.

    Attributes:
        is_withdrawn: Whether it was taken back, or is being taken back.
        until: Until when it can be taken back; None: as long as the ticket is theirs.
        is_caption: Whether its words stand under a file, where there is less place.
    """

    text: str
    channel: str
    is_withdrawn: bool
    until: datetime | None
    is_caption: bool
    revisions: tuple[Revision, ...]


NOTHING = (Became.GONE, Became.TOO_LATE, Became.TOO_LONG)  # what changed nothing


def change_answer(
    session: Session, ticket: str, officer_id: int, message_id: int, text: str, now: datetime
) -> Became | ClaimRefused:
    """Give an answer other words.

    Raises:
        NotFound: There is no such ticket.
    """
    refused = refusal_of_change(session, ticket, officer_id, message_id, now)
    if refused is not None:
        return refused
    became = change_message(session, message_id, text, officer_id, now)
    _happened(session, ticket, EventKind.CHANGED, officer_id, message_id, became, now)
    return became


def withdraw_answer(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> Became | ClaimRefused:
    """Take an answer back.

    Raises:
        NotFound: There is no such ticket.
    """
    refused = refusal_of_change(session, ticket, officer_id, message_id, now)
    if refused is not None:
        return refused
    became = withdraw_message(session, message_id, officer_id, now)
    _happened(session, ticket, EventKind.WITHDREW, officer_id, message_id, became, now)
    return became


def read_answer(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> Answer | ClaimRefused:
    """Return an answer for who may change it.

    Raises:
        NotFound: There is no such ticket.
    """
    refused = refusal_of_change(session, ticket, officer_id, message_id, now)
    if refused is not None:
        return refused
    row = session.get_one(OutboxMessage, message_id)
    return Answer(
        text=row.text,
        channel=row.channel,
        is_withdrawn=is_taken_back(session, row),
        until=withdrawn_until(row),
        is_caption=row.copied is not None,
        revisions=revisions_of(session, [row.id]).get(row.id, ()),
    )


def refusal_of_change(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> ClaimRefused | None:
    """Return why an officer may not change an answer; None when they may.

    They may not once somebody else has the ticket, nor where they may not reach it themselves.

    Raises:
        NotFound: There is no such ticket.
    """
    row = locked_row(session, ticket)
    is_over = row.state == EscalationState.CLOSED
    need = Need.VIEW if is_over else Need.ACT  # nothing new is taken: who is away may mend it
    found = access_escalation(session, ticket, officer_id, need, now)
    if isinstance(found, Glimpse):
        return ClaimRefused(None, found.why)
    message = session.get(OutboxMessage, message_id)
    is_theirs = (
        message is not None
        and officer_id == (row.last_officer_id if is_over else row.officer_id)
        and (message.author, message.officer_id) == (Author.OFFICER, officer_id)
        and message.conversation_id == row.conversation_id
        and is_in_window(session, ticket, message.created_at)
    )
    return None if is_theirs else ClaimRefused(None, Why.NOT_OWN)


def _happened(
    session: Session,
    ticket: str,
    kind: EventKind,
    officer_id: int,
    message_id: int,
    became: Became,
    now: datetime,
) -> None:
    if became not in NOTHING:
        row = locked_row(session, ticket)
        happen(session, row, kind, officer(officer_id), now, message=message_id)
