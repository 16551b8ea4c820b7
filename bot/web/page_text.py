"""Plain text as a page lays it out: paragraphs, lists as lists, and what can be followed. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

_NUMBERED, _BULLET = re.compile(r"\d{1,2}[.)]\s+"), re.compile(r"[-•]\s+")
_FOLLOWED = re.compile(
    r"(?P<url>https?://[^\s<>\"]+|(?<![\w@./])www\.[^\s<>\"]+)"
    r"|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>(?<![\w.])(?:\+62[\s-]?\d{1,3}|\(0\d{2,3}\)|0\d{2,3})"
    r"[\s-]?\d{3,4}(?:[\s-]?\d{2,5}){1,3}(?!\w))"
)
_AFTER_URL = ".,;:!?)'\""  # ends a sentence, not an address


@dataclass(frozen=True)
class Span:
    """A piece of a line; ``href`` is where it leads, empty where it is only read."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph (``p``), or a list (``ol``, ``ul``) with a line for each item."""

    kind: str
    lines: tuple[tuple[Span, ...], ...]


def blocks_of(text: str) -> list[Block]:
    """Return a text's blocks in order; a list may stand in the middle of a paragraph's lines."""
    lines = [line.strip() for line in text.split("\n")]
    found = []
    for kind, run in groupby(lines, key=_kind_of):
        if kind:
            items = tuple(tuple(spans_of(_without_mark(kind, line))) for line in run)
            found.append(Block(kind, items))
    return found


def spans_of(line: str) -> Iterator[Span]:
    """Yield a line's pieces: web addresses, mail and telephone numbers lead somewhere."""
    at = 0
    for match in _FOLLOWED.finditer(line):
        said = match[0].rstrip(_AFTER_URL) if match["url"] else match[0]
        if match.start() > at:
            yield Span(line[at : match.start()])
        yield Span(said, _href(match, said))
        at = match.start() + len(said)
    if at < len(line):
        yield Span(line[at:])


def _kind_of(line: str) -> str:
    if not line:
        return ""
    if _NUMBERED.match(line):
        return "ol"
    return "ul" if _BULLET.match(line) else "p"


def _without_mark(kind: str, line: str) -> str:
    mark = {"ol": _NUMBERED, "ul": _BULLET}.get(kind)
    return mark.sub("", line, count=1) if mark else line


def _href(match: re.Match[str], said: str) -> str:
    if match["mail"]:
        return f"mailto:{said}"
    if match["phone"]:
        digits = re.sub(r"[^\d+]", "", said)
        return f"tel:{digits if digits.startswith('+') else '+62' + digits[1:]}"
    return said if said.startswith("http") else f"https://{said}"
