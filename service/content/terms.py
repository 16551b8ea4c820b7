"""The words that an outsider may not know, and whether a text explains them. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.content.claims import passages
from service.content.entries import Problems, read_entries

EXPLAINED_BY = 2  # words of its meaning, beside a term, that explain it
_WORD = re.compile(r"[a-z]{4,}")
_TERM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b|\b[a-z]+\b")
_LINK = re.compile(r"\S*[@/]\S*|\bwww\.\S+")
_ROMAN = re.compile(r"[IVX]+")
# Letters that Indonesian words do not have, together or at their end.
_FOREIGN = re.compile(r"q|x|th|sh|ck|ph|wh|tion|ll|pp|ff|[^aeiou]y$|ght")
# English that these letters do not show, and that has a word of its own in Indonesian.
_LOANS = frozenset(
    "access call center chat claim deadline declare download event feedback form full helpdesk "
    "link login meeting offline online password posting review scam server share staff system "
    "tracking update upload user website".split()
)


@dataclass(frozen=True)
class Term:
    """A word and what it means; one that everybody knows needs no explanation."""

    meaning: str
    is_known: bool = False


def read_terms(folder: Path, problems: Problems) -> dict[str, Term]:
    """Read ``istilah.yml``: the words that an outsider may not know, each with its meaning."""
    return {
        entry.text("term", problems): Term(
            entry.text("meaning", problems), entry.values.get("known") is True
        )
        for entry in read_entries(folder / "istilah.yml", "terms", problems)
    }


def strange_terms(text: str) -> set[str]:
    """Return the abbreviations and foreign-looking words of a text."""
    words = set(_TERM.findall(_LINK.sub(" ", text)))
    return {
        word
        for word in words
        if (word.islower() and (word in _LOANS or _FOREIGN.search(word)))
        or (not word.islower() and not _ROMAN.fullmatch(word))
    }


def unexplained(title: str, text: str, terms: Mapping[str, Term]) -> Iterator[str]:
    """Yield the terms whose meaning stands neither in the title nor where they are first used."""
    cut = passages(_LINK.sub(" ", text))
    for word, term in terms.items():
        named = re.compile(rf"\b{re.escape(word)}\b")
        first = next((passage for passage in cut if named.search(passage)), None)
        if first is None or term.is_known:
            continue
        wanted = set(_WORD.findall(term.meaning.lower()))
        beside = set(_WORD.findall(f"{title} {first}".lower()))
        if len(wanted & beside) < min(EXPLAINED_BY, len(wanted)):
            yield word
