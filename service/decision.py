"""Answer, offer a choice, or say it was not understood: a calibrated decision. Pure.

The thresholds are chosen on the development questions; docs/nlu.md shows the trade-off.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

ANSWER_AT = 0.50  # confidence from which the first topic is answered
CLARIFY_AT = 0.22  # below it the first topic is not even offered
MARGIN = 0.08  # lead over the second topic without which both are offered
OFFERED = 3  # choices at most
WORTH_OFFERING = 0.05  # a further choice below it is noise

CHAT_INTENTS = frozenset({"greet", "thanks", "bye", "affirm", "deny", "bot_challenge"})
OTHER_INTENTS = frozenset({"human", "ticket_status", "out_of_scope", "nlu_fallback"})


class Verdict(StrEnum):
    """What to do with a question about a topic."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True)
class RankedIntent:
    """An intent and the classifier's calibrated confidence, 0 to 1."""

    name: str
    confidence: float


@dataclass(frozen=True)
class Decision:
    """What to do, with the topics it concerns, best first."""

    verdict: Verdict
    topics: tuple[str, ...]
    confidence: float


def is_topic(intent: str) -> bool:
    """Tell whether an intent is a topic of the knowledge base."""
    return intent not in CHAT_INTENTS and intent not in OTHER_INTENTS


def read_ranking(message: Mapping[str, Any]) -> list[RankedIntent]:
    """Return the ranking of a message as Rasa parsed it, best first."""
    ranking = message.get("intent_ranking") or [message.get("intent") or {}]
    named = [r for r in ranking if r.get("name")]
    ranked = [RankedIntent(r["name"], float(r.get("confidence") or 0.0)) for r in named]
    return [r for r in ranked if r.name != "nlu_fallback"]


def decide(ranking: Sequence[RankedIntent]) -> Decision:
    """Decide on a message whose first intent is a topic, or whose intent is unclear."""
    topics = [ranked for ranked in ranking if is_topic(ranked.name)]
    if not topics:
        return Decision(Verdict.NOT_UNDERSTOOD, (), 0.0)
    first = topics[0].confidence
    lead = first - (topics[1].confidence if len(topics) > 1 else 0.0)
    names = tuple(ranked.name for ranked in topics[:OFFERED])
    if first >= ANSWER_AT and lead >= MARGIN:
        return Decision(Verdict.ANSWER, names, first)
    if first >= CLARIFY_AT:
        return Decision(Verdict.CLARIFY, _worth_offering(topics), first)
    return Decision(Verdict.NOT_UNDERSTOOD, names, first)


def _worth_offering(topics: Sequence[RankedIntent]) -> tuple[str, ...]:
    return tuple(r.name for r in topics[:OFFERED] if r.confidence >= WORTH_OFFERING)
