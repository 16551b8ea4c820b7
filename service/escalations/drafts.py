"""What an officer began to write to a citizen: kept for each officer and ticket.

Masked, because nothing that cannot be sent may be stored; gone when it is sent, or its ticket
closed. Functions take an open ``Session`` and never commit.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.door.masking import mask
from service.escalations.access import Access, Why, row_to_act_on
from service.escalations.views import ClaimRefused, row_of
from service.outcomes import EscalationState
from service.storage.escalation_tables import ReplyDraft
from service.storage.tables import Escalation, OutboxMessage

JUST = timedelta(minutes=1)


def save_draft(
    session: Session, ticket: str, officer_id: int, text: str, now: datetime
) -> bool | ClaimRefused:
    """Keep what an officer wrote so far in place of what was kept before; empty: nothing.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED)
    kept = session.get(ReplyDraft, (row.id, officer_id))
    if not text.strip() or _was_just_sent(session, row, officer_id, text, now):
        if kept is not None:
            session.delete(kept)
    elif kept is None:
        draft = ReplyDraft(
            escalation_id=row.id, officer_id=officer_id, text=mask(text).text, saved_at=now
        )
        session.add(draft)
    else:
        kept.text, kept.saved_at = mask(text).text, now
    return True


def draft_of(session: Session, access: Access) -> str:
    """Return what the officer who looks has kept for a ticket; empty: nothing."""
    row = row_of(session, access.escalation.ticket)
    kept = session.get(ReplyDraft, (row.id, access.officer.id))
    return kept.text if kept else ""


def _was_just_sent(
    session: Session, row: Escalation, officer_id: int, text: str, now: datetime
) -> bool:
    """Tell whether the page kept a draft while its words were being sent, and came second."""
    sent = session.scalar(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.conversation_id == row.conversation_id,
            OutboxMessage.officer_id == officer_id,
            OutboxMessage.text == mask(text).text,
            OutboxMessage.created_at > now - JUST,
        )
        .limit(1)
    )
    return sent is not None


def forget_drafts(session: Session, row: Escalation) -> None:
    """Forget everybody's drafts of an escalation that is closed."""
    session.execute(delete(ReplyDraft).where(ReplyDraft.escalation_id == row.id))
