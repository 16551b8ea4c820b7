"""An escalation closed, for a reason: by an officer, by the citizen, or because nobody answered.

The conversation goes to the ticket that waits behind it, else back to the bot. Functions take an
open ``Session`` and never commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.conversations.ownership import state_of
from service.errors import OwnershipLost
from service.escalations.access import Why, row_in_charge
from service.escalations.claims import was_answered
from service.escalations.contacts import forget_contact
from service.escalations.drafts import forget_drafts
from service.escalations.events import CITIZEN, Who, happen, officer
from service.escalations.notes import forget_former_notes
from service.escalations.notices import NoticeKind, tell_supervisors
from service.escalations.opening import current_row
from service.escalations.owning import advance, give_on, give_to_bot, rows_behind
from service.escalations.sights import forget_sights
from service.escalations.standing import EventKind
from service.escalations.views import (
    ClaimRefused,
    EscalationView,
    refusal,
    row_of,
    view_with_name,
)
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, ClosedBy, CloseReason, EscalationState, Priority
from service.replies import Button
from service.storage.tables import Escalation

FOR_GOOD = frozenset({CloseReason.SPAM, CloseReason.MERGED})  # goes on elsewhere, or not at all


@dataclass(frozen=True)
class Ending:
    """What a citizen can be told of a closing before it is done.

    Attributes:
        can_reopen: Whether they may say "belum selesai".
        following: The ticket of theirs that has its turn then.
    """

    can_reopen: bool
    following: EscalationView | None


@dataclass(frozen=True)
class Told:
    """What a citizen is told when their ticket is closed."""

    notice: str
    buttons: tuple[Button, ...] = ()


def ending_of(session: Session, ticket: str, reason: CloseReason | None) -> Ending:
    """Return what comes after a closing for a reason, for who words it.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_of(session, ticket)
    behind = rows_behind(session, row) if row.behind_id is None else []
    following = view_with_name(session, behind[0]) if behind else None
    is_behind = row.behind_id is not None
    can_reopen = reason not in FOR_GOOD and following is None and not is_behind
    return Ending(can_reopen, following)


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
        notice: Worded by what ``ending_of`` says.
        buttons: What stands under the notice; not where the closing is for good.
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
    again = buttons if told not in FOR_GOOD else ()
    is_helped = is_answered and told is CloseReason.ANSWERED
    is_asked = is_helped and not state_of(session, row.conversation_id).is_blocked
    say_closed(session, row, notice, (*again, *(rating if is_asked else ())), now)
    return view_with_name(session, row)


def close_many(
    session: Session,
    tickets: Mapping[str, Told],
    officer_id: int,
    reason: CloseReason,
    now: datetime,
) -> dict[str, EscalationView | ClaimRefused]:
    """Close several escalations for one reason; what cannot be closed is told for each.

    Args:
        tickets: What each ticket's citizen is told.

    Raises:
        NotFound: There is no such ticket; nothing may be committed then.
    """
    return {
        ticket: close_escalation(
            session, ticket, officer_id, told.notice, now, told.buttons, reason
        )
        for ticket, told in sorted(tickets.items())  # one order for all: no two wait in a circle
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
    forget_drafts(session, row)
    forget_sights(session, row)
