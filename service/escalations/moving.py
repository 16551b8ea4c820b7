"""An escalation moved: to another unit, to a later time, or on to the unit that its matter is of.

Its ticket, its opening and what the citizen waits for stay. Functions take an open ``Session`` and
never commit.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from service.errors import OwnershipLost
from service.escalations.access import Why, row_in_charge, row_in_hands
from service.escalations.events import BOT, CITIZEN, happen, officer
from service.escalations.notes import add_note
from service.escalations.notices import NoticeKind, tell_supervisors
from service.escalations.opening import current_row
from service.escalations.owning import give_to_queue
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, EscalationView, refusal, view_with_name
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationState, Priority


def transfer_escalation(
    session: Session,
    ticket: str,
    officer_id: int,
    unit: str,
    note: str,
    notice: str,
    now: datetime,
) -> EscalationView | ClaimRefused:
    """Move an escalation to another unit, where it waits for anybody.

    By who holds it, by anybody of the unit while it waits, or by a supervisor.

    Args:
        unit: An id of ``content/units.yml``, which the caller has checked.
        note: Why, for the other unit; kept as a note, and never told to the citizen.
        notice: Tells the citizen which unit it is now.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now, waiting=True)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.CLOSED:
        return ClaimRefused(None, Why.CLOSED)
    if row.unit == unit:
        return view_with_name(session, row)
    if row.behind_id is None and row.state == EscalationState.HELD:
        try:
            give_to_queue(session, row)
        except OwnershipLost:
            return refusal(session, row)
    if note.strip():
        add_note(session, row, officer_id, note, now)
    happen(
        session,
        row,
        EventKind.TRANSFERRED,
        officer(officer_id),
        now,
        unit=unit,
        away_from=row.unit,
    )
    tell_supervisors(session, row, NoticeKind.TRANSFERRED, now)
    draft = Draft(row.conversation_id, Author.SYSTEM, notice, priority=Priority.NOTICE)
    put_message(session, draft, now)
    return view_with_name(session, row)


def snooze_escalation(
    session: Session, ticket: str, officer_id: int, until: datetime, now: datetime
) -> EscalationView | ClaimRefused:
    """Put an escalation that one holds aside until a time; the citizen's next message wakes it.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_hands(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if until <= now:
        return ClaimRefused(None, Why.PAST)
    happen(session, row, EventKind.SNOOZED, officer(officer_id), now, until=until)
    return view_with_name(session, row)


def wake_escalation(
    session: Session, ticket: str, officer_id: int, now: datetime
) -> EscalationView | ClaimRefused:
    """Take an escalation up again before its time.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.snoozed_until is not None or row.citizen_asked_at is not None:
        happen(session, row, EventKind.WOKEN, officer(officer_id), now)
    return view_with_name(session, row)


def hear_citizen(session: Session, conversation_id: str, now: datetime) -> None:
    """Note that a citizen wrote to the one who holds their escalation, or will.

    Called for each message while a person has the conversation: one that is put aside is awake
    again, and the clock of whoever owes an answer begins.
    """
    row = current_row(session, conversation_id)
    if row is None:
        return
    if row.snoozed_until is not None or row.citizen_asked_at is not None:
        happen(session, row, EventKind.WOKEN, CITIZEN, now)
    if row.unanswered_since is None:
        happen(session, row, EventKind.WROTE, CITIZEN, now)


def redirect_escalation(
    session: Session, conversation_id: str, unit: str, away_from: str, now: datetime
) -> EscalationView | None:
    """Give a waiting ticket to the unit of what the citizen says that it is about.

    "Petugas dong" names no matter: the ticket goes to the unit for everything else, and "akun
    SIBIJAK saya macet" a moment later tells where it belongs.

    Args:
        unit: Whose it is now.
        away_from: Whose it must be still; nobody else's is taken away.

    Returns:
        The ticket; None when none waits there, or it is that unit's already.
    """
    row = current_row(session, conversation_id, (EscalationState.WAITING,))
    if row is None or row.unit != away_from or unit == away_from:
        return None
    happen(session, row, EventKind.ROUTED, BOT, now, unit=unit, away_from=away_from)
    return view_with_name(session, row)
