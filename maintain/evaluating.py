"""Measures the bot on labelled questions that are in no training data. Pure, but for reading."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maintain.asking import Asked
from service.answering.decision import CHAT_INTENTS
from service.door.door import ACCUSATION
from service.errors import TanyaError
from service.outcomes import Outcome

OFFERED = 3
REFUSALS = frozenset({Outcome.REFERRED, Outcome.NOT_UNDERSTOOD, Outcome.REFUSED})
OTHERS = frozenset({"out_of_scope", "human", "distress"})  # expected where no topic is
GROUPS = ("topics", "out_of_scope", "human", "distress", "chat")


class QuestionsUnreadable(TanyaError):
    """A file of labelled questions cannot be used; names file and line."""


@dataclass(frozen=True)
class Question:
    """A labelled question; the first expectation is the best one.

    Attributes:
        topic: The article shown just before, None for a fresh citizen.
        also: What else the message asks, each with its own right answers.
        is_counted: Whether exactly as many answers as questions are right.
    """

    text: str
    expect: tuple[str, ...]
    topic: str | None = None
    also: tuple[tuple[str, ...], ...] = ()
    is_counted: bool = False

    @property
    def group(self) -> str:
        """Which figure it counts for."""
        first = self.expect[0]
        if first in CHAT_INTENTS:
            return "chat"
        return first if first in OTHERS else "topics"


@dataclass(frozen=True)
class Judged:
    """A question, what the bot made of it, and how good that was.

    Attributes:
        is_right: Answered from an expected article; refused or referred; put through; greeted.
        is_offered: The expected article is among the three named.
        is_wrong: Answered, confidently, with something that was not expected.
    """

    question: Question
    asked: Asked
    is_right: bool
    is_offered: bool
    is_wrong: bool


@dataclass
class Report:
    """All figures of one run."""

    judged: list[Judged] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return the figures as JSON-ready data: shares from 0 to 1, counts beside them."""
        groups = {name: self._group(name) for name in GROUPS}
        return {
            "questions": len(self.judged),
            "groups": {name: group for name, group in groups.items() if group["questions"]},
            "outcomes": dict(Counter(j.asked.outcome for j in self.judged)),
            "topics": self._topics(),
            "mistakes": [_mistake(j) for j in self.judged if not j.is_right],
        }

    def _group(self, name: str) -> dict[str, Any]:
        judged = [j for j in self.judged if j.question.group == name]
        return {
            "questions": len(judged),
            "right": _share(judged, "is_right"),
            "among_three": _share(judged, "is_offered"),
            "confidently_wrong": _share(judged, "is_wrong"),
        }

    def _topics(self) -> dict[str, dict[str, int]]:
        table: dict[str, dict[str, int]] = {}
        for judged in self.judged:
            row = table.setdefault(
                judged.question.expect[0], {"questions": 0, "right": 0, "wrong": 0}
            )
            row["questions"] += 1
            row["right"] += judged.is_right
            row["wrong"] += judged.is_wrong
        return table


def read_questions(path: Path) -> list[Question]:
    """Read a JSON-lines file of ``text`` and ``expect``.

    Raises:
        QuestionsUnreadable: A line is not that; names it.
    """
    questions = []
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise QuestionsUnreadable(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise QuestionsUnreadable(f"{path}: it is not a UTF-8 text") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            questions.append(_read_question(path, number, line))
    if not questions:
        raise QuestionsUnreadable(f"{path}: there is no question in it")
    return questions


def judge(question: Question, asked: Asked) -> Judged:
    """Compare what the bot made of a question with what was expected."""
    outcome, expected = Outcome(asked.outcome), question.expect
    is_shown = outcome in (Outcome.ANSWERED, Outcome.REPEATED)
    is_answered = is_shown and asked.topic is not None
    accepted = _accepts(question, asked, outcome)
    is_right = accepted or (is_answered and _answers_all(question, asked))
    is_offered = is_right or any(topic in expected for topic in asked.topics[:OFFERED])
    is_done = outcome in (Outcome.ESCALATED, Outcome.EMERGENCY)
    is_wrong = not is_right and (is_answered or is_done)
    return Judged(question, asked, is_right, is_offered, is_wrong)


def _answers_all(question: Question, asked: Asked) -> bool:
    """Tell whether each question of a message has its answer, and there is none too many."""
    if not question.is_counted:
        shown = asked.answered if asked.kind == ACCUSATION else [asked.topic]  # under a channel
        return not set(question.expect).isdisjoint(shown)
    groups = (question.expect, *question.also)
    are_met = all(set(group).intersection(asked.answered) for group in groups)
    return are_met and len(asked.answered) == len(groups)


def _accepts(question: Question, asked: Asked, outcome: Outcome) -> bool:
    """Tell whether a question that is no topic's was treated as expected."""
    chat = CHAT_INTENTS.intersection(question.expect)
    if chat and asked.intent in chat:
        return True
    if "human" in question.expect and outcome is Outcome.ESCALATED:
        return True
    if "distress" in question.expect and outcome is Outcome.EMERGENCY:
        return True
    return "out_of_scope" in question.expect and outcome in REFUSALS


def _read_question(path: Path, number: int, line: str) -> Question:
    try:
        values = json.loads(line)
        text, expect, topic = values["text"], values["expect"], values.get("topic")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        what = "expected a JSON object with text and expect"
        raise QuestionsUnreadable(f"{path}:{number}: {what} ({error})") from error
    several = isinstance(expect, list) and any(isinstance(item, list) for item in expect)
    groups = expect if several else [expect]
    if not isinstance(text, str) or not all(map(_are_ids, groups)):
        raise QuestionsUnreadable(f"{path}:{number}: text must be a text, expect a list of ids")
    first, *also = (tuple(group) for group in groups)
    return Question(text, first, topic, tuple(also), is_counted=several)


def _are_ids(value: object) -> bool:
    is_filled = isinstance(value, list) and bool(value)
    return is_filled and all(isinstance(item, str) for item in value)  # type: ignore[attr-defined]


def _share(judged: Sequence[Judged], name: str) -> float:
    return round(sum(getattr(j, name) for j in judged) / len(judged), 4) if judged else 0.0


def _mistake(judged: Judged) -> dict[str, Any]:
    return {
        "text": judged.asked.masked,
        "after": judged.question.topic,
        "expect": [*judged.question.expect, *(" | ".join(g) for g in judged.question.also)],
        "outcome": judged.asked.outcome,
        "topic": judged.asked.topic,
        "answered": judged.asked.answered,
        "topics": judged.asked.topics,
        "intent": judged.asked.intent,
        "confidence": judged.asked.confidence,
        "confidently_wrong": judged.is_wrong,
    }
