"""What maintainers look at: the groups of a period, and one message with its conversation.

Every look is recorded. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.learning.grouping import Group, group
from service.learning.label_views import decided_turns
from service.learning.signals import HEARD, WRITTEN, Signal, candidates_between
from service.outcomes import AnsweredBy, Author, Outcome
from service.storage.tables import OutboxMessage, Turn

AROUND = 5  # turns shown before and after one


@dataclass(frozen=True)
class Asked:
    """Which messages are looked at; empty: all.

    Attributes:
        topic: The answer, or offered, was this.
        is_decided: Those of which somebody said what they mean, instead of those left.
    """

    begin: datetime
    end: datetime
    signals: Collection[Signal] = ()
    channel: str = ""
    topic: str = ""
    is_decided: bool = False


@dataclass(frozen=True)
class Said:
    """One message of a conversation, and what the bot said to it.

    Attributes:
        text: None where it was for an officer: its words are the ticket's.
        is_asked: It is the one that is looked at.
        is_written: It was typed, and is no button's.
    """

    turn_id: int
    at: datetime
    text: str | None
    outcome: Outcome
    replies: tuple[str, ...]
    is_asked: bool
    is_written: bool = True
    topic: str | None = None


@dataclass(frozen=True)
class Look:
    """One message, how it was understood, and what was said around it."""

    conversation_id: str
    said: tuple[Said, ...]
    topic: str | None
    offered: tuple[str, ...]
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    model: str
    answered_by: AnsweredBy
    feedback: str


def groups_of(session: Session, asked: Asked) -> list[Group]:
    """Return what was probably answered wrongly, alike ones together, the most harmful first."""
    decided = decided_turns(session)
    everything = candidates_between(session, asked.begin, asked.end)
    found = [one for one in everything if (one.turn_id in decided) is asked.is_decided]
    if asked.signals:
        found = [one for one in found if one.signals.intersection(asked.signals)]
    if asked.channel:
        found = [one for one in found if one.channel == asked.channel]
    if asked.topic:
        found = [one for one in found if asked.topic in (one.topic, *one.offered)]
    return group(found)


def read_turn(session: Session, turn_id: int) -> Look | None:
    """Return a message that the bot answered, with those before and after it; None: no such one.

    What was written to an officer is none: it belongs to the ticket.
    """
    turn = session.get(Turn, turn_id)
    if turn is None or not turn.text or turn.outcome not in HEARD:
        return None
    understood = turn.understood or {}
    return Look(
        conversation_id=turn.conversation_id,
        said=tuple(_around(session, turn)),
        topic=turn.topic,
        offered=tuple(turn.topics),
        confidence=turn.confidence,
        ranking=tuple((name, confidence) for name, confidence in understood.get("ranking", [])),
        model=understood.get("model", ""),
        answered_by=AnsweredBy(turn.answered_by),
        feedback=turn.feedback or "",
    )


def _around(session: Session, asked: Turn) -> list[Said]:
    of_talk = select(Turn).where(Turn.conversation_id == asked.conversation_id)
    before = session.scalars(
        of_talk.where(Turn.id <= asked.id).order_by(Turn.id.desc()).limit(AROUND + 1)
    )
    after = session.scalars(of_talk.where(Turn.id > asked.id).order_by(Turn.id).limit(AROUND))
    turns = [*reversed(before.all()), *after]
    replies = _replies(session, [turn.id for turn in turns])
    return [_said(turn, replies.get(turn.id, []), turn.id == asked.id) for turn in turns]


def _replies(session: Session, turns: Sequence[int]) -> dict[int, list[str]]:
    """Return what the bot said to turns; what officers wrote is not looked at."""
    rows = session.execute(
        select(OutboxMessage.turn_id, OutboxMessage.text)
        .where(OutboxMessage.turn_id.in_(turns), OutboxMessage.author == Author.BOT.value)
        .order_by(OutboxMessage.id)
    )
    found: dict[int, list[str]] = {}
    for turn_id, text in rows:
        if turn_id is not None:
            found.setdefault(turn_id, []).append(text)
    return found


def _said(turn: Turn, replies: Sequence[str], is_asked: bool) -> Said:
    outcome = Outcome(turn.outcome)
    is_ours = outcome in HEARD
    text = turn.text if is_ours else None
    said = tuple(replies) if is_ours else ()
    is_written, topic = turn.kind in WRITTEN, turn.topic if is_ours else None
    return Said(turn.id, turn.created_at, text, outcome, said, is_asked, is_written, topic)
