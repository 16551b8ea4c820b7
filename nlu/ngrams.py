"""Turns normalised texts into sparse vectors of letter groups and words, weighted by TF-IDF.

Letter groups (2 to 5 letters within a word) survive misspellings; words and pairs of words
carry the meaning. Learnt by ``fit`` on the training examples, stored as JSON and NumPy arrays.
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

VIEWS = {
    "letters": {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
    "words": {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"\S+"},
}
VOCABULARY_FILE = "vocabulary.json"
WEIGHTS_FILE = "idf.npz"


class View:
    """One way to take a text apart: its vector has unit length.

    scikit-learn learns it; a single text is turned into a vector here, which takes a tenth of
    the time that scikit-learn takes for the same numbers.
    """

    def __init__(self, options: dict, features: list[str], weights: np.ndarray) -> None:
        self._analyse: Callable[[str], list[str]] = TfidfVectorizer(**options).build_analyzer()
        features = [sys.intern(feature) for feature in features]  # two models share the words
        self._places = {feature: place for place, feature in enumerate(features)}
        self.features = features
        self.weights = weights.astype(np.float32)

    def vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return places and values of what is known of a text; both empty when nothing is."""
        counts = Counter(self._places[f] for f in self._analyse(text) if f in self._places)
        places = np.fromiter(counts.keys(), np.intp, len(counts))
        values = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
        values *= self.weights[places]
        return places, values / max(float(np.linalg.norm(values)), 1e-9)


class Ngrams:
    """The two views side by side, each of unit length."""

    def __init__(self, views: dict[str, View]) -> None:
        self._views = views

    @classmethod
    def fit(
        cls, texts: Sequence[str], also: Sequence[str] = ()
    ) -> tuple["Ngrams", sparse.csr_matrix]:
        """Learn vocabulary and weights; return them and the vectors of all texts, one a row.

        Args:
            texts: What is learnt from.
            also: Texts that bring no letters or words of their own, such as misspelt ones.
        """
        views, rows = {}, []
        for name, options in VIEWS.items():
            learner = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **options).fit(texts)
            rows.append(learner.transform([*texts, *also]))
            views[name] = View(options, learner.get_feature_names_out().tolist(), learner.idf_)
        return cls(views), sparse.hstack(rows, format="csr")

    @property
    def size(self) -> int:
        """How many numbers a vector has."""
        return sum(len(view.features) for view in self._views.values())

    def vector(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        """Return places and values of a text; unknown letters and words count nothing."""
        places, values, start = [], [], 0
        for view in self._views.values():
            found, worth = view.vector(text)
            places.append(found + start)
            values.append(worth)
            start += len(view.features)
        return np.concatenate(places), np.concatenate(values)

    def save(self, folder: Path) -> None:
        """Write vocabulary and weights into a folder."""
        vocabulary = {name: view.features for name, view in self._views.items()}
        text = json.dumps(vocabulary, ensure_ascii=False)
        (folder / VOCABULARY_FILE).write_text(text, encoding="utf-8")
        weights = {name: view.weights for name, view in self._views.items()}
        np.savez_compressed(folder / WEIGHTS_FILE, **weights)

    @classmethod
    def load(cls, folder: Path) -> "Ngrams":
        """Read what ``save`` wrote."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as weights:
            return cls(
                {
                    name: View(options, vocabulary[name], weights[name])
                    for name, options in VIEWS.items()
                }
            )
