"""Puts messages that ask the same together, so that forty ways of asking are one decision.

Two messages are alike by their letters, and by what the model took them for; together these hold
what is meant better than either, and cost no sentence vector. Pure.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from service.answering.decision import group_of
from service.learning.signals import Candidate, Signal
from service.text import words

ALIKE = 0.45  # likeness, 0 to 1, from which a message joins a group
LETTERS = 0.6  # weight of the letters beside what the model said
SENSITIVE = 2.0  # times the harm where a confusion would do much
MOST = 2_000  # messages grouped, those with most harm

Likeness = NDArray[np.float32]


@dataclass(frozen=True)
class Group:
    """Messages that ask the same, the clearest one first.

    Attributes:
        harm: Of all of them together; groups are in its order.
    """

    members: tuple[Candidate, ...]
    harm: float

    @property
    def signals(self) -> Counter[Signal]:
        """How often each sign was seen."""
        return Counter(signal for one in self.members for signal in one.signals)

    @property
    def said(self) -> Counter[str]:
        """How often each wording came."""
        return Counter(one.text for one in self.members)


def group(candidates: Sequence[Candidate]) -> list[Group]:
    """Return groups of messages that are alike, the most harmful first.

    The order is of harm times count, and every group stands for something else: a hundred like
    ones are one line.
    """
    worst = sorted(candidates, key=lambda one: (-_harm(one), one.turn_id))[:MOST]
    if not worst:
        return []
    likeness, centres, members = _likeness(worst), list[int](), list[list[int]]()
    for number in range(len(worst)):
        near = likeness[number, centres] if centres else np.zeros(0, np.float32)
        if near.size and near.max() >= ALIKE:
            members[int(near.argmax())].append(number)
        else:
            centres.append(number)
            members.append([number])
    groups = [_group([worst[number] for number in numbers]) for numbers in members]
    return sorted(groups, key=lambda one: (-one.harm, one.members[0].turn_id))


def _group(members: Sequence[Candidate]) -> Group:
    return Group(tuple(members), sum(map(_harm, members)))


def _harm(candidate: Candidate) -> float:
    topic = candidate.topic or (candidate.offered[0] if candidate.offered else None)
    is_sensitive = topic is not None and group_of(topic) is not None
    return candidate.harm * (SENSITIVE if is_sensitive else 1.0)


def _likeness(candidates: Sequence[Candidate]) -> Likeness:
    """Return (n, n), 0 to 1: by letters and, where both have one, by the model's ranking."""
    by_letters = letters_alike([one.text for one in candidates])
    taken = _taken_for(candidates)
    by_model = np.minimum(taken @ taken.T, 1.0)
    known = taken.sum(axis=1) > 0
    weight = np.where(np.outer(known, known), LETTERS, 1.0)
    alike: Likeness = (weight * by_letters + (1 - weight) * by_model).astype(np.float32)
    return alike


def letters_alike(texts: Sequence[str]) -> Likeness:
    """Return (n, n), 0 to 1: how alike texts are written; one text at least."""
    said = [" ".join(words(text)) or text for text in texts]
    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    letters = vectorizer.fit_transform(said)
    alike: Likeness = np.asarray((letters @ letters.T).todense(), dtype=np.float32)
    return alike


def _taken_for(candidates: Sequence[Candidate]) -> Likeness:
    """Return (n, intents): each message's ranking, of length 1; zeros where there is none."""
    names = sorted({name for one in candidates for name, _ in one.ranking})
    places = {name: place for place, name in enumerate(names)}
    taken = np.zeros((len(candidates), len(names)), dtype=np.float32)
    for row, one in enumerate(candidates):
        for name, confidence in one.ranking:
            taken[row, places[name]] = confidence
    lengths = np.maximum(np.linalg.norm(taken, axis=1, keepdims=True), 1e-9)
    unit: Likeness = (taken / lengths).astype(np.float32)
    return unit
