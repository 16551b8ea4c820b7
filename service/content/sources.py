"""Reads ``sources.yml``: every source once, named by articles and contacts with its key. Pure."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from service.content.entries import Entry, Problems, read_entries
from service.content.model import Content, Source, SourceKind

FILE = "sources.yml"
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
OWN = "S"  # the grade of what this service knows of itself
GRADES = ("A", "B", "C", "D", OWN)
REST = "selengkapnya"  # what a source is for that carries nothing of the main answer


def read_sources(folder: Path, problems: Problems) -> dict[str, Source]:
    """Read every source by its key; a key or an address that stands twice is a problem."""
    known: dict[str, Source] = {}
    owner: dict[str, str] = {}
    for entry in read_entries(folder / FILE, "sources", problems):
        source = _source(entry, problems)
        if source.key in known:
            problems.add(entry.path, entry.line_of("key"), f"key {source.key!r} stands twice")
        if source.url and source.url in owner:
            what = f"{owner[source.url]!r} has the same address: cite that key instead"
            problems.add(entry.path, entry.line_of("url"), what)
        owner.setdefault(source.url, source.key)
        known[source.key] = source
    return known


def cited_sources(
    entry: Entry, known: Mapping[str, Source], problems: Problems
) -> tuple[Source, ...]:
    """Return what an article's ``sources`` names, in its order."""
    listed, line = entry.values.get("sources"), entry.line_of("sources")
    if not isinstance(listed, list) or not listed:
        what = "sources is missing: every article names where it comes from"
        problems.add(entry.path, line, what)
        return ()
    cited: list[Source] = []
    for item in listed:
        key, is_rest = _citation(item)
        if key is None:
            what = f"{item!r} is neither a key of {FILE} nor {{key: …, for: {REST}}}"
            problems.add(entry.path, line, what)
        elif key not in known:
            problems.add(entry.path, line, f"{FILE} has no source {key!r}")
        elif key in {source.key for source in cited}:
            problems.add(entry.path, line, f"source {key!r} is named twice")
        else:
            cited.append(replace(known[key], rest=is_rest))
    return tuple(cited)


def unused_sources(content: Content) -> list[str]:
    """Return the keys that nothing names: they would be kept up for no answer."""
    cited = {source.key for article in content.articles for source in article.sources}
    for article in content.articles:
        cited.update(s.key for told in article.fields.values() for s in told.sources)
    named = {contact.source.key for contact in content.contacts}
    return sorted({source.key for source in content.sources} - cited - named)


def _citation(item: object) -> tuple[str | None, bool]:
    """Return the key that an item of ``sources`` names, and whether it is for the rest only."""
    if isinstance(item, str):
        return item, False
    if isinstance(item, dict) and set(item) == {"key", "for"} and item["for"] == REST:
        return str(item["key"]), True
    return None, False


def _source(entry: Entry, problems: Problems) -> Source:
    key, grade, url = (entry.text("key", problems), str(entry.values.get("grade")),
                       entry.maybe_text("url") or "")  # fmt: skip
    kind = entry.text("kind", problems)
    if key and not KEY.fullmatch(key):
        what = "key must be lower-case words joined by hyphens"
        problems.add(entry.path, entry.line_of("key"), what)
    if grade not in GRADES:
        problems.add(entry.path, entry.line_of("grade"), "grade must be one of A, B, C, D or S")
    if kind and kind not in set(SourceKind):
        allowed = ", ".join(SourceKind)
        problems.add(entry.path, entry.line_of("kind"), f"kind must be one of {allowed}")
    if grade not in ("D", OWN) and not url.startswith(("http://", "https://")):
        problems.add(entry.path, entry.line_of("url"), f"source {key!r} needs its address (url)")
    return Source(
        title=entry.text("title", problems),
        url=url,
        dated=entry.text("dated", problems),
        grade=grade,
        key=key,
        kind=kind,
    )
