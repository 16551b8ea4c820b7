"""Whether two models answer a question alike, and how much harm it does if not. Pure."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from service.answering.decision import group_of
from service.outcomes import Outcome

SHOWN = 600  # characters of a reply that are kept, for whoever reads the change
SENSITIVE = 2.0  # times the harm where the topic's confusion would do much


class Change(StrEnum):
    """What became of an answer."""

    SENSITIVE = "sensitive"  # another article, and a confusion of these does harm
    OTHER = "other"  # another article
    LOST = "lost"  # was answered, is not understood
    SENT_ON = "sent_on"  # was answered, goes to an officer or another agency
    ASKED_BACK = "asked_back"  # was answered, is asked back
    BESIDE = "beside"  # the same articles, with another beside them, or without one of several
    FOUND = "found"  # was not answered, is
    OPEN = "open"  # not answered either way, but otherwise
    WORDS = "words"  # the same articles in other words, such as another of their fields


HARM = {  # chosen, not measured
    Change.SENSITIVE: 8.0,
    Change.OTHER: 5.0,
    Change.LOST: 4.0,
    Change.SENT_ON: 3.0,
    Change.ASKED_BACK: 2.5,
    Change.BESIDE: 2.0,
    Change.FOUND: 1.5,
    Change.OPEN: 1.0,
    Change.WORDS: 1.0,
}
_NOTHING = frozenset({Outcome.NOT_UNDERSTOOD, Outcome.FAILED})
_BACK = frozenset({Outcome.CLARIFIED, Outcome.REPEATED})
_IN_WORDS = frozenset({Outcome.ANSWERED, Outcome.REFERRED})  # what they say is the answer


@dataclass(frozen=True)
class Answered:
    """What the bot said to a question with one model.

    Attributes:
        answered: The articles shown, one for each question that was answered.
        topics: What was offered, or came near, best first.
        confidence: 0 to 1.
        reply: As a citizen reads it.
    """

    outcome: str
    answered: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    intent: str | None = None
    confidence: float = 0.0
    reply: str = ""

    def to_row(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return {**asdict(self), "reply": self.reply[:SHOWN]}


def answered_from(row: Mapping[str, Any]) -> Answered:
    """Return what was kept."""
    return Answered(
        outcome=row["outcome"],
        answered=tuple(row["answered"]),
        topics=tuple(row["topics"]),
        intent=row["intent"],
        confidence=row["confidence"],
        reply=row["reply"],
    )


def changed(before: Answered, after: Answered) -> Change | None:
    """Return what became of an answer, None where a citizen reads the same."""
    was, now = (one.outcome == Outcome.ANSWERED for one in (before, after))
    if was and now:
        return _other_answer(before, after)
    if was:
        return _lost(after)
    if now:
        return Change.FOUND
    return Change.OPEN if _in_short(before) != _in_short(after) else None


def severity(change: Change, before: Answered, after: Answered, citizens: int) -> float:
    """Return how soon a change is to be read: its harm, and by how many it was asked."""
    is_sensitive = any(group_of(topic) is not None for topic in (*_shown(before), *_shown(after)))
    doubled = SENSITIVE if is_sensitive else 1.0
    return round(HARM[change] * doubled * (1 + math.log2(max(1, citizens))), 3)


def _other_answer(before: Answered, after: Answered) -> Change | None:
    if set(before.answered) == set(after.answered):
        return Change.WORDS if _words(before) != _words(after) else None
    was, now = set(before.answered), set(after.answered)
    if was < now or now < was:
        return Change.BESIDE
    topics = was ^ now
    groups = {group_of(topic) for topic in topics}
    return Change.SENSITIVE if groups != {None} and len(groups) > 1 else Change.OTHER


def _lost(after: Answered) -> Change:
    if after.outcome in _NOTHING:
        return Change.LOST
    return Change.ASKED_BACK if after.outcome in _BACK else Change.SENT_ON


def _in_short(one: Answered) -> tuple[object, ...]:
    """Return what has to be the same for a citizen to read the same."""
    offered = frozenset(one.topics) if one.outcome in _BACK else frozenset[str]()
    intent = one.intent if one.outcome == Outcome.SMALL_TALK else None
    return one.outcome, offered, intent, _words(one) if one.outcome in _IN_WORDS else ""


def _words(one: Answered) -> str:
    """Return a reply without its numbers: a time of day may have passed between the two."""
    kept = "".join(char for char in one.reply.casefold() if not char.isdigit())
    return " ".join(kept.split())


def _shown(one: Answered) -> tuple[str, ...]:
    return one.answered or (one.topics[:1] if one.outcome in _BACK else ())
