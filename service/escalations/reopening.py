"""A ticket that an officer closed too soon: found again, and opened at the citizen's wish."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import change_owner, state_of
from service.escalations.claims import EscalationView, open_escalation_of, view_of_row
from service.outcomes import Author, ClosedBy, EscalationState, Owner
from service.storage.tables import Escalation, OutboxMessage

REOPENED_WITHIN = timedelta(days=7)  # of the closing; later it is another matter


def closed_lately(
    session: Session, conversation_id: str, now: datetime, within: timedelta = REOPENED_WITHIN
) -> EscalationView | None:
    """Return the conversation's newest ticket, if an officer closed it a short while ago."""
    row = session.scalar(
        select(Escalation)
        .where(Escalation.conversation_id == conversation_id)
        .order_by(Escalation.id.desc())
        .limit(1)
    )
    if row is None or row.closed_by != ClosedBy.OFFICER or row.closed_at is None:
        return None
    return view_of_row(row, None) if row.closed_at >= now - within else None


def answered_by_message(
    session: Session, conversation_id: str, external_id: str
) -> EscalationView | None:
    """Return the ticket that an officer's message belongs to; None for the bot's messages."""
    sent_at = session.scalar(
        select(OutboxMessage.created_at).where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.external_id == external_id,
            OutboxMessage.author == Author.OFFICER,
        )
    )
    if sent_at is None:
        return None
    row = session.scalar(
        select(Escalation)
        .where(Escalation.conversation_id == conversation_id, Escalation.opened_at <= sent_at)
        .order_by(Escalation.id.desc())
        .limit(1)
    )
    return view_of_row(row, None) if row else None


def reopen_escalation(
    session: Session, conversation_id: str, ticket: str, now: datetime
) -> EscalationView | None:
    """Put a closed ticket back into the queue of its unit.

    Returns:
        The ticket that is open now: this one, or another that was open already; None where this
        one is not the conversation's own or was closed too long ago.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    seen = state_of(session, conversation_id)  # before the look at what is open: see change_owner
    known = open_escalation_of(session, conversation_id)
    if known is not None:
        return known
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket).with_for_update())
    is_own = row is not None and row.conversation_id == conversation_id
    if row is None or not is_own or (row.closed_at or now) < now - REOPENED_WITHIN:
        return None
    change_owner(session, seen, Owner.QUEUE)
    row.state, row.officer_id = EscalationState.WAITING.value, None
    row.closed_at, row.closed_by, row.claimed_at, row.reopened_at = None, None, None, now
    row.receipt_at, row.file_receipt_at = None, None
    return view_of_row(row, None)
