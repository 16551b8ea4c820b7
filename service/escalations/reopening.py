"""A ticket that an officer closed too soon: found again, and opened at the citizen's wish."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.conversations.ownership import change_owner, state_of
from service.escalations.blocking import blocked_until
from service.escalations.closing import FOR_GOOD
from service.escalations.events import CITIZEN, happen
from service.escalations.notices import NoticeKind, tell_officer, tell_supervisors
from service.escalations.opening import open_escalation_of
from service.escalations.standing import EventKind
from service.escalations.views import EscalationView, view_of_row
from service.officers.duty import find_officer
from service.outcomes import Author, ClosedBy, Owner
from service.storage.tables import Escalation, OutboxMessage

REOPENED_WITHIN = timedelta(days=7)  # of the closing; later it is another matter


def closed_lately(
    session: Session, conversation_id: str, now: datetime, within: timedelta = REOPENED_WITHIN
) -> EscalationView | None:
    """Return the conversation's newest ticket, if an officer closed it a short while ago.

    So is one that was closed because the citizen had not answered.
    """
    row = session.scalar(
        select(Escalation)
        .where(
            Escalation.conversation_id == conversation_id,
            Escalation.merged_into_id.is_(None),
        )
        .order_by(Escalation.id.desc())
        .limit(1)
    )
    if row is None or row.closed_at is None or row.closed_by == ClosedBy.CITIZEN:
        return None
    if row.close_reason in FOR_GOOD:
        return None
    return view_of_row(row, None) if row.closed_at >= now - within else None


def answered_by_message(
    session: Session, conversation_id: str, external_id: str
) -> EscalationView | None:
    """Return the ticket that an officer's message belongs to; None for the bot's messages.

    One that was merged into another leads to that one.
    """
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
    return view_of_row(_where_it_goes_on(session, row), None) if row else None


def reopen_escalation(
    session: Session, conversation_id: str, ticket: str, now: datetime
) -> EscalationView | None:
    """Put a closed ticket back into the queue of its unit.

    Where an officer had closed it, that is contested: the unit's supervisors are told, and so is
    who held it last, if they are there.

    Returns:
        The ticket that is open now: this one, or another that was open already; None where this
        one is not the conversation's own, was closed too long ago, or goes on nowhere, and while
        an officer has blocked the citizen.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    seen = state_of(session, conversation_id)  # before the look at what is open: see change_owner
    known = open_escalation_of(session, conversation_id)
    if known is not None:
        return known
    row = session.scalar(select(Escalation).where(Escalation.ticket == ticket).with_for_update())
    if row is None or row.conversation_id != conversation_id:
        return None
    row = _where_it_goes_on(session, row)
    if row.close_reason in FOR_GOOD or (row.closed_at or now) < now - REOPENED_WITHIN:
        return None
    if blocked_until(session, conversation_id, now) is not None:
        return None
    change_owner(session, seen, Owner.QUEUE)
    is_contested = row.closed_by == ClosedBy.OFFICER
    happen(session, row, EventKind.REOPENED, CITIZEN, now, reason=row.close_reason)
    row.receipt_at, row.file_receipt_at = None, None
    if is_contested:
        happen(session, row, EventKind.CONTESTED, CITIZEN, now)
        tell_supervisors(session, row, NoticeKind.CONTESTED, now)
    _tell_last_holder(session, row, now)
    session.flush()
    return view_of_row(row, None)


def _tell_last_holder(session: Session, row: Escalation, now: datetime) -> None:
    """Tell who knows the matter; whoever is away is not given it back."""
    last = row.last_officer_id
    if last is not None and find_officer(session, last).is_available_at(now):
        tell_officer(session, row, NoticeKind.REOPENED, last, now)


def _where_it_goes_on(session: Session, row: Escalation) -> Escalation:
    """Return the escalation that one was merged into, else itself."""
    while row.merged_into_id is not None:
        row = session.get_one(Escalation, row.merged_into_id)
    return row
