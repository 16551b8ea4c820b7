"""Examples near a sentence, on both sides: of the intent it is to be learnt for, and of others."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from service.examples.register import Example

MOST = 3  # of each side
LEAST = 45.0  # likeness of 100 below which an example says nothing


@dataclass(frozen=True)
class Nearby:
    """What stands near a sentence, the nearest first."""

    text: str
    same: tuple[Example, ...]
    others: tuple[Example, ...]


def nearby(examples: Sequence[Example], text: str, intent: str) -> Nearby:
    """Return the examples whose letters are nearest to a sentence's."""
    same = [one for one in examples if one.intent == intent]
    others = [one for one in examples if one.intent != intent]
    return Nearby(text, _nearest(same, text), _nearest(others, text))


def _nearest(examples: Sequence[Example], text: str) -> tuple[Example, ...]:
    found = process.extract(
        text,
        [one.text for one in examples],
        scorer=fuzz.token_sort_ratio,
        processor=utils.default_process,
        limit=MOST,
        score_cutoff=LEAST,
    )
    return tuple(examples[place] for _, _, place in found)
