"""Examples near a sentence, on both sides: of the intent it is to be learnt for, and of others."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from service.examples.register import Example

MOST = 3  # of each side
LEAST = 0.2  # likeness, 0 to 1, below which an example says nothing


@dataclass(frozen=True)
class Nearby:
    """What stands near a sentence, the nearest first."""

    text: str
    same: tuple[Example, ...]
    others: tuple[Example, ...]


class Neighbours:
    """The examples, made ready once to be compared with many sentences.

    By their letters, three and four together, the rarer the heavier: a shared "magang" says more
    than a shared "apakah". 0.6 s for 21,000, then 8 ms a sentence.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self._examples = examples
        self._letters = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), dtype=np.float32)
        texts = [one.text for one in examples]
        self._known = self._letters.fit_transform(texts) if texts else None

    def near(self, text: str, intent: str) -> Nearby:
        """Return the examples that share most with a sentence."""
        if self._known is None:
            return Nearby(text, (), ())
        likeness = (self._known @ self._letters.transform([text]).T).toarray()[:, 0]
        order = [int(n) for n in np.argsort(-likeness, kind="stable") if likeness[n] >= LEAST]
        found = [self._examples[number] for number in order]
        same = tuple(one for one in found if one.intent == intent)
        others = tuple(one for one in found if one.intent != intent)
        return Nearby(text, same[:MOST], others[:MOST])
