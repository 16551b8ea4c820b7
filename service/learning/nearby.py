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


class Neighbours:
    """The examples, made ready once to be compared with many sentences by their letters."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._words = [utils.default_process(one.text) for one in examples]

    def near(self, text: str, intent: str) -> Nearby:
        """Return the examples whose words have nearly a sentence's letters."""
        same = {n: self._words[n] for n, one in enumerate(self._examples) if one.intent == intent}
        rest = {n: words for n, words in enumerate(self._words) if n not in same}
        return Nearby(text, self._nearest(text, same), self._nearest(text, rest))

    def _nearest(self, text: str, among: dict[int, str]) -> tuple[Example, ...]:
        found = process.extract(
            utils.default_process(text),
            among,
            scorer=fuzz.token_sort_ratio,
            limit=MOST,
            score_cutoff=LEAST,
        )
        return tuple(self._examples[number] for _, _, number in found)
