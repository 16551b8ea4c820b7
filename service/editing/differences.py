"""What two texts of an article do not share, word by word, part by part. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from service.editing.parts import PARTS, read_parts

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_WORDS_AT_MOST = 6000  # of both texts together, which are then compared line by line


class Said(StrEnum):
    """Which of two texts has some words."""

    BOTH = "both"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True)
class Span:
    """Some words, and which text has them."""

    said: Said
    words: str


@dataclass(frozen=True)
class Difference:
    """A part that is not the same in two texts."""

    part: str
    before: str
    after: str
    spans: tuple[Span, ...]


def differences(before: str, after: str) -> list[Difference]:
    """Return the parts that differ between two files, in the order of the form."""
    old, new = read_parts(before), read_parts(after)
    return [
        Difference(part, old[part], new[part], tuple(_spans(old[part], new[part])))
        for part in PARTS
        if old[part] != new[part]
    ]


def _spans(before: str, after: str) -> Iterator[Span]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if len(old) + len(new) > _WORDS_AT_MOST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Span(Said.BOTH, _joined(old[a:b]))
            continue
        if a < b:
            yield Span(Said.BEFORE, _joined(old[a:b]))
        if c < d:
            yield Span(Said.AFTER, _joined(new[c:d]))


def _joined(tokens: Sequence[str]) -> str:
    return "".join(tokens)
