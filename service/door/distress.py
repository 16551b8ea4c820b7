"""Tells whether a message is of a person in distress, and of which kind.

Called at the door, before anything is stored: what is said of suicide, of a threat, of violence at
home or of sexual violence is health data, so only its kind is kept. It is never answered as
anything else, and Rasa never sees it. Rules see what the words say themselves; a small classifier
learnt from ``content/distress.yml`` sees what is told in other words ("sesudah ini jangan cari
saya"). "Bunuh proses" and questions about rules, books and games pass.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from service.door import distress_words as shape
from service.door.letter_groups import LetterGroups
from service.text import normalise, words

HELD_FROM = 0.45  # score of the classifier; docs/nlu.md shows what others would give
ALARMED_FROM = 0.3  # the same where somebody and an alarming word stand in a message
CONTINUES_FROM = 0.1  # the same for a message right after one in distress
SEEN = 3  # features of what the rules see
SHORTEST_LEARNT = 3  # words of several letters, where no rule but only the classifier says so


class DistressKind(StrEnum):
    """What the danger is."""

    SUICIDE = "suicide"  # or self-harm, of whoever it is
    THREAT = "threat"
    VIOLENCE_HOME = "violence_home"
    SEXUAL_VIOLENCE = "sexual_violence"


class LearntDistress:
    """Linear classifiers over letter groups, words, and what the rules saw."""

    def __init__(
        self,
        told: Mapping[str, Sequence[str]],
        harmless: Sequence[str],
        slang: Mapping[str, str],
    ) -> None:
        """Learn from messages as written.

        Args:
            told: Messages in distress, by kind.
            harmless: Look-alikes and ordinary messages, more than of the former.
            slang: As ``service.text.normalise`` needs it.
        """
        self._slang = slang
        kinds = [kind for kind, texts in told.items() for _ in texts]
        told_texts = [text for texts in told.values() for text in texts]
        texts = [*told_texts, *harmless]
        self._groups = LetterGroups([normalise(text, slang) for text in texts])
        features = self._read(texts)
        judge = LinearSVC(C=0.5, class_weight="balanced", random_state=0)
        judge.fit(features, [True] * len(told_texts) + [False] * len(harmless))
        self._weights, self._bias = judge.coef_[0], float(judge.intercept_[0])
        self._sorter = LinearSVC(C=0.5, class_weight="balanced", random_state=0)
        self._sorter.fit(features[: len(told_texts)], kinds)

    def score(self, text: str) -> float:
        """Return how much a message is one in distress; 0 is undecided, 1 is plain."""
        groups = self._groups.read([normalise(text, self._slang)])
        by_groups = float((groups @ self._weights[:-SEEN])[0])  # a third faster than scikit-learn
        return by_groups + float(self._weights[-SEEN:] @ _seen(text)) + self._bias

    def kind(self, text: str) -> DistressKind:
        """Return the kind that a message in distress is nearest to."""
        return DistressKind(self._sorter.predict(self._read([text]))[0])

    def _read(self, texts: Sequence[str]) -> Any:
        groups = self._groups.read([normalise(text, self._slang) for text in texts])
        return hstack(
            [groups, csr_matrix(np.array([_seen(text) for text in texts]))], format="csr"
        )


class Distress:
    """Reads messages in distress; without examples by rules alone.

    What only says where somebody is ("saya di Sampang") is none; the classifier cannot know, since
    "saya di jembatan" may be one. ``says_where`` knows the places.
    """

    def __init__(
        self,
        learnt: LearntDistress | None = None,
        says_where: Callable[[str], bool] = lambda _text: False,
    ) -> None:
        self._learnt = learnt
        self._says_where = says_where

    def kind(self, text: str) -> DistressKind | None:
        """Return what danger a message tells of; None for one that tells of none.

        Args:
            text: Masked.
        """
        plain = plain_kind(text)
        if plain is not None:
            return plain
        return self._learnt_kind(text, ALARMED_FROM if is_alarming(text) else HELD_FROM)

    def continues(self, text: str) -> DistressKind | None:
        """Return the kind of a message that goes on, right after one in distress."""
        return None if "?" in text else self._learnt_kind(text, CONTINUES_FROM)

    def _learnt_kind(self, text: str, least: float) -> DistressKind | None:
        if self._learnt is None or sum(len(word) > 1 for word in words(text)) < SHORTEST_LEARNT:
            return None
        if self._learnt.score(text) < least or self._says_where(text):
            return None
        return named_kind(text) or self._learnt.kind(text)


def plain_kind(text: str) -> DistressKind | None:
    """Return the kind that the words name, where they are not about rules, books or games."""
    return None if shape.ABOUT.search(_standard(text)) else named_kind(text)


def is_alarming(text: str) -> bool:
    """Tell whether somebody and an alarming word stand in a message that is about no rules."""
    said = _standard(text)
    is_said = shape.ALARMING.search(said) and shape.SOMEBODY.search(said)
    return bool(is_said) and not shape.ABOUT.search(said)


def named_kind(text: str) -> DistressKind | None:
    """Return the first kind that the words name, whatever they are about."""
    said = _standard(text)
    found = (kind for kind, pattern in shape.PLAIN.items() if pattern.search(said))
    return next((DistressKind(kind) for kind in found), None)


def _seen(text: str) -> tuple[float, float, float]:
    """Return what the rules see, as the classifier reads it."""
    named = named_kind(text) is not None
    about = bool(shape.ABOUT.search(_standard(text)))
    return float(named), float(named and not about), float(about)


def _standard(text: str) -> str:
    return shape.DETACHED.sub("di", " ".join(words(text)))
