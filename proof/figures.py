"""The figures of a run, beside the findings: how much, how fast, how rough it was."""

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from proof.evidence import Evidence, was_untold
from proof.matching import Matches
from proof.mix import ACCUSATION
from proof.silence import is_cut_too_often, silences
from service.outcomes import Delivery

Figures = dict[str, Any]


def figures_of(evidence: Evidence, matches: Matches) -> Figures:
    """Return what a reader of the report wants to know, ready for JSON."""
    begun, ended = span(evidence)
    writing = max((w.t for w in evidence.written.values()), default=begun) - begun
    waits = [wait for _, wait in latencies(evidence, matches)]
    return {
        "updates": len(evidence.written),
        "chats": len({written.chat for written in evidence.written.values()}),
        "web_messages": len(evidence.web.written),
        "accusing": _accusing(evidence),
        "seconds": round(ended - begun),
        "updates_per_second": round(len(evidence.written) / max(writing, 1), 1),
        "updates_repeated": sum(len(e["update_ids"]) for e in evidence.events_of("repeated")),
        "kills": _count(e["name"] for e in evidence.events_of("killed")),
        "median_seconds_down": {
            name: round(statistics.median(times), 1) for name, times in downtimes(evidence).items()
        },
        "faults": _count(e["kind"] for e in evidence.events_of("fault")),
        "outcomes": _count(str(row.outcome) for row in evidence.updates),
        "answered_by": _count(turn.answered_by for turn in evidence.turns),
        "tickets": len(evidence.escalations),
        "messages": _count(message.state for message in evidence.messages),
        "uncertain_that_arrived": _arrived(evidence, matches, Delivery.UNCERTAIN),
        "doubled_because_the_answer_was_lost": _excused(evidence, matches),
        "silent_because_cut_twice": sum(
            is_cut_too_often(evidence, silence) for silence in silences(evidence, matches)
        ),
        "seconds_to_reply": _spread(waits),
        "most_messages_in_one_second": _peak(d.t for d in evidence.delivered),
    }  # fmt: skip


def _accusing(evidence: Evidence) -> dict[str, int]:
    """Count the messages that accuse somebody, by channel."""
    kinds = {
        "telegram": (written.kind for written in evidence.written.values()),
        "web": (kind for _, kind in evidence.web.written.values()),
    }
    return {channel: sum(k == ACCUSATION for k in of) for channel, of in kinds.items()}


def span(evidence: Evidence) -> tuple[float, float]:
    """Return when the first update was written and when the last thing was delivered."""
    begun = min((w.t for w in evidence.written.values()), default=evidence.ended_at)
    ended = max((d.t for d in evidence.delivered), default=evidence.ended_at)
    return begun, max(begun, ended)


def latencies(evidence: Evidence, matches: Matches) -> Iterator[tuple[float, float]]:
    """Return when each answered update was written, and the seconds until its first reply."""
    telegram_id = {row.id: row.update_id for row in evidence.updates}
    update_of_turn = {turn.id: telegram_id[turn.update] for turn in evidence.turns}
    first: dict[int, float] = {}
    for message in evidence.messages:
        delivered = matches.of_row.get(message.id)
        if message.turn is not None and delivered:
            update_id = update_of_turn[message.turn]
            first[update_id] = min(delivered[0].t, first.get(update_id, delivered[0].t))
    for update_id, t in first.items():
        if update_id in evidence.written:
            written = evidence.written[update_id].t
            yield written, t - written


def downtimes(evidence: Evidence) -> dict[str, list[float]]:
    """Return, for each process, the seconds from each kill until it answered again."""
    down: dict[str, float] = {}
    times: dict[str, list[float]] = defaultdict(list)
    for event in evidence.events:
        if event["event"] == "killed":
            down.setdefault(event["name"], event["t"])
        elif event["event"] == "answers" and event["name"] in down:
            times[event["name"]].append(event["t"] - down.pop(event["name"]))
    return dict(times)


def _arrived(evidence: Evidence, matches: Matches, state: Delivery) -> str:
    rows = [message for message in evidence.messages if message.state == state]
    return f"{sum(bool(matches.of_row.get(row.id)) for row in rows)} of {len(rows)}"


def _excused(evidence: Evidence, matches: Matches) -> int:
    """Count the deliveries too many, each after one that we could not learn of."""
    return sum(
        sum(was_untold(evidence, delivery) for delivery in found[:-1])
        for found in matches.of_row.values()
    )


def _spread(waits: Sequence[float]) -> Figures:
    if len(waits) < 2:
        return {}
    hundredths = statistics.quantiles(waits, n=100)
    named = {"median": hundredths[49], "p95": hundredths[94], "p99": hundredths[98]}
    return {name: round(seconds, 2) for name, seconds in (named | {"max": max(waits)}).items()}


def _peak(times: Iterable[float]) -> int:
    return max(Counter(int(t) for t in times).values(), default=0)


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(Counter(names).most_common())
