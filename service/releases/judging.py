"""Compares what two models made of the same questions, and puts it into one report. Pure.

``maintain/judging.py`` asks; what it hands in is told by ``Result``. The report is JSON-ready, is
kept with the release, and holds no word of a citizen: of a regression case only its number.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from service.releases.statistics import CHANCE, paired, wilson

NEVER_CONFUSE = "never_confuse"
REGRESSION = "regression"
BINS = 10  # of the confidence
SHOWN_PAIRS = 15  # confusions at most
SHOWN_CHANGES = 40  # questions of a set that came out otherwise
PICTURED = 12  # topics in the picture of confusions
NOTHING = "-"  # answered with no topic


@dataclass(frozen=True)
class Question:
    """A question of a set, or a whole conversation.

    Attributes:
        text: As it may be shown; of a citizen's question only its number.
        expect: The first right answer; a topic, or what else it is.
    """

    text: str
    expect: str


@dataclass(frozen=True)
class Result:
    """What one model made of one question.

    Attributes:
        topic: What it was answered with; empty when with nothing.
        confidence: 0 to 1; 0 where the model was not asked.
        is_harmful: Answered with what does harm there.
        is_models: Whether the model had a say; the door and the gateway answer some alone.
    """

    is_right: bool
    is_wrong: bool = False
    topic: str = ""
    confidence: float = 0.0
    is_harmful: bool = False
    is_models: bool = True

    def as_list(self) -> list[Any]:
        """Return it as it is kept between two judgements."""
        return list(asdict(self).values())


@dataclass(frozen=True)
class Judged:
    """A set of questions, and what one or two models made of it, in one order.

    Attributes:
        before: Of what serves; None: nothing to compare with.
    """

    name: str
    questions: Sequence[Question]
    after: Sequence[Result]
    before: Sequence[Result] | None = None

    def beside(self, before: Sequence[Result] | None) -> "Judged":
        """Return the same beside what another model made of it."""
        return replace(self, before=before)


def make_report(sets: Sequence[Judged]) -> dict[str, Any]:
    """Return the figures of a judgement."""
    classed = [one for one in sets if one.name != REGRESSION]
    return {
        "sets": [_set(one) for one in sets],
        "harmful": [line for one in sets for line in _harmful(one)],
        "lost_cases": [line for one in sets if one.name == REGRESSION for line in _lost(one)],
        "topics": _topics(classed),
        "confusions": _confusions(classed),
        "picture": _picture(classed),
        "confidence": {
            "after": _bins(r for one in classed for r in one.after),
            "before": _bins(r for one in classed for r in one.before or ()),
        },
    }


def steps_back(report: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the sets of a report in which chance alone hardly explains the step back."""
    return [one for one in report["sets"] if one["changed"] and one["changed"]["p_worse"] < CHANCE]


def _set(judged: Judged) -> dict[str, Any]:
    changed = None
    if judged.before is not None:
        counted = paired(_rights(judged.before), _rights(judged.after))
        changed = {
            "better": counted.better,
            "worse": counted.worse,
            "p": round(counted.p, 4),
            "p_worse": round(counted.p_worse, 4),
            "questions": _changes(judged)[:SHOWN_CHANGES],
        }
    return {
        "name": judged.name,
        "n": len(judged.questions),
        "after": _side(judged.after),
        "before": _side(judged.before) if judged.before is not None else None,
        "changed": changed,
    }


def _rights(results: Iterable[Result]) -> list[bool]:
    return [result.is_right for result in results]


def _side(results: Sequence[Result]) -> dict[str, Any]:
    right, n = sum(_rights(results)), len(results)
    low, high = wilson(right, n)
    return {
        "right": right,
        "wrong": sum(result.is_wrong for result in results),
        "share": round(right / n, 4) if n else 0.0,
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _changes(judged: Judged) -> list[dict[str, Any]]:
    """Return the questions that came out otherwise, the steps back first."""
    rows = [
        {
            "text": question.text,
            "expect": question.expect,
            "before": was.topic or NOTHING,
            "after": now.topic or NOTHING,
            "is_better": now.is_right,
        }
        for question, was, now in zip(
            judged.questions, judged.before or (), judged.after, strict=True
        )
        if was.is_right != now.is_right
    ]
    return sorted(rows, key=lambda row: bool(row["is_better"]))


def _harmful(judged: Judged) -> list[dict[str, str]]:
    pairs = zip(judged.questions, judged.after, strict=True)
    return [{"text": q.text, "expect": q.expect, "got": r.topic} for q, r in pairs if r.is_harmful]


def _lost(judged: Judged) -> list[dict[str, str]]:
    """Return the cases that went well with what serves and no longer do."""
    triples = zip(
        judged.questions, judged.before or (), judged.after, strict=judged.before is not None
    )
    return [
        {"text": question.text, "expect": question.expect}
        for question, was, now in triples
        if was.is_right and not now.is_right
    ]


def _topics(sets: Sequence[Judged]) -> list[dict[str, Any]]:
    """Return the topics of which more or fewer questions are right than before."""
    n, was, now = Counter[str](), Counter[str](), Counter[str]()
    for question, before, after in _compared(sets):
        n[question.expect] += 1
        was[question.expect] += before.is_right
        now[question.expect] += after.is_right
    rows = [
        {"topic": topic, "n": n[topic], "before": was[topic], "after": now[topic]}
        for topic in n
        if was[topic] != now[topic]
    ]
    return sorted(rows, key=lambda row: (row["after"] - row["before"], row["topic"]))


def _compared(sets: Sequence[Judged]) -> Iterable[tuple[Question, Result, Result]]:
    for one in sets:
        if one.before is not None:
            yield from zip(one.questions, one.before, one.after, strict=True)


def _wrongs(sets: Sequence[Judged], *, before: bool) -> Counter[tuple[str, str]]:
    """Count what was expected and what came instead, where a topic came that is wrong."""
    pairs = Counter[tuple[str, str]]()
    for one in sets:
        results = one.before if before else one.after
        for question, result in zip(one.questions, results or (), strict=bool(results)):
            if result.is_wrong and result.topic:
                pairs[(question.expect, result.topic)] += 1
    return pairs


def _confusions(sets: Sequence[Judged]) -> list[dict[str, Any]]:
    was, now = _wrongs(sets, before=True), _wrongs(sets, before=False)
    ordered = sorted(now.keys() | was.keys(), key=lambda pair: (-now[pair], -was[pair], pair))
    return [
        {"expect": pair[0], "got": pair[1], "before": was[pair], "after": now[pair]}
        for pair in ordered[:SHOWN_PAIRS]
    ]


def _picture(sets: Sequence[Judged]) -> dict[str, Any]:
    """Return a table of the topics that are taken for each other most: expected, then got."""
    wrong = _wrongs(sets, before=False)
    involved = Counter[str]()
    for (expected, got), times in wrong.items():
        involved[expected] += times
        involved[got] += times
    ordered = sorted(involved, key=lambda name: (-involved[name], name))
    names = sorted(ordered[:PICTURED])
    right = Counter(
        question.expect
        for one in sets
        for question, result in zip(one.questions, one.after, strict=True)
        if result.is_right
    )
    rows = [[right[e] if e == got else wrong[(e, got)] for got in names] for e in names]
    return {"names": names, "rows": rows}


def _bins(results: Iterable[Result]) -> list[dict[str, Any]]:
    """Return by tenths of the confidence how many answers there were, and how many were right."""
    n, right = [0] * BINS, [0] * BINS
    for result in results:
        if result.topic and result.confidence > 0:
            place = min(int(result.confidence * BINS), BINS - 1)
            n[place] += 1
            right[place] += not result.is_wrong
    return [
        {"from": place / BINS, "to": (place + 1) / BINS, "n": n[place], "right": right[place]}
        for place in range(BINS)
    ]
