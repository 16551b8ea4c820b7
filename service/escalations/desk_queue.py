"""The officers' queue: everything that waits or is held, as one officer sees it.

The desk reads it every few seconds for each officer, so the number of statements is fixed,
whatever the length of the queue.
"""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.escalations.claims import EscalationView, view_of_row
from service.escalations.transcripts import conversations_citizens_wrote_last
from service.outcomes import EscalationState
from service.storage.tables import Conversation, Escalation, Officer


@dataclass(frozen=True)
class QueueEntry:
    """One escalation in the queue.

    Attributes:
        is_mine: The officer who looks holds it.
        is_unanswered: The officer who looks holds it and the citizen wrote last.
    """

    escalation: EscalationView
    channel: str
    is_mine: bool
    is_unanswered: bool


def read_desk_queue(session: Session, officer_id: int) -> list[QueueEntry]:
    """Return the queue as an officer sees it, the longest waiting first."""
    rows = session.execute(
        select(Escalation, Conversation.channel, Officer.name)
        .join(Conversation, Conversation.id == Escalation.conversation_id)
        .outerjoin(Officer, Officer.id == Escalation.officer_id)
        .where(Escalation.state != EscalationState.CLOSED)
        .order_by(func.coalesce(Escalation.reopened_at, Escalation.opened_at))
    ).all()
    mine = {row.conversation_id for row, _, _ in rows if row.officer_id == officer_id}
    unanswered = conversations_citizens_wrote_last(session, mine)
    return [
        QueueEntry(
            escalation=view_of_row(row, officer),
            channel=channel,
            is_mine=row.officer_id == officer_id,
            is_unanswered=row.conversation_id in unanswered,
        )
        for row, channel, officer in rows
    ]
