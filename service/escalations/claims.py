"""An escalation in an officer's hands: taken, given, answered, given back.

First reply claims; a second officer is told who has it. Every function takes an open ``Session``
and never commits: the caller owns the transaction, so a reply and its delivery are stored together
or not at all. An officer who cannot have an escalation gets ``ClaimRefused``, however late that
turns out.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import OwnershipLost
from service.escalations.access import (
    Why,
    may_have,
    row_in_charge,
    row_in_hands,
    row_to_act_on,
)
from service.escalations.events import SYSTEM, Who, happen, officer
from service.escalations.notices import NoticeKind, tell_officer
from service.escalations.owning import give_to_officer, give_to_queue
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, EscalationView, refusal, view_with_name
from service.outbox.deliveries import send_again
from service.outbox.placing import PLAIN, Placing
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationState
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation


def claim_escalation(
    session: Session, ticket: str, officer_id: int, notice: str, now: datetime
) -> EscalationView | ClaimRefused:
    """Give a waiting escalation to an officer; ``notice`` tells the citizen, once an opening.

    Returns:
        The escalation in the officer's hands (also when it was already), or who has it.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.HELD and row.officer_id == officer_id:
        return view_with_name(session, row)
    if row.behind_id is not None:
        return ClaimRefused(None, Why.BEHIND)
    if row.state != EscalationState.WAITING:
        return refusal(session, row)
    who = officer(officer_id)
    if not _hand_over(session, row, EventKind.CLAIMED, who, officer_id, notice, now):
        return refusal(session, row)
    return view_with_name(session, row)


def assign_escalation(
    session: Session, ticket: str, officer_id: int, to: int, notice: str, now: datetime
) -> EscalationView | ClaimRefused:
    """Give an escalation to another officer: by who holds it, or by a supervisor.

    Whoever gets it is told; whoever had it is as well, if somebody else took it from them.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.behind_id is not None or row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED if row.behind_id is None else Why.BEHIND)
    if row.officer_id == to and row.state == EscalationState.HELD:
        return view_with_name(session, row)
    if not may_have(session, row, to, now):
        return ClaimRefused(None, Why.NOT_THERE)
    before = row.officer_id
    if not _hand_over(session, row, EventKind.ASSIGNED, officer(officer_id), to, notice, now):
        return refusal(session, row)
    tell_officer(session, row, NoticeKind.ASSIGNED, to, now)
    if before is not None and before != officer_id:
        tell_officer(session, row, NoticeKind.TAKEN, before, now)
    return view_with_name(session, row)


def release_escalation(
    session: Session, ticket: str, officer_id: int, now: datetime
) -> EscalationView | ClaimRefused:
    """Put an escalation back into the queue of its unit: by who holds it, or by a supervisor.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.state != EscalationState.HELD:
        return refusal(session, row)
    before = row.officer_id
    try:
        give_back(session, row, officer(officer_id), now)
    except OwnershipLost:
        return refusal(session, row)
    if before is not None and before != officer_id:
        tell_officer(session, row, NoticeKind.TAKEN, before, now)
    return view_with_name(session, row)


def give_back(
    session: Session, row: Escalation, who: Who, now: datetime, why: str | None = None
) -> None:
    """Let an escalation that is held wait for anybody of its unit.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    give_to_queue(session, row)
    happen(session, row, EventKind.RELEASED, who, now, why=why, held_by=row.officer_id)


def give_to_stand_in(session: Session, row: Escalation, to: int, now: datetime) -> bool:
    """Give a locked row of somebody who is on leave to who stands in for them.

    Returns:
        False where that one may not have it, or is not there either; nothing was changed.
    """
    before = row.officer_id
    if not may_have(session, row, to, now):
        return False
    if not _hand_over(session, row, EventKind.ASSIGNED, SYSTEM, to, "", now):
        return False
    tell_officer(session, row, NoticeKind.ASSIGNED, to, now)
    if before is not None:
        tell_officer(session, row, NoticeKind.TAKEN, before, now)
    return True


def answer_escalation(
    session: Session,
    ticket: str,
    officer_id: int,
    text: str,
    now: datetime,
    *,
    asks_citizen: bool = False,
    placing: Placing = PLAIN,
) -> int | ClaimRefused:
    """Send an officer's answer to the citizen; only who holds the escalation can.

    Args:
        asks_citizen: Whether it is the citizen's turn now: reminded once, then it is closed.
        placing: The file that it is, and what of the citizen's it replies to.

    Returns:
        The outbox message's id, whose delivery state the desk shows; or who has it.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_hands(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    draft = Draft(
        row.conversation_id, Author.OFFICER, text, officer_id=officer_id, placing=placing
    )
    message_id = put_message(session, draft, now)
    who = officer(officer_id)
    happen(session, row, EventKind.ANSWERED, who, now, message=message_id)
    if asks_citizen:
        happen(session, row, EventKind.WAITING_FOR_CITIZEN, who, now)
    return message_id


def claim_and_answer(
    session: Session,
    ticket: str,
    officer_id: int,
    text: str,
    notice: str,
    now: datetime,
    *,
    asks_citizen: bool = False,
    placing: Placing = PLAIN,
) -> int | ClaimRefused:
    """Send an officer's answer; the first one takes the escalation, which ``notice`` tells.

    Returns:
        The outbox message's id, or who has the escalation. Never half of it: what was claimed
        stays locked until the caller commits, so the answer cannot be refused any more.

    Raises:
        NotFound: There is no such ticket.
    """
    claimed = claim_escalation(session, ticket, officer_id, notice, now)
    if isinstance(claimed, ClaimRefused):
        return claimed
    return answer_escalation(
        session, ticket, officer_id, text, now, asks_citizen=asks_citizen, placing=placing
    )


def repeat_answer(
    session: Session, ticket: str, officer_id: int, message_id: int, now: datetime
) -> bool | ClaimRefused:
    """Send an officer's message again that failed or may not have arrived.

    Returns:
        False when it is not such a message any more; or who has the escalation.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_hands(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    return send_again(session, row.conversation_id, message_id, now)


def wait_for_citizen(
    session: Session, ticket: str, officer_id: int, now: datetime
) -> EscalationView | ClaimRefused:
    """Note that it is the citizen's turn: reminded once, then the escalation is closed.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_hands(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.citizen_asked_at is None:
        happen(session, row, EventKind.WAITING_FOR_CITIZEN, officer(officer_id), now)
    return view_with_name(session, row)


def was_answered(session: Session, row: Escalation) -> bool:
    """Tell whether an officer answered since the escalation was opened last."""
    return _has_event(session, row, (EventKind.ANSWERED,))


def _hand_over(
    session: Session,
    row: Escalation,
    kind: EventKind,
    who: Who,
    to: int,
    notice: str,
    now: datetime,
) -> bool:
    """Put an escalation in somebody's hands; False when the conversation changed hands."""
    try:
        give_to_officer(session, row, to)
    except OwnershipLost:
        return False
    is_first = not _has_event(session, row, (EventKind.CLAIMED, EventKind.ASSIGNED))
    happen(session, row, kind, who, now, to=to if kind is EventKind.ASSIGNED else None)
    row.receipt_at = None  # the first message that this officer reads is acknowledged
    if is_first:
        put_message(session, Draft(row.conversation_id, Author.SYSTEM, notice), now)
    return True


def _has_event(session: Session, row: Escalation, kinds: tuple[EventKind, ...]) -> bool:
    """Tell whether such a thing happened since the escalation was opened last."""
    found = session.scalar(
        select(EscalationEvent.id)
        .where(
            EscalationEvent.escalation_id == row.id,
            EscalationEvent.kind.in_([kind.value for kind in kinds]),
            EscalationEvent.at >= (row.reopened_at or row.opened_at),
        )
        .limit(1)
    )
    return found is not None
