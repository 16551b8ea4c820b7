"""What an article claims, and how sure that is: marks of sources, doubt, and its status. Pure.

``[^key]`` behind a sentence binds the source ``key`` to it, and ``[^key?]`` one that says so but
has still to be confirmed. Citizens never see a mark. A passage that rests on grade D, or on a
mark with ``?``, must say that it is unconfirmed, and then its article is not ``verified``. A
passage that names a doubtful contact must say so as well.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from service.content.contacts import named
from service.content.entries import Entry, Problems
from service.content.model import Contact, Source, Status
from service.content.sources import REST

MARK = re.compile(r"\[\^(?P<key>[a-z0-9-]+)(?P<doubt>\??)\]")
# Words by which a passage says that it is not certain.
UNCONFIRMED = re.compile(
    r"\b(?:belum|tidak|perlu|mohon|harus)\b(?: \w+){0,3}? (?:di)?pastikan\b"
    r"|\bpastikan (?:dulu|dahulu)\b|\bbelum pasti\b",
    re.IGNORECASE,
)
# Words by which an answer says that something was not found; "bila tidak ditemukan" is advice.
NOT_FOUND = re.compile(
    r"(?<!bila )\b(?:belum|tidak)\b(?: \w+){0,3}? (?:(?:di|me)?nemukan|(?:di)?temukan"
    r"|(?:di)?pastikan|(?:di)?ketahui|baca|periksa|punya informasi|ada dalam sumber)\b",
    re.IGNORECASE,
)
BETTER_THAN_COPIES = frozenset("ABS")


@dataclass(frozen=True)
class Claims:
    """An article's two parts as they were written, with the sources that it names."""

    entry: Entry
    text: str
    more: str
    cited: Sequence[Source]
    contacts: Mapping[str, Contact]


def without_marks(text: str) -> str:
    """Return a text as citizens read it."""
    return MARK.sub("", text)


def bound_sources(claims: Claims, problems: Problems) -> tuple[Source, ...]:
    """Return the sources with whether they carry the main answer; report marks that are wrong."""
    in_text = {mark["key"] for mark in MARK.finditer(claims.text)}
    in_more = {mark["key"] for mark in MARK.finditer(claims.more)}
    _report_strange(claims, in_text | in_more, problems)
    _report_unbound(claims, in_text, in_more, problems)
    _report_certain(claims, problems)
    return tuple(
        replace(s, rest=s.rest or (s.key in in_more and s.key not in in_text))
        for s in claims.cited
    )


def report_status(
    entry: Entry, status: Status, text: str, sources: Sequence[Source], problems: Problems
) -> None:
    """Refuse ``verified`` where the main answer is not: the status follows the text."""
    if status is not Status.VERIFIED:
        return
    main = [source for source in sources if not source.rest]
    reasons = [f"the text says {m.group()!r}" for m in [NOT_FOUND.search(text)] if m]
    if any(s.is_hearsay for s in main) or any(mark["doubt"] for mark in MARK.finditer(text)):
        reasons.append("part of the main answer is unconfirmed")
    if not any(s.grade in BETTER_THAN_COPIES for s in main):
        reasons.append("no source of the main answer is better than C")
    for reason in reasons:
        what = f"status cannot be 'verified': {reason}"
        problems.add(entry.path, entry.line_of("status"), what)


def passages(text: str) -> list[str]:
    """Cut a text at its blank lines; a list belongs to what stands before it."""
    cut: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        is_list = re.match(r"(?:-|\d+\.) ", block.strip()) is not None
        cut[-1:] = [f"{cut[-1]}\n{block}"] if is_list and cut else [*cut[-1:], block]
    return cut


def _report_strange(claims: Claims, marked: set[str], problems: Problems) -> None:
    for key in sorted(marked - {source.key for source in claims.cited}):
        what = f"[^{key}] marks a source that the article's sources do not name"
        problems.add(claims.entry.path, claims.entry.line_of("sources"), what)


def _report_unbound(
    claims: Claims, in_text: set[str], in_more: set[str], problems: Problems
) -> None:
    path, line = claims.entry.path, claims.entry.line_of("sources")
    for source in claims.cited:
        if source.is_hearsay and source.key not in in_text | in_more:
            what = f"{source.key!r} is of grade D: put [^{source.key}] behind what rests on it"
            problems.add(path, line, what)
        if source.rest and source.key in in_text:
            what = f"{source.key!r} is for {REST!r}, but [^{source.key}] stands before that"
            problems.add(path, line, what)


def _report_certain(claims: Claims, problems: Problems) -> None:
    for passage in [*passages(claims.text), *passages(claims.more)]:
        if what := told_as_certain(passage, claims.cited, claims.contacts):
            problems.add(claims.entry.path, claims.entry.line_of("sources"), what)


def told_as_certain(
    passage: str, cited: Iterable[Source], contacts: Mapping[str, Contact]
) -> str | None:
    """Return what is wrong with a passage that does not say how doubtful it is; else None."""
    hearsay = {source.key for source in cited if source.is_hearsay}
    marks = [m.group() for m in MARK.finditer(passage) if m["doubt"] or m["key"] in hearsay]
    doubtful = [c.value for c in named(passage, contacts) if c.is_doubtful]
    if not (marks or doubtful) or UNCONFIRMED.search(passage):
        return None
    said = " ".join(without_marks(passage).split())[:60]
    return f"rests on {[*marks, *doubtful][0]} and must say that it is unconfirmed: {said!r}"
