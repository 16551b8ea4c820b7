"""The marks of a reply: one text in the outbox, read alike by every channel and by the desk. Pure.

``# `` a title, ``! `` a caution, ``> `` a line of provenance, in which ``[title](address)`` is a
source, ``@unit[…]`` and ``@checked[…]`` are a unit and a date; everything else is the body, where
``@time[1764550800](Senin pukul 08.00 WIB)`` names a moment. Only what bot and system write has
marks; what looks like one in a text of theirs has a backslash.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from urllib.parse import quote

from service.outcomes import Author

MARKED = frozenset({Author.BOT, Author.SYSTEM})  # what others wrote is shown as they typed it

_TITLE, _CAUTION, _FOOT = "# ", "! ", "> "
_LOOKS_MARKED = re.compile(r"^(?=\\*[#!>] )", re.MULTILINE)
_ESCAPED = re.compile(r"^\\(?=\\*[#!>] )", re.MULTILINE)
_MOMENT = re.compile(r"@time\[(?P<unix>\d{1,11})\]\((?P<words>[^()\n]+)\)")
_LOOKS_A_MOMENT = re.compile(r"(?<=@time)(?=\\*\[\d)")
_ESCAPED_MOMENT = re.compile(r"(?<=@time)\\(?=\\*\[\d)")
_BLANK_LINES = re.compile(r"\n\s*\n\s*\n+")
_LINK = re.compile(
    r"(?P<before>[^\[\]]*?)(?P<kind>@unit|@checked)?\[(?P<value>(?:\\.|[^\\\[\]])*)\]"
    r"(?(kind)|\((?P<url>[^\s()]*)\))(?P<after>.*)"
)
_ADDRESS = re.compile(r"https?://[^\s()<>\"'`\\]+")
_SAFE_IN_ADDRESS = ":/?#@!$&*+,;=-._~%[]"
_BRACKET = re.compile(r"([\\\[\]])")
_UNBRACKET = re.compile(r"\\([\\\[\]])")


class FootKind(StrEnum):
    """What a line under a reply tells."""

    SOURCE = ""
    UNIT = "@unit"
    CHECKED = "@checked"


@dataclass(frozen=True)
class FootLine:
    """One line of provenance: a value in its sentence.

    Attributes:
        value: A source's title, a unit's name, or a date in words.
        url: A source's address, ``http`` or ``https``; empty for others, and where it is unknown.
    """

    kind: FootKind
    before: str
    value: str
    after: str
    url: str = ""

    @property
    def words(self) -> str:
        """The line as it is read where an address is not shown."""
        return f"{self.before}{self.value}{self.after}".strip()

    @property
    def dated(self) -> str:
        """A source's date in words, empty where it has none."""
        return self.after.strip(" ,.") if self.kind is FootKind.SOURCE else ""


@dataclass(frozen=True)
class MarkedText:
    """A reply taken apart.

    Attributes:
        body: Paragraphs by blank lines; lines "1. " and "- " are lists.
        foot: Its provenance, in order.
        moments: Unix times of the words in the body that name a moment.
    """

    title: str = ""
    body: str = ""
    cautions: tuple[str, ...] = ()
    foot: tuple[FootLine, ...] = ()
    moments: Mapping[str, int] = field(default_factory=dict)

    @property
    def sources(self) -> tuple[FootLine, ...]:
        """The lines that name a source."""
        return tuple(line for line in self.foot if line.kind is FootKind.SOURCE)

    @property
    def unit(self) -> str:
        """The unit that answers for it, empty where none is named."""
        return self._value_of(FootKind.UNIT)

    @property
    def checked(self) -> str:
        """When it was checked, in words; empty where that is not said."""
        return self._value_of(FootKind.CHECKED)

    def _value_of(self, kind: FootKind) -> str:
        return next((line.value for line in self.foot if line.kind is kind), "")


def link(title: str, url: str) -> str:
    """Return a source's title and address, to be put into a line of provenance."""
    safe = quote(url.strip(), safe=_SAFE_IN_ADDRESS)
    return f"[{_bracketed(title)}]({safe if _ADDRESS.fullmatch(safe) else ''})"


def value(kind: FootKind, words: str) -> str:
    """Return a unit's name or a date, to be put into a line of provenance."""
    return f"{kind.value}[{_bracketed(words)}]"


def moment(words: str, at: datetime) -> str:
    """Return the words for a moment, to be put into a body; readers see it by their own clocks."""
    return f"@time[{int(at.timestamp())}]({words})"


def compose(
    body: str, title: str = "", cautions: Sequence[str] = (), foot: Sequence[str] = ()
) -> str:
    """Write a reply with its marks; nothing in ``body`` is read as one.

    Args:
        body: Plain text.
        title: One line.
        cautions: What must be known before one relies on it, each a sentence.
        foot: Lines of provenance with what ``link`` and ``value`` return.
    """
    blocks = (_marked(_TITLE, [title]), escaped(body))
    return "\n\n".join(filter(None, (*blocks, _marked(_CAUTION, cautions), _marked(_FOOT, foot))))


def escaped(text: str) -> str:
    """Return a plain text as one that no reader takes for marks."""
    tidy = _BLANK_LINES.sub("\n\n", text).strip()
    return _LOOKS_A_MOMENT.sub(r"\\", _LOOKS_MARKED.sub(r"\\", tidy))


def read_markup(text: str) -> MarkedText:
    """Take a reply of bot or system apart, whatever the order of its marks."""
    first, _, rest = text.partition("\n")
    title, lines = (first[2:].strip(), rest) if first.startswith(_TITLE) else ("", text)
    body, cautions, foot = [], [], []
    for line in lines.split("\n"):
        told = _read_foot(line)
        if told is not None:
            foot.append(told)
        elif line.startswith(_CAUTION):
            cautions.append(line.removeprefix(_CAUTION).strip())
        else:
            body.append(line)
    said, moments = _read_moments(_BLANK_LINES.sub("\n\n", "\n".join(body)).strip())
    return MarkedText(title, _ESCAPED.sub("", said), tuple(cautions), tuple(foot), moments)


def read_by(who: str, text: str) -> MarkedText:
    """Take a message apart by who wrote it: marks of citizens and officers are just characters."""
    return read_markup(text) if who in MARKED else MarkedText(body=text)


def write_markup(marked: MarkedText) -> str:
    """Write what ``read_markup`` reads."""
    body = escaped(marked.body)
    for words, unix in marked.moments.items():
        body = body.replace(words, f"@time[{unix}]({words})")
    title, foot = _marked(_TITLE, [marked.title]), map(_foot_text, marked.foot)
    blocks = (title, body, _marked(_CAUTION, marked.cautions), _marked(_FOOT, list(foot)))
    return "\n\n".join(filter(None, blocks))


def with_notes(text: str, notes: Sequence[str]) -> str:
    """Return a reply with further paragraphs at the end of its body."""
    marked = read_markup(text)
    read = [_read_moments(note) for note in notes]
    body = "\n\n".join(filter(None, [marked.body, *(words for words, _ in read)]))
    moments = {key: unix for _, more in read for key, unix in more.items()}
    return write_markup(replace(marked, body=body, moments={**marked.moments, **moments}))


def fields_of(marked: MarkedText) -> dict[str, Any]:
    """Return the fields of a message on the web page, JSON-ready."""
    return {
        "title": marked.title,
        "text": marked.body,
        "cautions": list(marked.cautions),
        "sources": [
            {"title": line.value, "url": line.url, "dated": line.dated} for line in marked.sources
        ],
        "unit": marked.unit,
        "checked": marked.checked,
    }


def said(marked: MarkedText) -> str:
    """Return what is read where a link shows its title only."""
    return _blocks(marked, [line.words for line in marked.foot])


def plain(text: str) -> str:
    """Return a reply of bot or system where nothing can be bold or a link."""
    marked = read_markup(text)
    return _blocks(marked, [_with_address(line) for line in marked.foot])


def plain_by(who: str, text: str) -> str:
    """Return a message so, whoever wrote it."""
    return plain(text) if who in MARKED else text


def _blocks(marked: MarkedText, foot: list[str]) -> str:
    parts = (marked.title, marked.body, "\n".join(marked.cautions), "\n".join(foot))
    return "\n\n".join(filter(None, parts))


def _with_address(line: FootLine) -> str:
    return f"{line.words}\n{line.url}" if line.url else line.words


def _read_moments(text: str) -> tuple[str, dict[str, int]]:
    """Return a body's words, and the moments that are marked in it."""
    moments = {found["words"]: int(found["unix"]) for found in _MOMENT.finditer(text)}
    return _ESCAPED_MOMENT.sub("", _MOMENT.sub(lambda found: found["words"], text)), moments


def _marked(mark: str, lines: Sequence[str]) -> str:
    return "\n".join(mark + " ".join(line.split()) for line in lines if line.strip())


def _bracketed(words: str) -> str:
    return _BRACKET.sub(r"\\\1", " ".join(words.split()))


def _foot_text(line: FootLine) -> str:
    shown = value(line.kind, line.value)
    if line.kind is FootKind.SOURCE:
        shown = link(line.value, line.url)
    return f"{line.before}{shown}{line.after}"


def _read_foot(line: str) -> FootLine | None:
    """Read a line of provenance; None for one that only begins like it."""
    found = _LINK.fullmatch(line.removeprefix(_FOOT)) if line.startswith(_FOOT) else None
    if found is None:
        return None
    kind, url = FootKind(found["kind"] or ""), found["url"] or ""
    is_link = kind is FootKind.SOURCE and _ADDRESS.fullmatch(url)
    return FootLine(
        kind=kind,
        before=found["before"],
        value=_UNBRACKET.sub(r"\1", found["value"]),
        after=found["after"],
        url=url if is_link else "",
    )
