"""Finds names that are not spelt right: a letter dropped, doubled, exchanged or swapped. Pure."""

from collections.abc import Collection, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

Name = tuple[str, ...]
SHORTEST = 5  # letters of a word; a shorter one is like too many others
LONG, LONGEST_SLIP = 8, 2  # from how many letters two slips are forgiven
WORDS_KEPT = 20_000  # looking for the nearest names takes as long as looking many words up
APART = 2  # letters that a word may have more or less than the name


class Misspelt:
    """Names of one word, and of two written as one, by their length."""

    def __init__(self, names: Iterable[Name], ordinary: Collection[str]) -> None:
        """Learn the names; ``ordinary`` words are never a misspelt one."""
        self._ordinary = frozenset(ordinary)
        self._near = lru_cache(maxsize=WORDS_KEPT)(self._find)
        self._names: dict[str, Name] = {}
        self._by_length: dict[int, list[str]] = {}
        for name in names:
            joined = "".join(name)
            if len(name) <= 2 and len(joined) >= SHORTEST:
                if joined not in self._names:
                    self._by_length.setdefault(len(joined), []).append(joined)
                self._names[joined] = name

    def may_be(self, word: str) -> bool:
        """Tell whether a word may be part of a misspelt name: it is none of the language."""
        return self._ordinary.isdisjoint((word, word.removesuffix("nya")))

    def near(self, word: str) -> list[Name]:
        """Return the nearest names, all equally near; none for an ordinary word."""
        return self._near(word)

    def _find(self, word: str) -> list[Name]:
        if len(word) < SHORTEST or not self.may_be(word):
            return []
        best, found = LONGEST_SLIP, list[Name]()
        for length in range(len(word) - APART, len(word) + APART + 1):
            slips = min(best, LONGEST_SLIP if min(length, len(word)) >= LONG else 1)
            if abs(length - len(word)) > slips:
                continue
            for joined, away, _ in self._at_most(word, length, slips):
                if away < best:
                    best, found = away, []
                found.append(self._names[joined])
        return found

    def _at_most(self, word: str, length: int, slips: int) -> list[tuple[str, int, int]]:
        choices = self._by_length.get(length, [])
        return process.extract(
            word, choices, scorer=OSA.distance, score_cutoff=slips, limit=None, processor=None
        )
