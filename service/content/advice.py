"""What an editor should look at again: hard to read, or a dead end. Nothing of it stops a load.

``tanya content check`` prints it. Pure.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from service.content.claims import NOT_FOUND, passages
from service.content.model import Article, Contact, Content, Kind
from service.content.terms import Term, strange_terms, unexplained

FRONT = 60  # characters in which an answer should say something that it knows
LONG = 22  # words in a sentence; plain-language guides ask for fewer
OFFICER = re.compile(r"\b(?:ketik|mengetik|minta) \"?petugas\b", re.IGNORECASE)
# Words at whose head a text greets or excuses itself before it answers.
NO_ANSWER = re.compile(
    r"(?:mohon )?maaf\b|terima kasih\b|halo\b|selamat (?:pagi|siang|sore|malam)\b", re.IGNORECASE
)
IS_ANSWER = re.compile(r"(?:ya|tidak|bisa|boleh|belum|setahu kami)\b", re.IGNORECASE)
# What stands before steps, and what stands at the head of a choice instead of a step.
STEPS = re.compile(r"\b(?:tahap|langkah|berurutan|urutan)\w*\b", re.IGNORECASE)
CONDITION = re.compile(r"(?:bila|jika|kalau|apabila)\b", re.IGNORECASE)
OTHERWISE = re.compile(r"atau\b", re.IGNORECASE)
_ITEM = re.compile(r"^(?:-|\d+\.) ", re.MULTILINE)
_NUMBERED = re.compile(r"^\d+\. (.*)$", re.MULTILINE)
_BREAK = re.compile(r"\n+|(?<=[\w)\"][.!?])\s+(?=[A-Z0-9\"])")
_BEGINNING = re.compile(r"\b[a-z]{4,5}")


def said_sentences(text: str) -> list[str]:
    """Return the sentences and list items of a text, in order."""
    return [s for piece in _BREAK.split(_ITEM.sub("", text)) if (s := piece.strip())]


def advice(content: Content, terms: Mapping[str, Term]) -> list[str]:
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
    article: Article, contacts: Collection[Contact], terms: Mapping[str, Term]
) -> Iterator[str]:
    whole = f"{article.text}\n\n{article.more}"
    told = "\n\n".join([whole, article.way_on, *(f.text for f in article.fields.values())])
    for said in said_sentences(told):
        if len(said.split()) > LONG:
            yield f"{len(said.split())} words in one sentence: {said[:50]!r}"
    yield from _of_the_first_sentence(article)
    if not OFFICER.search(whole) and not any(c.value in whole for c in contacts):
        yield "no way on: name a contact, or say how to reach an officer"
    for passage in passages(whole):
        if not _is_sequence(passage, article.record.kind):
            yield f"a numbered list that is no sequence of steps: {passage[:50]!r}"
    for term in sorted(strange_terms(told) - set(terms)):
        yield f"{term!r} is not in istilah.yml"
    for term in unexplained(article.title, whole, terms):
        yield f"{term!r} is not explained where it is first used"


def _of_the_first_sentence(article: Article) -> Iterator[str]:
    first = said_sentences(article.text)[0]
    if NOT_FOUND.search(first[:FRONT]):
        yield f"what is not known stands first: {first[:50]!r}"
    asked = _beginnings(" ".join([article.title, *article.questions]))
    is_near = not asked.isdisjoint(_beginnings(first))
    is_plain = IS_ANSWER.match(first) or first.endswith(":")
    if NO_ANSWER.match(first) or first.endswith("?") or not (is_near or is_plain):
        yield f"the first sentence is no answer: {first[:50]!r}"


def _beginnings(text: str) -> set[str]:
    """Return the beginnings of a text's words, which are the same for most forms of a word."""
    return set(_BEGINNING.findall(text.lower()))


def _is_sequence(passage: str, kind: Kind) -> bool:
    """Tell whether a passage numbers nothing, or steps: whole sentences, one after the other."""
    items = _NUMBERED.findall(passage)
    if not items:
        return True
    is_of_steps = kind is Kind.STEPS or STEPS.search(passage.partition("\n1. ")[0])
    conditions = sum(bool(CONDITION.match(item)) for item in items)
    is_choice = conditions > 1 or any(OTHERWISE.match(item) for item in items)
    is_whole = all(item.endswith((".", "?", "!")) for item in items)
    return bool(is_of_steps) and is_whole and not is_choice
