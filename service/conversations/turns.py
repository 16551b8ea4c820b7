"""Turns: what a citizen wrote, masked, and what came of it.

Written once, by the gateway; only the words of a message that its citizen changed go later.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, func, select, update
from sqlalchemy.orm import Session

from service.outcomes import AnsweredBy, Outcome
from service.storage.base import table_of
from service.storage.rows import insert_row
from service.storage.tables import OutboxMessage, Turn, Update


@dataclass(frozen=True)
class Surroundings:
    """What a message refers to, by the channel's numbers."""

    message_id: str | None = None
    reply_to: str | None = None
    is_forwarded: bool = False


@dataclass(frozen=True)
class TurnRecord:
    """One turn, to be stored or shown; ``text`` is masked.

    Attributes:
        surroundings: As the update tells them; looked up where they are None.
        understood: How Rasa took it (``replies.Understanding.as_json``); None: it was not asked.
    """

    update_id: int
    conversation_id: str
    kind: str
    text: str
    outcome: Outcome
    answered_by: AnsweredBy
    topic: str | None = None
    topics: tuple[str, ...] = ()
    intent: str | None = None
    confidence: float = 0.0
    duration_ms: int = 0
    surroundings: Surroundings | None = None
    understood: dict[str, Any] | None = None


def store_turn(session: Session, turn: TurnRecord, now: datetime) -> int:
    """Store a turn, with what its message refers to, and return its id."""
    around = turn.surroundings or _surroundings_of(session, turn.update_id)
    row = Turn(
        update_id=turn.update_id,
        conversation_id=turn.conversation_id,
        kind=turn.kind,
        text=turn.text,
        edit_of=_earlier_version(session, turn, around) if turn.kind == "edited" else None,
        reply_to=_answered_message(session, turn.conversation_id, around.reply_to),
        is_forwarded=around.is_forwarded,
        outcome=turn.outcome.value,
        topic=turn.topic,
        topics=list(turn.topics),
        intent=turn.intent,
        confidence=turn.confidence,
        answered_by=turn.answered_by.value,
        duration_ms=turn.duration_ms,
        understood=turn.understood,
        created_at=now,
    )
    return insert_row(session, row)


def recent_texts(session: Session, conversation_id: str, limit: int = 10) -> list[str]:
    """Return what a citizen wrote last, as it is kept, the newest first."""
    rows = session.scalars(
        select(Turn.text)
        .where(Turn.conversation_id == conversation_id)
        .order_by(Turn.id.desc())
        .limit(limit)
    )
    return [text for text in rows if text]


def take_words_back(session: Session, update_ids: Collection[int]) -> None:
    """Forget the words of turns that the citizen changed since; that they were changed stays."""
    session.execute(
        update(Turn).where(Turn.update_id.in_(update_ids)).values(text="", is_edited=True)
    )


def replace_words(session: Session, update_id: int, text: str) -> None:
    """Put a message's words in the place of what its turn holds: more of them is hidden now."""
    session.execute(_REPLACE_WORDS, {"number": update_id, "words": text})


def rate_turn(session: Session, conversation_id: str, turn_id: int, feedback: str) -> bool:
    """Keep what a citizen thought of an answer, in place of what they said before.

    False when the turn is not this conversation's, or when they said so already.
    """
    values = {"turn": turn_id, "conversation": conversation_id, "said": feedback}
    return cast("CursorResult[Any]", session.execute(_RATE, values)).rowcount == 1


def topic_of_message(session: Session, conversation_id: str, external_id: str) -> str | None:
    """Return the topic of an answer by the channel's number of the message; None without one."""
    return session.scalar(
        select(Turn.topic)
        .join(OutboxMessage, OutboxMessage.turn_id == Turn.id)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.external_id == external_id,
        )
    )


def _surroundings_of(session: Session, update_id: int) -> Surroundings:
    return Surroundings(*session.execute(_SURROUNDINGS, {"number": update_id}).one())


def _earlier_version(session: Session, turn: TurnRecord, around: Surroundings) -> int | None:
    """Return the turn of a message before it was edited."""
    return session.scalar(
        select(Turn.id)
        .join(Update, Update.id == Turn.update_id)
        .where(
            Update.conversation_id == turn.conversation_id,
            Update.message_id == around.message_id,
            Update.id < turn.update_id,
        )
        .order_by(Turn.id.desc())
        .limit(1)
    )


def _answered_message(
    session: Session, conversation_id: str, external_id: str | None
) -> int | None:
    """Return the message of ours that a citizen replied to."""
    if external_id is None:
        return None
    return session.scalar(
        select(OutboxMessage.id).where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.external_id == external_id,
        )
    )


# Built once, on the table: docs/adr/0016.
_u = table_of(Update).c
_SURROUNDINGS = select(_u.message_id, _u.reply_to, _u.is_forwarded).where(
    _u.id == bindparam("number")
)
_TURNS = table_of(Turn)
_REPLACE_WORDS = (
    update(_TURNS)
    .where(_TURNS.c.update_id == bindparam("number"), _TURNS.c.text != "")
    .values(text=bindparam("words"))
)
_RATE = (
    update(_TURNS)
    .where(
        _TURNS.c.id == bindparam("turn"),
        _TURNS.c.conversation_id == bindparam("conversation"),
        func.coalesce(_TURNS.c.feedback, "") != bindparam("said"),
    )
    .values(feedback=bindparam("said"))
)
