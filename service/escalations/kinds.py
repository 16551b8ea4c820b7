"""What kind of request an escalation is, and its deadline put off: an officer's acts.

Both are events. The deadline that follows is another one, so that events rebuild the row.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.door.masking import mask
from service.escalations.access import Why, row_in_charge
from service.escalations.deadlines import Due, count_now, due_of_row
from service.escalations.events import happen, officer
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused
from service.hours.deadlines import rule_of_kind
from service.hours.desk_hours import DeskHours
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationState, Priority
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation


def set_kind(
    session: Session,
    ticket: str,
    officer_id: int,
    kind: str,
    desk: DeskHours,
    say: Callable[[Due], str],
    now: datetime,
) -> Due | ClaimRefused:
    """Say what kind of request an escalation is; its deadline is that kind's from now on.

    By who holds it, by anybody of the unit while it waits, or by a supervisor.

    Args:
        kind: A kind of ``content/deadlines.yml``, which the caller has checked.
        say: Tells the citizen; not called where it was of this kind already.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now, waiting=True)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED)
    if row.request_kind == kind:
        return due_of_row(row)
    happen(session, row, EventKind.KIND_SET, officer(officer_id), now, request_kind=kind)
    count_now(session, row, desk, now)
    return _told(session, row, say, now)


def extend_deadline(
    session: Session,
    ticket: str,
    officer_id: int,
    reason: str,
    desk: DeskHours,
    say: Callable[[Due, datetime, str], str],
    now: datetime,
) -> Due | ClaimRefused:
    """Put a deadline off once, before it has passed, by what the law lets; the citizen reads why.

    By who holds it, or by a supervisor.

    Args:
        say: Tells the citizen, of the new deadline, the former one and the reason, masked.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    former, why = row.deadline_at, _why_not(session, row, desk, now)
    if why is not None or former is None:
        return ClaimRefused(None, why or Why.NOT_EXTENDED)
    happen(session, row, EventKind.EXTENDED, officer(officer_id), now)
    count_now(session, row, desk, now)
    return _told(session, row, lambda due: say(due, former, mask(reason).text), now)


def _why_not(session: Session, row: Escalation, desk: DeskHours, now: datetime) -> Why | None:
    if row.state == EscalationState.CLOSED:
        return Why.CLOSED
    if rule_of_kind(desk.rules, row.request_kind or "").extension_days is None:
        return Why.NOT_EXTENDED
    if row.deadline_at is not None and row.deadline_at <= now:
        return Why.PASSED
    return Why.EXTENDED if _was_extended(session, row) else None


def _was_extended(session: Session, row: Escalation) -> bool:
    """Tell whether it was put off before, as whatever kind: the law lets it be once."""
    found = session.scalar(
        select(EscalationEvent.id)
        .where(
            EscalationEvent.escalation_id == row.id,
            EscalationEvent.kind == EventKind.EXTENDED.value,
        )
        .limit(1)
    )
    return found is not None


def _told(session: Session, row: Escalation, say: Callable[[Due], str], now: datetime) -> Due:
    due = due_of_row(row)
    draft = Draft(row.conversation_id, Author.SYSTEM, say(due), priority=Priority.NOTICE)
    put_message(session, draft, now)
    return due
