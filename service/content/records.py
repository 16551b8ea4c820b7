"""Reads what writers keep of an article, its lay words, and its way on. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import TypeVar

from service.content.contacts import contact_problems, put_in
from service.content.entries import Entry, Problems
from service.content.model import Audience, Change, Contact, Kind, Record

SEARCHED = "pencarian"  # what a lay word is for that the classifier must not learn
ALSO_LIMIT = 48  # characters of a lay word; more is a question
# How an article says where somebody can go who is not helped by it.
WAY_ON = re.compile(
    r"\b(?:ketik|mengetik|minta) \"?petugas\b|\bketik nama (?:kota|kabupaten|provinsi)\w*",
    re.IGNORECASE,
)

Word = TypeVar("Word", bound=StrEnum)


def read_record(entry: Entry, problems: Problems) -> Record:
    """Return what is kept of an article; report what is missing."""
    kind = entry.text("kind", problems)
    audience = entry.texts("audience", problems)
    if not audience:
        what = f"audience is missing: {', '.join(Audience)}"
        problems.add(entry.path, entry.line_of("audience"), what)
    return Record(
        kind=_word(entry, "kind", kind, Kind, problems) or Kind.FACT,
        need=entry.text("need", problems),
        audience=tuple(
            word
            for name in audience
            if (word := _word(entry, "audience", name, Audience, problems))
        ),
        checked_by=entry.text("checked_by", problems),
        changes=_changes(entry, problems),
    )


def read_also(entry: Entry, problems: Problems) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the lay words of an article, and those of them that the classifier learns."""
    every: list[str] = []
    taught: list[str] = []
    for item in entry.values.get("also") or []:
        word, is_taught = (item, True) if isinstance(item, str) else (_searched(item), False)
        if word is None or len(word) > ALSO_LIMIT:
            what = f"{item!r} is neither a few words nor {{text: …, for: {SEARCHED}}}"
            problems.add(entry.path, entry.line_of("also"), what)
            continue
        every.append(word)
        taught += [word] if is_taught else []
    if not every:
        what = "also is missing: lay words and synonyms by which the article is found"
        problems.add(entry.path, entry.line_of("also"), what)
    return tuple(every), tuple(taught)


def read_way_on(entry: Entry, contacts: Mapping[str, Contact], problems: Problems) -> str:
    """Return the sentence that says whom to ask; one that leads nowhere is a problem."""
    written = entry.text("next", problems)
    for what in contact_problems(written, contacts):
        problems.add(entry.path, entry.line_of("next"), what)
    said = put_in(written, contacts)
    if written and said == written and not WAY_ON.search(written):
        what = "next leads nowhere: name a contact, or say how to reach an officer or an office"
        problems.add(entry.path, entry.line_of("next"), what)
    return said


def _word(
    entry: Entry, key: str, value: str, allowed: type[Word], problems: Problems
) -> Word | None:
    if value in set(allowed):
        return allowed(value)
    if value:
        what = f"{key} {value!r} must be one of {', '.join(allowed)}"
        problems.add(entry.path, entry.line_of(key), what)
    return None


def _searched(item: object) -> str | None:
    """Return the word of an item that is for search only."""
    if isinstance(item, dict) and set(item) == {"text", "for"} and item["for"] == SEARCHED:
        return str(item["text"])
    return None


def _changes(entry: Entry, problems: Problems) -> tuple[Change, ...]:
    found = []
    for item in entry.values.get("changes") or [None]:
        is_change = isinstance(item, dict) and set(item) == {"day", "what"}
        if is_change and isinstance(item["day"], date) and isinstance(item["what"], str):
            found.append(Change(item["day"], item["what"]))
        else:
            what = "changes must list {day: 2026-11-28, what: …}, the newest first"
            problems.add(entry.path, entry.line_of("changes"), what)
    if found != sorted(found, key=lambda change: change.day, reverse=True):
        what = "changes must have the newest first"
        problems.add(entry.path, entry.line_of("changes"), what)
    return tuple(found)
