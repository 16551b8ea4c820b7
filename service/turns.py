"""Turns: what a citizen wrote, masked, and what came of it. Written once, by the gateway."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.models import Turn
from service.outcomes import Outcome


@dataclass(frozen=True)
class TurnRecord:
    """One turn, to be stored or shown; ``text`` is masked."""

    update_id: int
    conversation_id: str
    kind: str
    text: str
    outcome: Outcome
    answered_by: str
    topic: str | None = None
    topics: tuple[str, ...] = ()
    intent: str | None = None
    confidence: float = 0.0
    duration_ms: int = 0


def store_turn(session: Session, turn: TurnRecord, now: datetime) -> int:
    """Store a turn and return its id."""
    row = Turn(
        update_id=turn.update_id,
        conversation_id=turn.conversation_id,
        kind=turn.kind,
        text=turn.text,
        outcome=turn.outcome.value,
        topic=turn.topic,
        topics=list(turn.topics),
        intent=turn.intent,
        confidence=turn.confidence,
        answered_by=turn.answered_by,
        duration_ms=turn.duration_ms,
        created_at=now,
    )
    session.add(row)
    session.flush()
    return row.id


def last_topic(session: Session, conversation_id: str) -> str | None:
    """Return the topic answered last in a conversation, None when there was none."""
    return session.scalar(
        select(Turn.topic)
        .where(Turn.conversation_id == conversation_id, Turn.topic.is_not(None))
        .order_by(Turn.id.desc())
        .limit(1)
    )
