"""What waits: the figures an alarm looks at. Only what is unfinished is counted, by index.

So the cost does not grow with the age of the service. ``service.operations.metrics`` shows them.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.outcomes import Delivery, EscalationState, UpdateState
from service.storage.tables import Escalation, OutboxMessage, SwitchRow, Update

PUSHED_CHANNEL = "telegram"  # the web chat fetches: there "queued" only means not yet looked at


@dataclass(frozen=True)
class Backlog:
    """What waits at one moment; ages in seconds, 0 where nothing waits.

    Attributes:
        updates: Messages of citizens without an outcome so far.
        oldest_due: For how long the longest waiting of them could have been worked off.
        queued: Replies to be sent on Telegram.
        sending: Replies handed to Telegram, whose answer is not there yet.
        oldest_queued: Since when the oldest queued reply waits.
        waiting: Escalations without an officer.
        held: Escalations in an officer's hands.
        oldest_waiting: Since when a citizen waits for an officer.
        switched_off: How many switches are off.
    """

    updates: int
    oldest_due: float
    queued: int
    sending: int
    oldest_queued: float
    waiting: int
    held: int
    oldest_waiting: float
    switched_off: int


def read_backlog(session: Session, now: datetime) -> Backlog:
    """Return what waits now."""
    updates, due_at = session.execute(
        select(func.count(), func.min(Update.due_at)).where(Update.state == UpdateState.PENDING)
    ).one()
    queued, created_at = _outbox(session, Delivery.QUEUED)
    sending, _ = _outbox(session, Delivery.SENDING)
    waiting, opened_at = _escalations(session, EscalationState.WAITING)
    held, _ = _escalations(session, EscalationState.HELD)
    return Backlog(
        updates=updates,
        oldest_due=_age(due_at, now),
        queued=queued,
        sending=sending,
        oldest_queued=_age(created_at, now),
        waiting=waiting,
        held=held,
        oldest_waiting=_age(opened_at, now),
        switched_off=session.scalar(select(func.count()).select_from(SwitchRow)) or 0,
    )


def _outbox(session: Session, state: Delivery) -> tuple[int, datetime | None]:
    found = select(func.count(), func.min(OutboxMessage.created_at)).where(
        OutboxMessage.state == state, OutboxMessage.channel == PUSHED_CHANNEL
    )
    count, oldest = session.execute(found).one()
    return count, oldest


def _escalations(session: Session, state: EscalationState) -> tuple[int, datetime | None]:
    since = func.min(func.coalesce(Escalation.reopened_at, Escalation.opened_at))
    found = select(func.count(), since).where(Escalation.state == state)
    count, oldest = session.execute(found).one()
    return count, oldest


def _age(since: datetime | None, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
