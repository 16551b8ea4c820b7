"""What a whole message means, beside its words: a second reader where these are undecided.

"Mobil dinasnya tiga, sekarang satu" has no word of a wrong. A message's sentence vector is weighed
by lines that were learnt beforehand (``tanya meaning``), one for each question, and what
comes out is added to what the words say. It is asked only where the words are near to undecided,
since a vector takes milliseconds. Of messages nothing is kept but the vectors of the newest few.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

REMEMBERED = 4  # vectors of the newest messages, by a digest: each is asked for more than once
CLOSER = 20.0  # of ``LogisticRegression``: more learns the examples closer


class Question(StrEnum):
    """What is asked of a message."""

    ACCUSES = "accuses"
    DISTRESS = "distress"


@dataclass(frozen=True)
class Weight:
    """How much the meaning says beside the words; docs/nlu.md shows others.

    Attributes:
        share: Of the meaning's score (0 undecided, some 7 sure), added to the words' margin.
        least: What both together must reach for a yes.
        reach: How far from yes the words' margin may be, either way, for the meaning to be asked.
    """

    share: float
    least: float
    reach: float


WEIGHTS = {
    Question.ACCUSES: Weight(0.15, -0.1, 0.7),
    Question.DISTRESS: Weight(0.15, 0.27, 0.6),
}
HINT = Weight(
    0.3, 0.0, 1.5
)  # in talk, for what tells a deed of nobody: it must read like one as well
Encode = Callable[[str], Any]  # a text to its vector, (n,) float32 of unit length
Line = Sequence[float]  # what each dimension weighs, and behind them the constant


class Meaning:
    """Adds what a message means to what its words say; without lines the words decide."""

    def __init__(
        self, lines: Mapping[str, Line] | None = None, encode: Encode | None = None
    ) -> None:
        self._lines = {
            key: np.array(line, dtype=np.float32) for key, line in (lines or {}).items()
        }
        self._encode = encode
        self._vectors: OrderedDict[bytes, Any] = OrderedDict()
        self._lock = threading.Lock()

    def margin(
        self, question: Question, text: str, by_words: float, weight: Weight | None = None
    ) -> float:
        """Return how far a message is from no (below 0) or yes, words and meaning together.

        Args:
            question: What is asked.
            text: Masked.
            by_words: The same by its words alone; far from 0 it is returned as it is.
            weight: What the meaning weighs, where it is not what is usual for the question.
        """
        weight = weight or WEIGHTS[question]
        if question not in self._lines or self._encode is None or abs(by_words) > weight.reach:
            return by_words
        line = self._lines[question]
        score = float(self._vector(text) @ line[:-1] + line[-1])
        return by_words + weight.share * score - weight.least

    def _vector(self, text: str) -> Any:
        digest = blake2b(text.encode(errors="replace"), digest_size=16).digest()
        with self._lock:
            if digest in self._vectors:
                return self._vectors[digest]
        vector = self._encode(text) if self._encode is not None else None
        with self._lock:
            self._vectors[digest] = vector
            while len(self._vectors) > REMEMBERED:
                self._vectors.popitem(last=False)
        return vector


def learn_line(yes: Any, no: Any) -> list[float]:
    """Learn the line that parts two heaps of vectors.

    Args:
        yes: The vectors of what the answer is yes to, (n, dimensions).
        no: The others', (m, dimensions).

    Returns:
        What each dimension weighs, and the constant last.
    """
    judge = LogisticRegression(C=CLOSER, class_weight="balanced", max_iter=500)
    judge.fit(np.concatenate((yes, no)), [True] * len(yes) + [False] * len(no))
    return [round(float(value), 4) for value in (*judge.coef_[0], judge.intercept_[0])]
