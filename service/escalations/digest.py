"""What happened to an officer's tickets while they were away, counted: no flood of notices.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from service.escalations.reach import Reach, reach_of
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.officers.duty import find_officer
from service.outcomes import EscalationState
from service.storage.escalation_tables import EscalationEvent
from service.storage.tables import Escalation, Turn


@dataclass(frozen=True)
class Digest:
    """Tickets since a moment, each counted once in a kind.

    Attributes:
        opened: In the officer's reach, that are open still and that nobody holds.
        written: The officer's own in which citizens wrote.
        given: The officer's own that somebody else gave them.
        taken: Once the officer's, and no longer: given back, or to somebody else.
        closed: In the officer's reach.
        reopened: In the officer's reach, and still open.
    """

    since: datetime
    opened: int
    written: int
    given: int
    taken: int
    closed: int
    reopened: int

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing happened."""
        counts = (self.opened, self.written, self.given, self.taken, self.closed, self.reopened)
        return not any(counts)


def digest_of(session: Session, officer_id: int, since: datetime, now: datetime) -> Digest:
    """Return what happened since a moment.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    theirs = reach.of(Escalation.unit)
    mine = is_open() & (Escalation.officer_id == officer_id)
    is_free = is_open() & (Escalation.state == EscalationState.WAITING.value)
    return Digest(
        since=since,
        opened=_count(session, theirs, is_free, Escalation.opened_at > since),
        written=_written(session, mine, since),
        given=_happened(session, (EventKind.ASSIGNED,), since, mine, _by_another(officer_id)),
        taken=_taken(session, reach, since),
        closed=_count(session, theirs, Escalation.closed_at > since),
        reopened=_count(session, theirs, is_open(), Escalation.reopened_at > since),
    )


def _count(session: Session, *where: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Escalation).where(*where)) or 0


def _written(session: Session, mine: ColumnElement[bool], since: datetime) -> int:
    statement = (
        select(func.count(Escalation.id.distinct()))
        .join(Turn, Turn.conversation_id == Escalation.conversation_id)
        .where(mine, Turn.created_at > since, Turn.created_at > Escalation.waits_since)
    )
    return session.scalar(statement) or 0


def _happened(
    session: Session,
    kinds: Collection[EventKind],
    since: datetime,
    *where: ColumnElement[bool],
) -> int:
    statement = (
        select(func.count(Escalation.id.distinct()))
        .join(EscalationEvent, EscalationEvent.escalation_id == Escalation.id)
        .where(EscalationEvent.kind.in_(kinds), EscalationEvent.at > since, *where)
    )
    return session.scalar(statement) or 0


def _by_another(officer_id: int) -> ColumnElement[bool]:
    return func.coalesce(EscalationEvent.officer_id, 0) != officer_id


def _taken(session: Session, reach: Reach, since: datetime) -> int:
    """Count what left the officer's hands by somebody else's doing and is open still."""
    person = reach.person.id
    was_theirs = (Escalation.last_officer_id == person) & is_open()
    is_anothers = func.coalesce(Escalation.officer_id, 0) != person
    kinds = (EventKind.RELEASED, EventKind.ASSIGNED)
    return _happened(session, kinds, since, was_theirs, is_anothers, _by_another(person))
