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
        self._words = {n: utils.default_process(one.text) for n, one in enumerate(examples)}
        self._of: dict[str, set[int]] = {}
        for number, one in enumerate(examples):
            self._of.setdefault(one.intent, set()).add(number)

    def near(self, text: str, intent: str) -> Nearby:
        """Return the examples whose words have nearly a sentence's letters."""
        own = self._of.get(intent, set())
        same = self._nearest(text, {number: self._words[number] for number in own}, MOST)
        found = self._nearest(text, self._words, MOST + len(own))
        others = [one for one in found if one.intent != intent]
        return Nearby(text, tuple(same), tuple(others[:MOST]))

    def _nearest(self, text: str, among: dict[int, str], limit: int) -> list[Example]:
        found = process.extract(
            utils.default_process(text),
            among,
            scorer=fuzz.token_sort_ratio,
            limit=limit,
            score_cutoff=LEAST,
        )
        return [self._examples[number] for _, _, number in found]
