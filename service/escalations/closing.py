"""An escalation closed, for a reason: by an officer, by the citizen, or because nobody answered.

The conversation goes to the ticket that waits behind it, else back to the bot. Functions take an
open ``Session`` and never commit.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from service.conversations.ownership import state_of
from service.errors import OwnershipLost
from service.escalations.access import Why, row_in_charge
from service.escalations.claims import was_answered
from service.escalations.contacts import forget_contact
from service.escalations.events import CITIZEN, Who, happen, officer
from service.escalations.notes import forget_former_notes
from service.escalations.notices import NoticeKind, tell_supervisors
from service.escalations.opening import current_row
from service.escalations.owning import advance, give_on, give_to_bot, rows_behind
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, EscalationView, refusal, view_with_name
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, ClosedBy, CloseReason, EscalationState, Priority
from service.replies import Button
from service.storage.tables import Escalation


def close_escalation(
    session: Session,
    ticket: str,
    officer_id: int,
    notice: str,
    now: datetime,
    buttons: tuple[Button, ...] = (),
    reason: CloseReason | None = None,
    rating: tuple[Button, ...] = (),
) -> EscalationView | ClaimRefused:
    """Close an escalation and tell the citizen; by who holds it, or by a supervisor.

    Args:
        buttons: What stands under the notice.
        reason: None: answered, if an officer answered since it was opened last.
        rating: Further buttons, shown only to a citizen whom a person helped.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.CLOSED:
        return refusal(session, row)
    is_answered = was_answered(session, row)
    if not is_answered and row.round > 1 and reason in (None, CloseReason.ANSWERED):
        return ClaimRefused(None, Why.NEEDS_REASON)
    told = reason or (CloseReason.ANSWERED if is_answered else CloseReason.OTHER)
    try:
        end_escalation(session, row, ClosedBy.OFFICER, told, officer(officer_id), now)
    except OwnershipLost:
        return refusal(session, row)
    if not is_answered and row.round > 1:
        tell_supervisors(session, row, NoticeKind.CLOSED_UNANSWERED, now)
    is_helped = is_answered and told is CloseReason.ANSWERED
    is_asked = is_helped and not state_of(session, row.conversation_id).is_blocked
    say_closed(session, row, notice, (*buttons, *(rating if is_asked else ())), now)
    return view_with_name(session, row)


def close_many(
    session: Session,
    tickets: Sequence[str],
    officer_id: int,
    notices: Sequence[str],
    reason: CloseReason,
    now: datetime,
) -> dict[str, EscalationView | ClaimRefused]:
    """Close several escalations for one reason; what cannot be closed is told for each.

    Args:
        notices: What each citizen is told, in the order of the tickets.

    Raises:
        NotFound: There is no such ticket; nothing may be committed then.
    """
    told = dict(zip(tickets, notices, strict=True))
    return {
        ticket: close_escalation(session, ticket, officer_id, told[ticket], now, reason=reason)
        for ticket in sorted(told)  # one order for all, so that no two wait for each other
    }


def cancel_escalation(
    session: Session, conversation_id: str, now: datetime
) -> EscalationView | None:
    """Close a waiting escalation because the citizen no longer wants a person.

    Returns:
        The closed escalation, of which the caller tells the citizen; None when none was waiting.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    row = current_row(session, conversation_id, (EscalationState.WAITING,))
    if row is None:
        return None
    end_escalation(session, row, ClosedBy.CITIZEN, CloseReason.WITHDRAWN, CITIZEN, now)
    return view_with_name(session, row)


def end_escalation(
    session: Session,
    row: Escalation,
    by: ClosedBy,
    reason: CloseReason,
    who: Who,
    now: datetime,
) -> None:
    """Close an escalation whose row is locked, and forget what was kept for its holder only.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    following = give_on(session, row) if row.behind_id is None else None
    _end(session, row, by, reason, who, now)
    advance(session, following, now)


def end_all(
    session: Session,
    row: Escalation,
    by: ClosedBy,
    reason: CloseReason,
    who: Who,
    now: datetime,
) -> None:
    """Close an escalation whose row is locked, and what waits behind it.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment; nothing is closed.
    """
    if row.behind_id is None:
        give_to_bot(session, row)
    for one in (*rows_behind(session, row), row):
        _end(session, one, by, reason, who, now)


def say_closed(
    session: Session, row: Escalation, notice: str, buttons: tuple[Button, ...], now: datetime
) -> None:
    """Tell the citizen; nobody waits for it."""
    draft = Draft(row.conversation_id, Author.SYSTEM, notice, buttons, priority=Priority.NOTICE)
    put_message(session, draft, now)


def _end(
    session: Session,
    row: Escalation,
    by: ClosedBy,
    reason: CloseReason,
    who: Who,
    now: datetime,
) -> None:
    happen(session, row, EventKind.CLOSED, who, now, by=by.value, reason=reason.value)
    forget_contact(session, row)
    forget_former_notes(session, row)
