"""A linear classifier over words, their letter groups and pairs of meanings: microseconds a text.

Every part of a score belongs to one word or to two neighbours, so what a word weighs is looked up
instead of worked out again. Learnt with scikit-learn at start, asked by ``service.door.distress``.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

SHORTEST, LONGEST = 2, 5  # letters of a group
REACH = 3  # meanings between which a pair is seen
REMEMBERED = 20_000  # words whose weight is kept at hand
RARE = 2  # texts that a feature must stand in to be learnt


@dataclass(frozen=True)
class Read:
    """A text as the classifier reads it: its words, and what some of them mean, in order."""

    words: Sequence[str]
    meanings: Sequence[str] = ()


@lru_cache(maxsize=REMEMBERED)
def _of_word(word: str) -> tuple[tuple[str, float], ...]:
    """Return a word and its letter groups; the groups together weigh as much as the word."""
    marked = f"^{word}$"
    sizes = range(SHORTEST, LONGEST + 1)
    groups = [marked[i : i + n] for n in sizes for i in range(len(marked) - n + 1)]
    weight = 1 / math.sqrt(len(groups))
    return ((f"w {word}", 1.0), *((f"g {group}", weight) for group in groups))


def _pairs(read: Read) -> list[str]:
    return [f"b {first} {second}" for first, second in pairwise(read.words)]


def _meanings(read: Read) -> list[str]:
    said = read.meanings
    near = (
        (first, second) for i, first in enumerate(said) for second in said[i + 1 : i + 1 + REACH]
    )
    return [*(f"m {code}" for code in said), *(f"p {first} {second}" for first, second in near)]


def _share(parts: Sequence[object]) -> float:
    """Return what each part of a text weighs; less in a longer one."""
    return 1 / math.sqrt(max(1, len(parts)))


class Columns:
    """Which features there are, and a text as a row of them."""

    def __init__(self, reads: Sequence[Read]) -> None:
        """Take all features that stand in ``RARE`` of these texts."""
        counted: Counter[str] = Counter()
        for word, count in Counter(chain.from_iterable(set(r.words) for r in reads)).items():
            counted.update({name: count for name, _ in _of_word(word)})
        for read in reads:
            counted.update({*_pairs(read), *_meanings(read)})
        often = (name for name, count in counted.items() if count >= RARE)
        self.of: Mapping[str, int] = {name: i for i, name in enumerate(often)}
        self._words: dict[str, Any] = {}

    def matrix(self, reads: Sequence[Read]) -> csr_matrix:
        """Return a row for each text."""
        rows, columns, values = zip(
            *(self._row(i, read) for i, read in enumerate(reads)), strict=True
        )
        entries = np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))
        return csr_matrix(entries, shape=(len(reads), len(self.of)))

    def _row(self, at: int, read: Read) -> tuple[Any, Any, Any]:
        share, meanings = _share(read.words), _meanings(read)
        words = [self._of_word(word) for word in read.words]
        pairs = [self.of[name] for name in _pairs(read) if name in self.of]
        codes = [self.of[name] for name in meanings if name in self.of]
        column = np.concatenate([*(columns for columns, _ in words), pairs, codes]).astype(int)
        said = np.concatenate([*(values for _, values in words), np.ones(len(pairs))])
        value = np.concatenate([said * share, np.full(len(codes), _share(meanings))])
        return np.full(len(column), at), column, value

    def _of_word(self, word: str) -> tuple[Any, Any]:
        """Return a word's columns and their values, looked up once: most stand in many texts."""
        if word not in self._words:
            known = [(self.of[name], value) for name, value in _of_word(word) if name in self.of]
            columns, values = zip(*known, strict=True) if known else ((), ())
            self._words[word] = np.array(columns, dtype=int), np.array(values, dtype=float)
        found: tuple[Any, Any] = self._words[word]
        return found


class WordScores:
    """What each feature weighs for one answer."""

    def __init__(self, columns: Columns, weights: Sequence[float], bias: float) -> None:
        self._weights = {name: weights[at] for name, at in columns.of.items()}
        self._bias = bias
        self._word = lru_cache(maxsize=REMEMBERED)(self._weigh)

    def score(self, read: Read) -> float:
        """Return how much the answer is yes; 0 is undecided, 1 is plain."""
        meanings = _meanings(read)
        by_word = sum(map(self._word, read.words)) + self._sum(_pairs(read))
        by_meaning = self._sum(meanings) * _share(meanings)
        return by_word * _share(read.words) + by_meaning + self._bias

    def _sum(self, names: Iterable[str]) -> float:
        return sum(self._weights.get(name, 0.0) for name in names)

    def _weigh(self, word: str) -> float:
        return sum(self._weights.get(name, 0.0) * value for name, value in _of_word(word))


def learn(
    columns: Columns, reads: Sequence[Read], answers: Sequence[object], penalty: float
) -> Iterator[tuple[object, WordScores]]:
    """Learn what speaks for each answer; of two answers, what speaks for the second in order.

    Args:
        columns: Of these texts or more.
        answers: One for each text.
        penalty: Of ``LinearSVC``: more learns the examples closer.
    """
    judge = LinearSVC(C=penalty, class_weight="balanced", random_state=0)
    judge.fit(columns.matrix(reads), answers)
    named = judge.classes_[1:] if len(judge.classes_) == 2 else judge.classes_
    for answer, weights, bias in zip(named, judge.coef_, judge.intercept_, strict=True):
        yield answer, WordScores(columns, weights.tolist(), float(bias))
