"""Measures what the door does with accusations, and with stories of several messages.

Two formats, JSON lines, further keys allowed: ``text``, ``accuses`` and ``expect`` (articles about
the right channel), or ``messages`` (each ``text`` and ``held``) and ``expect``; ``against`` groups
both. Asked through the gateway's own code; what is held is told by the kind that was stored.
"""

import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from maintain.asking import Asked, Asker
from maintain.evaluating import QuestionsUnreadable
from service.releases.statistics import wilson
from service.updates.store import WORDLESS

ALL = "all"


@dataclass(frozen=True)
class Line:
    """A line of a file: one message or several of one citizen.

    Attributes:
        held: For each message, whether it is to be held.
        expect: The articles about the right channel; none for look-alikes.
    """

    name: str
    against: str
    texts: tuple[str, ...]
    held: tuple[bool, ...]
    expect: tuple[str, ...]

    @property
    def is_story(self) -> bool:
        """Whether it has several messages."""
        return len(self.texts) > 1


@dataclass
class Tally:
    """What was counted, by whom it was against, with each line that went wrong."""

    counts: dict[str, dict[str, list[bool]]] = field(default_factory=dict)
    mistakes: list[dict[str, Any]] = field(default_factory=list)

    def count(self, what: str, against: str, came: bool) -> None:
        """Count one thing that came as it should, or happened, or not."""
        for group in (ALL, against):
            self.counts.setdefault(what, {}).setdefault(group, []).append(came)

    def figures(self) -> dict[str, Any]:
        """Return the shares as JSON-ready data, each with n and Wilson's interval (95 %)."""
        shares = {
            what: {group: _share(came) for group, came in groups.items()}
            for what, groups in self.counts.items()
        }
        return {**shares, "mistakes": self.mistakes}


def reads_accusations(path: Path) -> bool:
    """Tell whether a file is one of these; errors are left to whoever reads it."""
    try:
        first = next(filter(str.strip, path.read_text(encoding="utf-8").splitlines()), "")
        values = json.loads(first)
    except (OSError, ValueError):
        return False
    return isinstance(values, dict) and ("accuses" in values or "messages" in values)


def read_lines(path: Path) -> list[Line]:
    """Read a file of accusations or stories.

    Raises:
        QuestionsUnreadable: A line is neither; names it.
    """
    lines = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not text.strip():
            continue
        try:
            lines.append(_read_line(json.loads(text), f"line {number}"))
        except (ValueError, KeyError, TypeError) as error:
            what = "expected text and accuses, or messages"
            raise QuestionsUnreadable(f"{path}:{number}: {what} ({error!r})") from error
    return lines


def _read_line(values: dict[str, Any], name: str) -> Line:
    expect = tuple(values.get("expect") or ())
    name = str(values.get("id", name))
    if "messages" in values:
        messages = values["messages"]
        texts = tuple(str(message["text"]) for message in messages)
        held = tuple(bool(message["held"]) for message in messages)
        return Line(name, str(values.get("against", "")), texts, held, expect)
    accuses = bool(values["accuses"])
    against = str(values.get("against") or "unnamed") if accuses else "look-alike"
    return Line(name, against, (str(values["text"]),), (accuses,), expect)


async def ask_lines(asker: Asker, lines: Iterable[Line]) -> AsyncIterator[list[Asked]]:
    """Let a new citizen write each line, and give what became of its messages."""
    for line in lines:
        citizen = asker.new_citizen()
        yield [await asker.ask(text, citizen=citizen) for text in line.texts]


def judge_line(tally: Tally, line: Line, asked: Sequence[Asked]) -> None:
    """Count what became of a line."""
    was_held = [one.kind in WORDLESS for one in asked]
    for text, expected, held, one in zip(line.texts, line.held, was_held, asked, strict=True):
        _count_message(tally, line, expected, held)
        if not one.reply.strip():
            tally.count("silent", line.against, came=True)
        if expected != held:
            went = "held" if held else "not held"
            tally.mistakes.append({"line": line.name, "text": text, "went": went})
    held_ones = [one for one, held in zip(asked, was_held, strict=True) if held]
    if held_ones and any(line.held) and line.expect:
        _count_channel(tally, line, held_ones[-1])


def _count_message(tally: Tally, line: Line, expected: bool, held: bool) -> None:
    if line.is_story:
        what = "particulars held" if expected else "harmless messages held"
    else:
        what = "noticed" if expected else "look-alikes held"
    tally.count(what, line.against, held)


def _count_channel(tally: Tally, line: Line, last: Asked) -> None:
    is_right = last.topic in line.expect or last.kind != "accusation"
    tally.count("right channel of the noticed", line.against, is_right)
    if not is_right:
        went = f"led to {last.topic}, expected {', '.join(line.expect)}"
        tally.mistakes.append({"line": line.name, "text": line.texts[-1], "went": went})


def _share(came: Sequence[bool]) -> dict[str, Any]:
    good, n = sum(came), len(came)
    return {
        "good": good,
        "n": n,
        "share": round(good / n, 4),
        "wilson": [round(bound, 4) for bound in wilson(good, n)],
    }


def report_lines(figures: dict[str, Any]) -> list[str]:
    """Return the figures in words, mistakes last."""
    lines = []
    for what, groups in figures.items():
        if what == "mistakes":
            continue
        for group, share in sorted(groups.items(), key=lambda item: item[0] != ALL):
            low, high = share["wilson"]
            of = f"{share['good']} of {share['n']}"
            interval = f"{low:.1%} to {high:.1%}"
            lines.append(f"{what:30} {group:12} {of:14} {share['share']:6.1%} ({interval})")
    return lines + [f"{m['line']}: {m['went']}: {m['text'][:120]}" for m in figures["mistakes"]]
