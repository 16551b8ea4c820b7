"""How much waits for an officer, for the title and the icon of their tabs. Writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.escalations.reach import reach_of
from service.escalations.sights import unread_of
from service.escalations.views import is_open
from service.officers.duty import find_officer
from service.outcomes import EscalationState
from service.storage.tables import Escalation

MOST = 200  # of an officer's own tickets among which unread ones are counted


@dataclass(frozen=True)
class DeskCounts:
    """How much waits.

    Attributes:
        waiting: Tickets within the officer's reach that nobody has taken.
        unanswered: Tickets that they hold whose citizen wrote last.
        unread: Tickets that they hold with messages that they have not read.
    """

    waiting: int
    unanswered: int
    unread: int


def counts_for(session: Session, officer_id: int, now: datetime) -> DeskCounts:
    """Return how much waits for an officer.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    waiting = session.scalar(
        select(func.count())
        .select_from(Escalation)
        .where(
            is_open(),
            Escalation.state == EscalationState.WAITING.value,
            reach.of(Escalation.unit),
        )
    )
    held = session.execute(
        select(Escalation.ticket, Escalation.unanswered_since)
        .where(is_open(), Escalation.officer_id == officer_id, reach.of(Escalation.unit))
        .order_by(Escalation.waits_since)
        .limit(MOST)
    ).all()
    unread = unread_of(session, officer_id, [row.ticket for row in held])
    unanswered = sum(row.unanswered_since is not None for row in held)
    return DeskCounts(waiting or 0, unanswered, len(unread))
