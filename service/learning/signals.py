"""Where the bot probably went wrong: what it did with a message, and what its citizen did next.

Only what the bot itself answered is looked at. What citizens write to an officer belongs to the
ticket, and of what the door held there are no words. Only reads.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.learning.unknown_words import is_mostly_unknown, known_words
from service.outcomes import Author, Outcome
from service.storage.tables import Conversation, OutboxMessage, Turn

MOST = 50_000  # turns looked at, the newest
SOON = timedelta(minutes=1)  # in which who says something again was not understood
AFTER = timedelta(minutes=5)  # in which a wish for a person is about the answer before
BY_OFFICER = timedelta(minutes=30)  # in which an officer's words are about the answer before
ALIKE = 70.0  # of 100, from which two messages are the same thing said again
DENY = "deny"  # the intent of "bukan itu"
NARROW = 0.15  # lead over the second intent below which an answer was a guess

BY_BOT = frozenset(
    {
        Outcome.ANSWERED,
        Outcome.CLARIFIED,
        Outcome.NOT_UNDERSTOOD,
        Outcome.REPEATED,
        Outcome.REFERRED,
        Outcome.FAILED,
    }
)
HEARD = BY_BOT | {Outcome.SMALL_TALK}  # what may be learnt from: a question taken for a greeting
_NO_MESSAGE = frozenset({Outcome.RATED, Outcome.JOINED, Outcome.IGNORED})
WRITTEN = frozenset({"text", "edited", "command"})


class Signal(StrEnum):
    """A sign that a message was answered wrongly, or not at all."""

    UNHELPFUL = "unhelpful"  # the citizen pressed that it did not help
    REJECTED = "rejected"  # "bukan ini", by button or in words
    NOT_UNDERSTOOD = "not_understood"
    FAILED = "failed"
    REPEATED = "repeated"  # it was taken for the topic before, and asked back
    PERSON_AFTER = "person_after"  # the citizen wanted an officer right after, for nothing else
    OFFICER_SOON = "officer_soon"  # an officer wrote soon after, before the bot did again
    SAID_AGAIN = "said_again"  # in other words, within a minute
    CHOICE_LEFT = "choice_left"  # a choice was offered, and none of it taken
    NARROW = "narrow"  # answered, with another intent almost as likely
    UNKNOWN_WORDS = "unknown_words"  # most of it neither examples nor articles know


HARM = {  # how much one sign weighs; chosen, not measured
    Signal.UNHELPFUL: 3.0,
    Signal.REJECTED: 3.0,
    Signal.FAILED: 3.0,
    Signal.NOT_UNDERSTOOD: 2.0,
    Signal.PERSON_AFTER: 2.0,
    Signal.OFFICER_SOON: 1.0,
    Signal.SAID_AGAIN: 2.0,
    Signal.REPEATED: 1.0,
    Signal.CHOICE_LEFT: 1.0,
    Signal.NARROW: 0.5,
    Signal.UNKNOWN_WORDS: 0.5,
}


@dataclass(frozen=True)
class Candidate:
    """A message that may have been answered wrongly.

    Attributes:
        text: As it is kept, masked.
        topic: The article that was the answer, if one was.
        offered: The topics of a choice, best first.
        ranking: The likeliest intents and their confidence; empty for turns of before.
        model: The model that said so, "" where that is not known.
    """

    turn_id: int
    conversation_id: str
    channel: str
    at: datetime
    text: str
    outcome: Outcome
    topic: str | None
    offered: tuple[str, ...]
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    model: str
    signals: frozenset[Signal]

    @property
    def harm(self) -> float:
        """How much its signs weigh together."""
        return sum(HARM[one] for one in self.signals)


def candidates_between(session: Session, begin: datetime, end: datetime) -> list[Candidate]:
    """Return the messages with a sign, the oldest first; of the newest ``MOST`` turns.

    What a citizen did next may lie after ``end``, by as long as a sign may come later.
    """
    rows = session.execute(
        select(Turn, Conversation.channel)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(Turn.created_at >= begin, Turn.created_at < end + AFTER)
        .order_by(Turn.id.desc())
        .limit(MOST)
    ).all()
    wrote = _officers_words(session, begin, end)
    known = known_words(session) if rows else frozenset[str]()
    in_order = sorted(rows, key=lambda row: (row.Turn.conversation_id, row.Turn.id))
    found = [
        one
        for whose, talk in groupby(in_order, key=lambda row: row.Turn.conversation_id)
        for one in _in_talk(list(talk), wrote.get(whose, ()), known)
        if one.at < end
    ]
    return sorted(found, key=lambda one: one.turn_id)


def _officers_words(session: Session, begin: datetime, end: datetime) -> dict[str, list[datetime]]:
    """Return when officers wrote, by conversation; what they wrote is not looked at."""
    found: dict[str, list[datetime]] = {}
    for whose, at in session.execute(
        select(OutboxMessage.conversation_id, OutboxMessage.created_at).where(
            OutboxMessage.author == Author.OFFICER.value,
            OutboxMessage.created_at >= begin,
            OutboxMessage.created_at < end + BY_OFFICER,
        )
    ):
        found.setdefault(whose, []).append(at)
    return found


def _in_talk(
    rows: Sequence[Any], wrote: Sequence[datetime], known: AbstractSet[str]
) -> Iterator[Candidate]:
    """Yield what has a sign in one conversation, whose turns are in order."""
    said = [row for row in rows if row.Turn.outcome not in _NO_MESSAGE]
    for row, after in pairwise([*said, None]):
        turn = row.Turn
        is_ours = turn.kind in WRITTEN and turn.text and turn.outcome in HEARD
        signals = set(_signals(turn, after.Turn if after else None)) if is_ours else set()
        if is_ours and wrote and turn.outcome in BY_BOT and _officer_soon(turn, said, wrote):
            signals.add(Signal.OFFICER_SOON)
        if is_ours and turn.outcome in BY_BOT and is_mostly_unknown(turn.text, known):
            signals.add(Signal.UNKNOWN_WORDS)
        if signals:
            yield _candidate(turn, row.channel, frozenset(signals))


def _officer_soon(turn: Turn, said: Sequence[Any], wrote: Sequence[datetime]) -> bool:
    """Tell whether an officer wrote soon after an answer, and the bot not again before.

    What was answered without an article, as a ticket's number, left the officer nothing to mend.
    """
    if turn.outcome == Outcome.ANSWERED and turn.topic is None:
        return False
    later = (row.Turn for row in said if row.Turn.id > turn.id and row.Turn.outcome in BY_BOT)
    again = next((one.created_at for one in later), None)
    last = min(turn.created_at + BY_OFFICER, again or turn.created_at + BY_OFFICER)
    return any(turn.created_at < at <= last for at in wrote)


def _signals(turn: Turn, after: Turn | None) -> Iterator[Signal]:
    if turn.outcome == Outcome.SMALL_TALK:
        yield from _in_small_talk(turn, after)
        return
    yield from _in_itself(turn)
    if after is not None:
        yield from _in_what_came_next(turn, after)
    elif turn.outcome == Outcome.CLARIFIED:
        yield Signal.CHOICE_LEFT


def _in_small_talk(turn: Turn, after: Turn | None) -> Iterator[Signal]:
    """Yield what tells that no small talk was meant; who greets and then asks was understood."""
    if turn.feedback == "unhelpful":
        yield Signal.UNHELPFUL
    if after and turn.intent != DENY and _is_rejected(turn, after):
        yield Signal.REJECTED


def _in_itself(turn: Turn) -> Iterator[Signal]:
    if turn.feedback == "unhelpful":
        yield Signal.UNHELPFUL
    if turn.outcome in (Outcome.NOT_UNDERSTOOD, Outcome.REPEATED, Outcome.FAILED):
        yield Signal(turn.outcome)
    if turn.outcome == Outcome.ANSWERED and _is_narrow(turn):
        yield Signal.NARROW


def _in_what_came_next(turn: Turn, after: Turn) -> Iterator[Signal]:
    passed = after.created_at - turn.created_at
    if _is_rejected(turn, after):
        yield Signal.REJECTED
    elif turn.outcome == Outcome.CLARIFIED and after.topic not in turn.topics:
        yield Signal.CHOICE_LEFT
    if passed <= AFTER and after.outcome == Outcome.ESCALATED and not _is_other(turn, after):
        yield Signal.PERSON_AFTER
    if passed <= SOON and after.text and fuzz.token_set_ratio(turn.text, after.text) >= ALIKE:
        yield Signal.SAID_AGAIN


def _is_rejected(turn: Turn, after: Turn) -> bool:
    return after.intent == DENY and after.created_at - turn.created_at <= AFTER


def _is_other(turn: Turn, wish: Turn) -> bool:
    """Tell whether a wish for a person names another matter than what was answered or offered."""
    topics = {*turn.topics, *filter(None, [turn.topic])}
    return bool(topics and wish.topic) and wish.topic not in topics


def _is_narrow(turn: Turn) -> bool:
    ranking = _ranking(turn)
    return len(ranking) > 1 and ranking[0][1] - ranking[1][1] < NARROW


def _ranking(turn: Turn) -> tuple[tuple[str, float], ...]:
    ranked = (turn.understood or {}).get("ranking", [])
    return tuple((name, confidence) for name, confidence in ranked)


def _candidate(turn: Turn, channel: str, signals: frozenset[Signal]) -> Candidate:
    return Candidate(
        turn_id=turn.id,
        conversation_id=turn.conversation_id,
        channel=channel,
        at=turn.created_at,
        text=turn.text,
        outcome=Outcome(turn.outcome),
        topic=turn.topic,
        offered=tuple(turn.topics),
        confidence=turn.confidence,
        ranking=_ranking(turn),
        model=(turn.understood or {}).get("model", ""),
        signals=signals,
    )
