"""The officers' queue: everything that waits or is held, as one officer may see it.

The desk reads it every few seconds for each officer, so the number of statements is fixed, and so
is the number of rows of which more than unit, state and wait is read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, literal, select
from sqlalchemy.orm import Session

from service.escalations.access import COMMUNICATION
from service.escalations.views import SHOWN, EscalationView, view_of_row
from service.officers.duty import OfficerView, find_officer, staffed_units
from service.outcomes import EscalationState, Role
from service.storage.tables import Conversation, Escalation, Officer

MOST = 100  # of which the longest waiting are shown


@dataclass(frozen=True)
class QueueEntry:
    """One escalation in the queue.

    Attributes:
        is_mine: The officer who looks holds it.
        is_unanswered: The officer who looks holds it and owes the citizen an answer.
    """

    escalation: EscalationView
    channel: str
    is_mine: bool
    is_unanswered: bool


@dataclass(frozen=True)
class UnitWait:
    """What of another unit's queue everybody may know."""

    unit: str
    state: EscalationState
    count: int
    oldest: datetime


def read_desk_queue(session: Session, officer_id: int, most: int = MOST) -> list[QueueEntry]:
    """Return the queue as an officer may see it: their own, then the longest waiting.

    Raises:
        NotFound: There is no such officer.
    """
    person = find_officer(session, officer_id)
    reachable = _reachable(session, person)
    mine = _entries(session, person, [Escalation.officer_id == person.id, *reachable], most)
    others = _entries(session, person, reachable, most)
    known = {entry.escalation.ticket for entry in mine}
    found = [*mine, *(entry for entry in others if entry.escalation.ticket not in known)]
    return sorted(found, key=lambda entry: entry.escalation.waits_since)


def contested_escalations(
    session: Session, officer_id: int, most: int = MOST
) -> list[EscalationView]:
    """Return what citizens did not agree to be done, of the units that an officer supervises.

    Raises:
        NotFound: There is no such officer.
    """
    person = find_officer(session, officer_id)
    if person.role is Role.OFFICER:
        return []
    where = [Escalation.contested_at.is_not(None), *_reachable(session, person)]
    return [entry.escalation for entry in _entries(session, person, where, most)]


def other_units(session: Session, officer_id: int) -> list[UnitWait]:
    """Return how much waits or is held in the units whose tickets an officer may not see.

    Raises:
        NotFound: There is no such officer.
    """
    person = find_officer(session, officer_id)
    since = func.min(Escalation.waits_since)
    rows = session.execute(
        select(Escalation.unit, Escalation.state, func.count(), since)
        .where(_is_open())
        .group_by(Escalation.unit, Escalation.state)
        .order_by(Escalation.unit, Escalation.state)
    )
    if person.role is Role.LEAD:
        return []
    staffed = staffed_units(session)
    takes_rest = COMMUNICATION in person.units
    return [
        UnitWait(unit, EscalationState(state), count, oldest)
        for unit, state, count, oldest in rows
        if oldest is not None and unit not in person.units and (unit in staffed or not takes_rest)
    ]


def _entries(
    session: Session, person: OfficerView, where: Collection[ColumnElement[bool]], most: int
) -> list[QueueEntry]:
    rows = session.execute(
        select(*SHOWN, Conversation.channel, Officer.name)
        .select_from(Escalation)
        .join(Conversation, Conversation.id == Escalation.conversation_id)
        .outerjoin(Officer, Officer.id == Escalation.officer_id)
        .where(_is_open(), *where)
        .order_by(Escalation.waits_since)
        .limit(most)
    )
    return [_entry(row, person) for row in rows]


def _entry(row: Any, person: OfficerView) -> QueueEntry:
    is_mine = row.officer_id == person.id and row.state == EscalationState.HELD
    return QueueEntry(
        escalation=view_of_row(row, row.name),
        channel=row.channel,
        is_mine=is_mine,
        is_unanswered=is_mine and row.unanswered_since is not None,
    )


def _reachable(session: Session, person: OfficerView) -> list[ColumnElement[bool]]:
    if person.role is Role.LEAD:
        return []
    own = Escalation.unit.in_(sorted(person.units))
    if COMMUNICATION not in person.units:
        return [own]
    return [own | Escalation.unit.not_in(sorted(staffed_units(session)))]


def _is_open() -> ColumnElement[bool]:
    """Tell that an escalation is not closed, in the words of the indexes of what is open."""
    closed = literal(EscalationState.CLOSED.value, literal_execute=True)
    return Escalation.state != closed
