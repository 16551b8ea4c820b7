"""Finds examples that look as if they stood in the wrong intent, by asking the others.

Five times four fifths of the examples are learnt and the last fifth is asked, by the words and
letters that ``nlu`` reads, without sentence vectors: 40 s for 21,000 on two cores. Doubtful is
what would go to another intent as surely as that intent's own examples do (confident learning,
Northcutt and others 2021; docs/adr/0067 compares it with ``cleanlab``).
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from service.examples.likeness import Sentence
from service.releases.statistics import wilson

# As nlu/ngrams.py and nlu/intent_classifier.py have them; code of Rasa's is not imported here.
VIEWS: dict[str, dict[str, Any]] = {
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
}
PENALTY = 0.5
TEMPERATURE = 0.13
FOLDS = 5
WORST = 15  # topics that a report names
THREADS = 2  # scikit-learn lets go of the interpreter meanwhile

Chances = NDArray[np.float64]


@dataclass(frozen=True)
class Doubt:
    """An example, the intent that the others would give it, and both probabilities."""

    example: Sentence
    other_intent: str
    own: float
    other: float


def doubtful(
    examples: Sequence[Sentence], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> list[Doubt]:
    """Return doubtful examples, the least likely first.

    Intents with fewer examples than folds are left out: nothing can be said of them.
    """
    known, names, labels = _to_ask(examples)
    if len(names) < 2:
        return []
    chances = _out_of_fold([one.plain for one in known], labels, progress)
    return [
        Doubt(known[at], str(names[other]), float(chances[at, own]), float(chances[at, other]))
        for at, own, other in _misplaced(chances, labels)
    ]


def cross_validated(
    examples: Sequence[Sentence], progress: Callable[[int, int], None] = lambda _done, _all: None
) -> dict[str, Any] | None:
    """Return for a report how many examples the others put where they stand, and the worst topics.

    None where there is nothing to tell apart. The same folds as of ``doubtful``.
    """
    known, names, labels = _to_ask(examples)
    if len(names) < 2:
        return None
    taken = _out_of_fold([one.plain for one in known], labels, progress).argmax(axis=1)
    right, n = int((taken == labels).sum()), len(known)
    low, high = wilson(right, n)
    share = {"right": right, "share": round(right / n, 4), "low": round(low, 4)}
    topics = [_of_topic(names, taken, labels, own) for own in range(len(names))]
    worst = sorted(topics, key=lambda one: (one["right"] / one["n"], one["topic"]))[:WORST]
    return {"n": n, **share, "high": round(high, 4), "folds": FOLDS, "topics": worst}


def _of_topic(
    names: NDArray[Any], taken: NDArray[np.intp], labels: NDArray[np.intp], own: int
) -> dict[str, Any]:
    """Return how many of an intent's examples are right, and for what most others are taken."""
    got = taken[labels == own]
    wrong = Counter(got[got != own].tolist()).most_common(1)
    other = str(names[wrong[0][0]]) if wrong else ""
    right = int((got == own).sum())
    return {"topic": str(names[own]), "n": len(got), "right": right, "got": other}


def _to_ask(
    examples: Sequence[Sentence],
) -> tuple[list[Sentence], NDArray[Any], NDArray[np.intp]]:
    """Return the examples of which something can be said, the intents' names and their places."""
    counts = Counter(one.intent for one in examples if one.plain)
    known = [one for one in examples if one.plain and counts[one.intent] >= FOLDS]
    names, labels = np.unique([one.intent for one in known], return_inverse=True)
    return known, names, labels


def _misplaced(chances: Chances, labels: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Yield an example's place, its intent and the likelier one, the least likely first."""
    intents = range(chances.shape[1])
    usual = np.array([chances[labels == intent, intent].mean() for intent in intents])
    sure = np.where(chances >= usual, chances, 0.0)
    others = sure.argmax(axis=1)
    found = np.flatnonzero((sure.max(axis=1) > 0) & (others != labels))
    for at in found[np.argsort(chances[found, labels[found]], kind="stable")]:
        yield int(at), int(labels[at]), int(others[at])


def _out_of_fold(
    texts: Sequence[str], labels: NDArray[np.intp], progress: Callable[[int, int], None]
) -> Chances:
    """Return (examples, intents): what each is taken for by those that were not learnt with it."""
    views = [TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **one) for one in VIEWS.values()]
    rows = sparse.hstack([view.fit_transform(texts) for view in views], format="csr")
    chances = np.zeros((len(texts), int(labels.max()) + 1))

    def ask(fold: tuple[NDArray[np.intp], NDArray[np.intp]]) -> NDArray[np.intp]:
        learnt, asked = fold
        machine = LinearSVC(C=PENALTY, random_state=0).fit(rows[learnt], labels[learnt])
        chances[asked] = _probabilities(machine.decision_function(rows[asked]))
        return asked

    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0).split(texts, labels)
    with ThreadPoolExecutor(THREADS) as pool:
        for done, _ in enumerate(pool.map(ask, folds), start=1):
            progress(done, FOLDS)
    return chances


def _probabilities(scores: Chances) -> Chances:
    if scores.ndim == 1:  # scikit-learn's way with two intents
        scores = np.column_stack([-scores, scores])
    powers = np.exp((scores - scores.max(axis=1, keepdims=True)) / TEMPERATURE)
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))
