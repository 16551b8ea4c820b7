"""Tells sentences that are the same, or nearly: in two intents they teach nothing.

The same: no other words, whatever their order, but for those that only address or soften. Nearly:
nothing that tells an intent differs, only misspellings and words that are said of everything.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from service.text import MISSPELT_FROM

# Words that only address, soften or fill: two sentences that differ in nothing else are one.
FILLERS = frozenset(
    "min admin kak kakak pak bapak bu ibu mas mbak bang gan sis ya dong sih deh kah nih tuh lah "
    "mohon tolong maaf permisi itu ini".split()
)
TURNING = frozenset(  # these turn a meaning, however many intents they stand in
    "bukan tidak belum jangan tanpa not no siapa kapan mana berapa who when where".split()
)
ALIKE_FROM = 80  # of 100: letters in common, words in order of the alphabet (docs/nlu.md)
TOLD_OF_ALL = 0.65  # share of the intents in which a word stands that tells none of them
AT_ONCE = 1000  # sentences compared with the others in one go


@dataclass(frozen=True)
class Sentence:
    """A sentence that stands for an intent: as it was written, in standard words, and where."""

    text: str
    plain: str
    intent: str
    place: str


def gist(plain: str) -> tuple[str, ...]:
    """Return what makes a sentence itself: its words, whatever their order, without fillers."""
    words = plain.split()
    return tuple(sorted(word for word in words if word not in FILLERS)) or tuple(words)


class Likeness:
    """Finds what is like a sentence among many: 50 ms for one among 21,000."""

    def __init__(self, known: Sequence[Sentence]) -> None:
        self._known = [one for one in known if one.plain]
        self._gists = [" ".join(gist(one.plain)) for one in self._known]
        self._telling_none = _told_of_all(self._known, self._gists)

    def same(self, plain: str, intent: str) -> Sentence | None:
        """Return a sentence of another intent that says the same."""
        wanted = " ".join(gist(plain))
        return next(
            (
                one
                for one, its in zip(self._known, self._gists, strict=True)
                if wanted and its == wanted and one.intent != intent
            ),
            None,
        )

    def near(self, plain: str, intent: str) -> Sentence | None:
        """Return the sentence of another intent that is most like it, if one nearly is it."""
        wanted = " ".join(gist(plain))
        found = process.extract(
            wanted, self._gists, scorer=fuzz.ratio, score_cutoff=ALIKE_FROM, limit=None
        )
        for its, _, at in found:
            if self._known[at].intent != intent and self._differ_little(wanted, its):
                return self._known[at]
        return None

    def near_pairs(self) -> Iterator[tuple[Sentence, Sentence]]:
        """Yield what is nearly the same in two intents: seconds for 21,000 sentences."""
        order = sorted(range(len(self._gists)), key=lambda at: len(self._gists[at]))
        gists = [self._gists[at] for at in order]
        lengths = np.array([len(its) for its in gists])
        for start in range(0, len(gists), AT_ONCE):
            some = gists[start : start + AT_ONCE]
            end = int(np.searchsorted(lengths, len(some[-1]) * (200 / ALIKE_FROM - 1) + 1))
            scores = process.cdist(
                some, gists[start:end], score_cutoff=ALIKE_FROM, dtype=np.uint8, workers=-1
            )
            for row, column in zip(*np.nonzero(scores), strict=True):
                if row < column and self._is_pair(order[start + row], order[start + column]):
                    yield self._known[order[start + row]], self._known[order[start + column]]

    def _is_pair(self, one: int, other: int) -> bool:
        if self._known[one].intent == self._known[other].intent:
            return False
        gists = self._gists[one], self._gists[other]
        return gists[0] != gists[1] and self._differ_little(*gists)

    def _differ_little(self, one: str, other: str) -> bool:
        left, right = Counter(one.split()), Counter(other.split())
        if not TURNING.isdisjoint({*(left - right), *(right - left)}):
            return False
        mine, theirs = self._telling(left - right), self._telling(right - left)
        for word in list(mine):
            meant = next((other for other in theirs if _is_slip(word, other)), None)
            if meant is not None:
                mine.remove(word)
                theirs.remove(meant)
        return not mine and not theirs

    def _telling(self, words: Counter[str]) -> list[str]:
        return [word for word in words.elements() if word not in self._telling_none]


def _is_slip(one: str, other: str) -> bool:
    """Tell whether a long word is another with one letter wrong."""
    is_long = min(len(one), len(other)) >= MISSPELT_FROM
    return is_long and DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1


def _told_of_all(known: Iterable[Sentence], gists: Iterable[str]) -> frozenset[str]:
    """Return the words that stand in so many intents that they tell none."""
    of_word: dict[str, set[str]] = defaultdict(set)
    intents = set()
    for one, its in zip(known, gists, strict=True):
        intents.add(one.intent)
        for word in its.split():
            of_word[word].add(one.intent)
    least = max(TOLD_OF_ALL * len(intents), 3)
    return frozenset(word for word, its in of_word.items() if len(its) > least)
