"""What an intent ranking is worth on labelled questions: pure, and the same for every pipeline.

Used by ``bench.compare_pipelines``. The thresholds are those the service decides with, read out
of ``service/answering/decision.py``, which Rasa's Python is too old to import.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

DECISION = Path(__file__).parent.parent / "service" / "answering" / "decision.py"
CHAT = {"greet", "thanks", "bye", "affirm", "deny", "bot_challenge"}
NOT_TOPICS = CHAT | {"human", "ticket_status", "out_of_scope", "nlu_fallback"}
REFUSED = {"out_of_scope", "none"}
CONFIDENTLY_WRONG = 0.03  # the share that the project allows itself
Ranking = Sequence[tuple[str, float]]  # intent and confidence, best first


@dataclass(frozen=True)
class Thresholds:
    """From which confidence the first topic is answered, or offered (``answering.decision``)."""

    answer_at: float
    clarify_at: float
    margin: float
    foreign_margin: float


@dataclass(frozen=True)
class Case:
    """A question's kind (faq, office, oos, human, chat), right answers, and what came of it."""

    kind: str
    expect: tuple[str, ...]
    ranking: Ranking

    @property
    def topics(self) -> Ranking:
        """Return the topics alone, best first."""
        return [ranked for ranked in self.ranking if ranked[0] not in NOT_TOPICS]

    @property
    def is_first_right(self) -> bool:
        """Tell whether the best intent is a right one."""
        return self.ranking[0][0] in self.expect

    def is_in_topics(self, count: int) -> bool:
        """Tell whether a right topic is among the first ``count``."""
        return any(name in self.expect for name, _ in self.topics[:count])


def read_thresholds(path: Path = DECISION) -> Thresholds:
    """Return the thresholds the service uses."""
    source = path.read_text(encoding="utf-8")
    names = ("ANSWER_AT", "CLARIFY_AT", "MARGIN", "FOREIGN_MARGIN")
    found = [re.search(rf"^{name} = ([\d.]+)", source, re.MULTILINE) for name in names]
    missing = [name for name, match in zip(names, found, strict=True) if match is None]
    if missing:
        raise ValueError(f"{path}: no number is given to {', '.join(missing)}")
    return Thresholds(*(float(match[1]) for match in found if match))


def verdict(case: Case, limits: Thresholds) -> str:
    """Return answer, clarify, none, or the name of an intent that is not a topic."""
    best, confidence = case.ranking[0]
    if best in NOT_TOPICS and confidence >= limits.clarify_at:
        return best
    chances = [*(chance for _, chance in case.topics[:2]), 0.0, 0.0]
    foreign = dict(case.ranking).get("out_of_scope", 0.0)
    is_ahead = (
        chances[0] - chances[1] >= limits.margin and chances[0] - foreign >= limits.foreign_margin
    )
    if chances[0] >= limits.answer_at and is_ahead:
        return "answer"
    return "clarify" if chances[0] >= limits.clarify_at else "none"


def score(cases: Sequence[Case], limits: Thresholds) -> dict[str, float]:
    """Return the figures of a pipeline, each a share of the questions it concerns."""
    asked = [case for case in cases if case.kind in ("faq", "office")]
    foreign = [case for case in cases if case.kind == "oos"]
    right_wrong = {
        f"answered {name}": _share(
            [verdict(case, limits) == "answer" and case.is_in_topics(1) == right for case in asked]
        )
        for name, right in (("right", True), ("wrong", False))
    }
    return {
        "first": _share([case.is_first_right for case in asked]),
        "in three": _share([case.is_in_topics(3) for case in asked]),
        **right_wrong,
        "offered": _share([verdict(case, limits) == "clarify" for case in asked]),
        "at 3 % wrong": best_answered(asked),
        "oos answered": _share([verdict(case, limits) == "answer" for case in foreign]),
        "oos refused": _share(
            [verdict(case, limits) in ("out_of_scope", "none") for case in foreign]
        ),
        "human": _share([case.is_first_right for case in cases if case.kind == "human"]),
        "chat": _share([case.is_first_right for case in cases if case.kind == "chat"]),
    }


def best_answered(asked: Sequence[Case]) -> float:
    """Return how much can be answered rightly with 3 % answered wrongly, at any threshold.

    This compares pipelines whose confidences mean different things.
    """
    best = 0.0
    for answer_at in sorted({case.topics[0][1] for case in asked}):
        answered = [case for case in asked if _is_answered(case, answer_at)]
        right = sum(case.is_in_topics(1) for case in answered)
        if len(answered) - right <= CONFIDENTLY_WRONG * len(asked):
            best = max(best, right / len(asked))
    return best


def _is_answered(case: Case, answer_at: float) -> bool:
    best, confidence = case.ranking[0]
    return best not in NOT_TOPICS and confidence >= answer_at


def _share(claims: Sequence[bool]) -> float:
    return sum(claims) / len(claims) if claims else float("nan")
