"""The officers' queue: everything that waits or is held, as one officer may see it.

The desk reads it every few seconds for each officer, so the number of statements is fixed, and so
is the number of rows of which more than unit, state and wait is read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from service.escalations.notices import Notice, notices_for
from service.escalations.reach import Reach, reach_of
from service.escalations.views import SHOWN, EscalationView, is_open, view_of_row
from service.officers.duty import OfficerView, find_officer
from service.officers.roles import Permission, may
from service.outcomes import EscalationState
from service.storage.tables import Conversation, Escalation, Officer

MOST = 100  # shown beside the officer's own; whoever waits for anybody goes first


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


@dataclass(frozen=True)
class DeskQueue:
    """Everything that one look at the queue shows.

    Attributes:
        entries: What the officer may open, the longest waiting first.
        waiting: How many of what they may open nobody has taken, whether shown or not.
        held: How many of it somebody has.
        left_out: How many more of those there are: held by others, or of later waits.
        contested: What citizens do not agree to be done; for supervisors only.
    """

    entries: tuple[QueueEntry, ...]
    waiting: int
    held: int
    left_out: int
    elsewhere: tuple[UnitWait, ...]
    contested: tuple[EscalationView, ...]
    notices: tuple[Notice, ...]


def read_desk_queue(
    session: Session, officer_id: int, now: datetime, most: int = MOST
) -> DeskQueue:
    """Return the queue as an officer may see it: their own, who waits, then what others hold.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    counts = _counts(session)
    entries = _shown(session, reach, most)
    within = [one for one in counts if reach.has(one.unit)]
    waiting = sum(one.count for one in within if one.state is EscalationState.WAITING)
    held = sum(one.count for one in within) - waiting
    return DeskQueue(
        entries=tuple(sorted(entries, key=lambda entry: entry.escalation.waits_since)),
        waiting=waiting,
        held=held,
        left_out=max(waiting + held - len(entries), 0),
        elsewhere=tuple(one for one in counts if not reach.has(one.unit)),
        contested=_contested(session, reach),
        notices=tuple(notices_for(session, reach, now)),
    )


def _shown(session: Session, reach: Reach, most: int) -> list[QueueEntry]:
    """Return the officer's own and as many others, those whom nobody has taken first."""
    person = reach.person
    theirs = reach.of(Escalation.unit)
    is_mine = Escalation.officer_id == person.id
    is_free = and_(
        Escalation.state == EscalationState.WAITING.value, Escalation.behind_id.is_(None)
    )
    mine = _entries(session, person, [is_mine, theirs], most)
    free = _entries(session, person, [is_free, theirs], most)
    is_rest = and_(not_(is_free), or_(Escalation.officer_id.is_(None), not_(is_mine)))
    rest = _entries(session, person, [is_rest, theirs], most)
    return [*mine, *(*free, *rest)[:most]]


def _contested(session: Session, reach: Reach) -> tuple[EscalationView, ...]:
    """Return what citizens did not agree to be done, for who supervises its unit."""
    if not may(reach.person.role, Permission.SUPERVISE):
        return ()
    where = [Escalation.contested_at.is_not(None), reach.of(Escalation.unit)]
    return tuple(entry.escalation for entry in _entries(session, reach.person, where, MOST))


def _counts(session: Session) -> list[UnitWait]:
    rows = session.execute(
        select(Escalation.unit, Escalation.state, func.count(), func.min(Escalation.waits_since))
        .where(is_open())
        .group_by(Escalation.unit, Escalation.state)
        .order_by(Escalation.unit, Escalation.state)
    )
    return [
        UnitWait(unit, EscalationState(state), count, oldest)
        for unit, state, count, oldest in rows
        if oldest is not None
    ]


def _entries(
    session: Session, person: OfficerView, where: Collection[ColumnElement[bool]], most: int
) -> list[QueueEntry]:
    rows = session.execute(
        select(*SHOWN, Conversation.channel, Officer.name)
        .select_from(Escalation)
        .join(Conversation, Conversation.id == Escalation.conversation_id)
        .outerjoin(Officer, Officer.id == Escalation.officer_id)
        .where(is_open(), *where)
        .order_by(Escalation.waits_since)
        .limit(most)
    )
    return [entry_of(row, person) for row in rows]


def entry_of(row: Any, person: OfficerView) -> QueueEntry:
    """Return a row of ``SHOWN``, ``channel`` and ``name`` as an officer sees it."""
    is_mine = row.officer_id == person.id and row.state == EscalationState.HELD
    return QueueEntry(
        escalation=view_of_row(row, row.name),
        channel=row.channel,
        is_mine=is_mine,
        is_unanswered=is_mine and row.unanswered_since is not None,
    )
