"""Reads ``deadlines.yml``: until when each kind of request is answered, and by which law."""

from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from service.content.entries import Entry, Problems, read_entries
from service.content.model import Source
from service.hours.deadlines import QUESTION, DeadlineRule


def read_deadlines(
    folder: Path,
    problems: Problems,
    sources: Mapping[str, Source] | None = None,
    topics: Collection[str] | None = None,
) -> tuple[DeadlineRule, ...]:
    """Read the rules; where ``sources`` and ``topics`` are given, what is named must be there."""
    path = folder / "deadlines.yml"
    entries = read_entries(path, "deadlines", problems)
    rules = tuple(_rule(entry, problems) for entry in entries)
    for entry, rule in zip(entries, rules, strict=True):
        for line, what in _faults(rule, sources, topics):
            problems.add(path, entry.line_of(line), what)
    for name, times in Counter(
        [r.kind for r in rules] + [t for r in rules for t in r.topics]
    ).items():
        if times > 1:
            problems.add(path, 1, f"{name!r} is listed {times} times")
    if QUESTION not in {rule.kind for rule in rules}:
        problems.add(path, 1, f"the kind {QUESTION!r} is missing")
    return rules


def _rule(entry: Entry, problems: Problems) -> DeadlineRule:
    return DeadlineRule(
        kind=entry.text("kind", problems),
        name=entry.text("name", problems),
        law=entry.maybe_text("law") or "",
        sources=entry.texts("sources", problems),
        topics=entry.texts("topics", problems),
        working_days=_days(entry, "working_days", problems),
        working_hours=_hours(entry, "working_hours", problems),
        extension_days=_days(entry, "extension_days", problems),
        remind_hours=_hours(entry, "remind_hours", problems) or 0,
    )


def _days(entry: Entry, key: str, problems: Problems) -> int | None:
    number = entry.maybe_number(key, problems)
    if number is None or (number >= 1 and number == int(number)):
        return None if number is None else int(number)
    problems.add(entry.path, entry.line_of(key), f"{key} must be a whole number of at least 1")
    return None


def _hours(entry: Entry, key: str, problems: Problems) -> float | None:
    number = entry.maybe_number(key, problems)
    if number is None or number > 0:
        return number
    problems.add(entry.path, entry.line_of(key), f"{key} must be more than 0")
    return None


def _faults(
    rule: DeadlineRule, sources: Mapping[str, Source] | None, topics: Collection[str] | None
) -> list[tuple[str, str]]:
    """Return line and fault: a right without its source would be a promise of our own."""
    found = []
    if rule.is_right and not rule.sources:
        found.append(("law", "a right needs its sources"))
    if rule.is_right and rule.working_days is None:
        found.append(("law", "a right needs working_days"))
    if rule.working_days is not None and rule.working_hours is not None:
        found.append(("working_hours", "either working_days or working_hours"))
    for key in rule.sources:
        if sources is not None and (key not in sources or sources[key].is_hearsay):
            found.append(("sources", f"sources.yml has no {key!r} better than D"))
    for topic in rule.topics:
        if topics is not None and topic not in topics:
            found.append(("topics", f"there is no article {topic!r}"))
    return found
