"""Who may reach an escalation: the only door to one for officers.

Every function of this package that takes a ticket for an officer asks ``access_escalation`` first.
What is refused is an event of the escalation, and so is the first look within ``LOOK_AGAIN``. An
officer of another unit learns its unit, state and wait (``Glimpse``) and nothing else.

What a role may is the table of ``service/officers/roles.py``; whose a unit's tickets are says
``reach``. Who is away takes nothing new, and may go on with what they hold.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.looking import is_from_elsewhere
from service.audit.recording import ticket_deed
from service.escalations.events import happen, officer, record_of_ticket
from service.escalations.reach import reach_of
from service.escalations.standing import EventKind
from service.escalations.views import (
    ClaimRefused,
    EscalationView,
    locked_row,
    refusal,
    row_of,
    view_with_name,
)
from service.officers.duty import OfficerView, find_officer
from service.officers.roles import Permission, may
from service.outcomes import EscalationState
from service.storage.database import Database
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation

LOOK_AGAIN = timedelta(minutes=15)  # in which a second look of the same officer is no event


class Need(StrEnum):
    """What an officer wants of an escalation."""

    VIEW = "view"
    ACT = "act"
    SUPERVISE = "supervise"


class Why(StrEnum):
    """Why an officer may not, or cannot; worded in ``desk/templates/words.html``."""

    UNIT = "unit"  # it is another unit's
    ROLE = "role"  # only a supervisor may
    AWAY = "away"  # whoever is away takes nothing
    DISABLED = "disabled"  # the account is
    BEHIND = "behind"  # another ticket of the same citizen goes first
    CLOSED = "closed"
    NEEDS_REASON = "needs_reason"  # closed once more, and again without an answer
    NOT_THERE = "not_there"  # whom it is given to may not have it
    TOO_LATE = "too_late"  # the time to undo it is over
    NOT_TOGETHER = "not_together"  # two tickets of different citizens, or one that is over
    NOT_EXTENDED = "not_extended"  # no law lets this kind be put off
    EXTENDED = "extended"  # it was put off once already
    PASSED = "passed"  # the deadline is over
    PAST = "past"  # a time that is over already
    NOT_OWN = "not_own"  # an answer that somebody else sent, or whose ticket is not theirs now


@dataclass(frozen=True)
class Access:
    """An escalation that an officer may reach, and how.

    Attributes:
        is_holder: Whether they hold it.
        may_act: Whether they may take it and answer.
        may_supervise: Whether they may move it whoever holds it.
    """

    escalation: EscalationView
    officer: OfficerView
    is_holder: bool
    may_act: bool
    may_supervise: bool


@dataclass(frozen=True)
class Glimpse:
    """What of an escalation everybody at the desk may know, and why no more.

    Attributes:
        may_supervise: Whether they may move it all the same, without reading it.
    """

    why: Why
    unit: str
    state: EscalationState
    waits_since: datetime
    may_supervise: bool = False


def access_escalation(
    session: Session, ticket: str, officer_id: int, need: Need, now: datetime
) -> Access | Glimpse:
    """Let an officer reach an escalation, or record that they were refused.

    Raises:
        NotFound: There is no such ticket, or no such officer.
    """
    return _enter(session, row_of(session, ticket), officer_id, need, now)


def see_escalation(
    database: Database, ticket: str, officer_id: int, now: datetime
) -> Access | Glimpse:
    """Let an officer look at an escalation; opens its own transactions.

    A page looks every few seconds: only a look that is recorded writes.

    Raises:
        NotFound: There is no such ticket, or no such officer.
    """
    with database.read() as session:
        row = row_of(session, ticket)
        found = _judge(session, row, officer_id, Need.VIEW, now)
        kind = _kind_of(found)
        is_known = not _is_news(session, row, officer_id, kind, now)
        if is_known and not _is_from_elsewhere(session, row, officer_id, kind, now):
            return found
    with database.write() as session:
        return access_escalation(session, ticket, officer_id, Need.VIEW, now)


def row_to_act_on(
    session: Session, ticket: str, officer_id: int, now: datetime, need: Need = Need.ACT
) -> Escalation | ClaimRefused:
    """Return an escalation's locked row for an officer who may act on it.

    Raises:
        NotFound: There is no such ticket, or no such officer.
    """
    row = locked_row(session, ticket)
    found = _enter(session, row, officer_id, need, now)
    return ClaimRefused(None, found.why) if isinstance(found, Glimpse) else row


def row_in_hands(
    session: Session, ticket: str, officer_id: int, now: datetime
) -> Escalation | ClaimRefused:
    """Return the locked row of an escalation that this officer holds; else who has it."""
    row = row_to_act_on(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    is_theirs = row.state == EscalationState.HELD and row.officer_id == officer_id
    return row if is_theirs else refusal(session, row)


def row_in_charge(
    session: Session, ticket: str, officer_id: int, now: datetime, *, waiting: bool = False
) -> Escalation | ClaimRefused:
    """Return the locked row for who holds it, or supervises its unit.

    Args:
        waiting: Whether one that nobody holds is anybody's of the unit.
    """
    row = locked_row(session, ticket)
    is_theirs = row.state == EscalationState.HELD and row.officer_id == officer_id
    is_free = waiting and row.state == EscalationState.WAITING
    need = Need.ACT if is_theirs or is_free else Need.SUPERVISE
    found = _judge(session, row, officer_id, need, now)
    by_role = _judge(session, row, officer_id, Need.SUPERVISE, now)
    if isinstance(found, Access) or isinstance(by_role, Access):
        return row
    may_act = isinstance(_judge(session, row, officer_id, Need.ACT, now), Access)
    if may_act:  # a colleague: told who has it, which is no offence
        return refusal(session, row)
    _record(session, row, officer_id, found, need, now)
    return ClaimRefused(None, found.why)


def may_have(session: Session, row: Escalation, officer_id: int, now: datetime) -> bool:
    """Tell whether an escalation can be given to an officer: one of its unit who is there."""
    found = _judge(session, row, officer_id, Need.ACT, now)
    return isinstance(found, Access) and found.officer.is_available_at(now)


def _enter(
    session: Session, row: Escalation, officer_id: int, need: Need, now: datetime
) -> Access | Glimpse:
    """Decide, and record what is refused or looked at."""
    found = _judge(session, row, officer_id, need, now)
    if isinstance(found, Glimpse) or need is Need.VIEW:
        _record(session, row, officer_id, found, need, now)
    return found


def _judge(
    session: Session, row: Escalation, officer_id: int, need: Need, now: datetime
) -> Access | Glimpse:
    """Decide; writes nothing."""
    person = find_officer(session, officer_id)
    is_holder = row.state == EscalationState.HELD and row.officer_id == officer_id
    why = _why_not(session, row, person, need, is_holder, now)
    view = view_with_name(session, row)
    if why is not None:
        moves_on = may(person.role, Permission.MOVE_UNREAD) and person.is_active
        return Glimpse(why, row.unit, view.state, view.waits_since, moves_on)
    is_ours = reach_of(session, person, now).has(row.unit)
    may_supervise = is_ours and may(person.role, Permission.SUPERVISE)
    may_act = is_ours and (is_holder or not person.is_away_at(now))
    moves_on = may_supervise or may(person.role, Permission.MOVE_UNREAD)
    return Access(view, person, is_holder, may_act, moves_on)


def _why_not(
    session: Session,
    row: Escalation,
    person: OfficerView,
    need: Need,
    is_holder: bool,
    now: datetime,
) -> Why | None:
    if not person.is_active:
        return Why.DISABLED
    if not may(person.role, Permission.READ):
        return Why.ROLE
    is_ours = reach_of(session, person, now).has(row.unit)
    if need is Need.SUPERVISE:
        if not may(person.role, Permission.SUPERVISE):
            return Why.ROLE if is_ours else Why.UNIT
        return None if is_ours or may(person.role, Permission.MOVE_UNREAD) else Why.UNIT
    if not is_ours:
        return Why.UNIT
    is_taking = need is Need.ACT and not is_holder
    return Why.AWAY if is_taking and person.is_away_at(now) else None


def _kind_of(found: Access | Glimpse) -> EventKind:
    return EventKind.REFUSED if isinstance(found, Glimpse) else EventKind.VIEWED


def _record(
    session: Session,
    row: Escalation,
    officer_id: int,
    found: Access | Glimpse,
    need: Need,
    now: datetime,
) -> None:
    kind = _kind_of(found)
    why = {"why": found.why.value} if isinstance(found, Glimpse) else {}
    data = {"need": need.value, **why}
    if need is not Need.VIEW or _is_news(session, row, officer_id, kind, now):
        happen(session, row, kind, officer(officer_id), now, **data)
    elif _is_from_elsewhere(session, row, officer_id, kind, now):
        record_of_ticket(session, row, kind, officer(officer_id), now, data)


def _is_from_elsewhere(
    session: Session, row: Escalation, officer_id: int, kind: EventKind, now: datetime
) -> bool:
    """Tell whether a look that is no event is one for the record: it has another source."""
    deed = ticket_deed(kind)
    return is_from_elsewhere(session, row.ticket, officer_id, deed, now - LOOK_AGAIN)


def _is_news(
    session: Session, row: Escalation, officer_id: int, kind: EventKind, now: datetime
) -> bool:
    """Tell whether the officer has not looked in the last minutes, by an event of this kind."""
    known = session.scalar(
        select(EscalationEvent.id)
        .where(
            EscalationEvent.escalation_id == row.id,
            EscalationEvent.officer_id == officer_id,
            EscalationEvent.kind == kind.value,
            EscalationEvent.at > now - LOOK_AGAIN,
        )
        .limit(1)
    )
    return known is None
