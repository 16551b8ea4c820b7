"""The figures of a run, and each turn that failed. Pure, but for printing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from maintain.conversations.judge import JudgedConversation, JudgedTurn
from service.outcomes import AnsweredBy
from service.releases.statistics import wilson

SHOWN = 200  # characters of a reply


def conversation_in_json(judged: JudgedConversation) -> dict[str, Any]:
    """Return one conversation as JSON-ready data."""
    return {
        "id": judged.conversation.id,
        "title": judged.conversation.title,
        "group": judged.conversation.group,
        "faultless": judged.is_faultless,
        "turns": [_turn_in_json(number, turn) for number, turn in enumerate(judged.turns, 1)],
    }


def summary(judged: Sequence[JudgedConversation], unknown_topics: Iterable[str]) -> dict[str, Any]:
    """Return the figures of all conversations as JSON-ready data; shares from 0 to 1."""
    groups = dict.fromkeys(one.conversation.group for one in judged)
    turns = [turn for one in judged for turn in one.turns]
    return {
        **_figures(judged),
        "groups": {
            name: _figures([one for one in judged if one.conversation.group == name])
            for name in groups
        },
        "presses_that_matched_no_label": _unmatched(judged),
        "turns_answered_without_rasa": sum(
            turn.played.came.answered_by is AnsweredBy.KNOWLEDGE for turn in turns
        ),
        "topics_without_article": sorted(unknown_topics),
    }


def report_lines(judged: Sequence[JudgedConversation], figures: dict[str, Any]) -> Iterable[str]:
    """Give the report line by line: figures, then each failing turn."""
    yield f"{'group':14}{'conversations without a fault':38}turns good"
    for name, group in [*figures["groups"].items(), ("all", figures)]:
        faultless, good = (_in_words(group[key]) for key in ("conversations", "turns"))
        yield f"{name:14}{faultless:38}{good}"
    without_rasa = figures["turns_answered_without_rasa"]
    if without_rasa:
        yield f"{without_rasa} turns were answered without Rasa: these figures are not the bot's."
    if figures["topics_without_article"]:
        yield "expected, but no article: " + ", ".join(figures["topics_without_article"])
    for press in figures["presses_that_matched_no_label"]:
        yield f"{press['id']}, turn {press['turn']}: no button has {press['press']!r}; it was said"
    for one in judged:
        for number, turn in enumerate(one.turns, 1):
            if not turn.is_good:
                yield from _failure(one, number, turn)


def _failure(one: JudgedConversation, number: int, turn: JudgedTurn) -> Iterable[str]:
    came = turn.played.came
    yield ""
    yield f"{one.conversation.id}, turn {number}  {one.conversation.title}"
    yield f"  did       {came.said}"
    for key, wanted in turn.failed:
        yield f"  expected  {key}: {', '.join(wanted) if isinstance(wanted, tuple) else wanted}"
    if came.trouble is not None:
        yield f"  trouble   {came.trouble}"
    outcomes = ", ".join(reply.outcome for reply in came.replies) or "no reply of the bot's"
    yield f"  came      ({outcomes}; topics: {', '.join(came.topics) or 'none'})"
    yield f"            {_beginning(came.reply)}"


def _turn_in_json(number: int, turn: JudgedTurn) -> dict[str, Any]:
    came, expect = turn.played.came, turn.played.turn.expect
    expected = asdict(expect) if expect is not None else {}
    return {
        "turn": number,
        "did": came.said,
        "expect": {key: value for key, value in expected.items() if value not in (None, ())},
        "good": turn.is_good,
        "failed": [key for key, _ in turn.failed],
        "trouble": came.trouble,
        "unmatched_press": came.unmatched_press,
        "outcomes": [reply.outcome.value for reply in came.replies],
        "topics": list(came.topics),
        "answered_by": came.answered_by.value if came.answered_by else None,
        "reply": came.reply,
    }


def _figures(judged: Sequence[JudgedConversation]) -> dict[str, Any]:
    turns = [turn for one in judged for turn in one.turns if turn.is_counted]
    return {
        "conversations": _share(judged, lambda one: one.is_faultless),
        "turns": _share(turns, lambda turn: turn.is_good),
    }


def _share(items: Sequence[Any], is_good: Callable[[Any], bool]) -> dict[str, Any]:
    good, n = sum(map(is_good, items)), len(items)
    interval = [round(bound, 4) for bound in wilson(good, n)]
    return {"good": good, "n": n, "share": round(good / n, 4) if n else None, "wilson": interval}


def _unmatched(judged: Sequence[JudgedConversation]) -> list[dict[str, Any]]:
    return [
        {"id": one.conversation.id, "turn": number, "press": press}
        for one in judged
        for number, turn in enumerate(one.turns, 1)
        if (press := turn.played.came.unmatched_press) is not None
    ]


def _in_words(share: dict[str, Any]) -> str:
    if not share["n"]:
        return "none"
    low, high = share["wilson"]
    counts = f"{share['good']} of {share['n']}"
    return f"{counts:10} {share['share']:6.1%}  ({low:.1%}–{high:.1%})"


def _beginning(text: str) -> str:
    return " ".join(text.split())[:SHOWN]
