"""What an editor should look at again: hard to read, or a dead end. Nothing of it stops a load.

``tanya content check`` prints it. Pure.
"""

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from service.content.claims import NOT_FOUND
from service.content.entries import Problems, read_entries
from service.content.model import Article, Contact, Content

FRONT = 60  # characters in which an answer should say something that it knows
LONG = 22  # words in a sentence; plain-language guides ask for fewer
OFFICER = re.compile(r"\b(?:ketik|mengetik|minta) \"?petugas\b", re.IGNORECASE)
SORRY = re.compile(r"maaf\b", re.IGNORECASE)
_ITEM = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)
_BREAK = re.compile(r"\n+|(?<=[\w)\"][.!?])\s+(?=[A-Z0-9\"])")
_LINK = re.compile(r"\S*[@/]\S*|\bwww\.\S+")
_TERM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b|\b[a-z]+\b")
_ROMAN = re.compile(r"[IVX]+")
# Letters that Indonesian words do not have, together or at their end.
_FOREIGN = re.compile(r"q|x|th|sh|ck|ph|wh|tion|ll|pp|ff|[^aeiou]y$|ght")


def said_sentences(text: str) -> list[str]:
    """Return the sentences and list items of a text, in order."""
    return [s for piece in _BREAK.split(_ITEM.sub("", text)) if (s := piece.strip())]


def read_terms(folder: Path, problems: Problems) -> frozenset[str]:
    """Read ``istilah.yml``: the words that an outsider may not know, each with its meaning."""
    terms = []
    for entry in read_entries(folder / "istilah.yml", "terms", problems):
        entry.text("meaning", problems)
        terms.append(entry.text("term", problems))
    return frozenset(terms)


def advice(content: Content, terms: Collection[str]) -> list[str]:
    """Return a line for each thing to look at again."""
    lines = [
        f"referrals.yml: {referral.id} has no address"
        for referral in content.referrals
        if not referral.contacts
    ]
    for article in content.articles:
        lines += [f"{article.id}: {what}" for what in _looks(article, content.contacts, terms)]
    return lines


def _looks(
    article: Article, contacts: Collection[Contact], terms: Collection[str]
) -> Iterator[str]:
    whole = f"{article.text}\n\n{article.more}"
    for said in said_sentences(whole):
        if len(said.split()) > LONG:
            yield f"{len(said.split())} words in one sentence: {said[:50]!r}"
    first = said_sentences(article.text)[0]
    if SORRY.match(first) or NOT_FOUND.search(first[:FRONT]):
        yield f"what is not known stands first: {first[:50]!r}"
    if not OFFICER.search(whole) and not any(c.value in whole for c in contacts):
        yield "no way on: name a contact, or say how to reach an officer"
    for term in sorted(strange_terms(whole) - set(terms)):
        yield f"{term!r} is not in istilah.yml"


def strange_terms(text: str) -> set[str]:
    """Return the abbreviations and foreign-looking words of a text."""
    words = set(_TERM.findall(_LINK.sub(" ", text)))
    return {
        word
        for word in words
        if (word.islower() and _FOREIGN.search(word))
        or (not word.islower() and not _ROMAN.fullmatch(word))
    }
