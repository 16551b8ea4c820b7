"""What speaks against learning sentences: asked before a label is proposed, and when approved.

A sentence of two intents teaches nothing, one that measures would measure nothing, an accusation
never reaches the classifier, and what a citizen is known by is never learnt.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from service.answering.hearing import learn_door
from service.content.entries import Problems
from service.content.folder import read_slang
from service.door.door import Heard
from service.errors import ContentInvalid
from service.examples.likeness import Likeness, Sentence, gist
from service.examples.measuring import measuring_questions
from service.examples.reading import said
from service.examples.register import active
from service.text import normalise

HIDDEN = "disembunyikan]"  # how the label ends that masking leaves

Hear = Callable[[str], Heard]


class ConflictKind(StrEnum):
    """What speaks against a sentence."""

    SAME = "same"  # it stands in another intent
    NEAR = "near"  # nothing that tells an intent differs from one in another intent
    MEASURES = "measures"
    ACCUSES = "accuses"  # or tells of danger: the door keeps nothing of it
    MASKED = "masked"  # personal data is in it, or was


@dataclass(frozen=True)
class Conflict:
    """A sentence that is not to be learnt, and why: both sides.

    Attributes:
        other_text: Of another intent, where that is the reason.
        place: The file of ``data/`` of the other, or file and line of what measures.
    """

    text: str
    kind: ConflictKind
    other_text: str = ""
    other_intent: str = ""
    place: str = ""


def conflicts_of(
    session: Session, texts: Iterable[str], intent: str, root: Path, hear: Hear | None = None
) -> list[Conflict]:
    """Return what speaks against learning an intent from sentences, in their order.

    Sentences that contradict each other are none: they are of one intent. Some two seconds.

    Args:
        hear: The door's ear (``Door.hear``); without one, a door is learnt at the first call,
            which takes a process some ten seconds and 150 MB.

    Raises:
        ContentInvalid: The content folder under the root is broken.
    """
    texts = list(dict.fromkeys(texts))
    if not texts:
        return []
    slang = _slang(root)
    hear = hear or _hear(root / "content")
    known = Likeness(list(sentences(session, slang)))
    measuring = {gist(one.plain): one.place for one in measuring_questions(root, slang)}
    found: list[Conflict] = []
    for text in texts:
        plain = normalise(said(text), slang)
        found += _at_the_door(text, hear)
        found += _in_another(text, plain, intent, known)
        if plain and gist(plain) in measuring:
            found.append(Conflict(text, ConflictKind.MEASURES, place=measuring[gist(plain)]))
    return found


def sentences(session: Session, slang: Mapping[str, str]) -> Iterator[Sentence]:
    """Yield everything that is learnt, in standard words."""
    for one in active(session):
        text = said(one.text)
        yield Sentence(text, normalise(text, slang), one.intent, f"data/{one.file}")


def _at_the_door(text: str, hear: Hear) -> Iterator[Conflict]:
    heard = hear(text)
    if heard.masked.kinds or HIDDEN in text:
        yield Conflict(text, ConflictKind.MASKED)
    if heard.channel is not None or heard.distress is not None:
        yield Conflict(text, ConflictKind.ACCUSES)


def _in_another(text: str, plain: str, intent: str, known: Likeness) -> Iterator[Conflict]:
    kind, other = ConflictKind.SAME, known.same(plain, intent)
    if other is None:
        kind, other = ConflictKind.NEAR, known.near(plain, intent)
    if other is not None:
        yield Conflict(text, kind, other.text, other.intent, other.place)


def _slang(root: Path) -> dict[str, str]:
    problems = Problems()
    slang = read_slang(root / "content", problems)
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return slang


@cache
def _hear(folder: Path) -> Hear:
    return learn_door(folder).hear
