"""What contradicts a sentence that is to be learnt: the same or nearly the same elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from service.examples.register import active

NEAR = 95.0  # of 100


@dataclass(frozen=True)
class Conflict:
    """A sentence that may not be learnt for an intent, and what stands against it."""

    text: str
    kind: str
    other_text: str
    other_intent: str
    place: str


def conflicts_of(
    session: Session, texts: Sequence[str], intent: str, root: Path
) -> list[Conflict]:
    """Return what stands against learning sentences for an intent."""
    found = []
    for one in active(session):
        for text in texts:
            if one.intent == intent:
                continue
            likeness = fuzz.ratio(text.lower(), one.text.lower())
            if likeness >= NEAR:
                kind = "same" if likeness == 100.0 else "near"
                place = f"data/{one.file}"
                found.append(Conflict(text, kind, one.text, one.intent, place))
    return found
