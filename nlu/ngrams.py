"""Turns normalised texts into sparse vectors of letter groups and words, weighted by TF-IDF.

Letter groups (2 to 5 letters within a word) survive misspellings; words and pairs of words
carry the meaning. Learnt by ``fit`` on the training examples, stored as JSON and NumPy arrays.
"""

import json
from collections.abc import Sequence
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


class Ngrams:
    """The two views side by side, each of unit length."""

    def __init__(self) -> None:
        self._views = {
            name: TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **options)
            for name, options in VIEWS.items()
        }

    def fit(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Learn vocabulary and weights; return the vectors of the texts, one a row."""
        rows = [view.fit_transform(texts) for view in self._views.values()]
        return sparse.hstack(rows, format="csr")

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return the vectors of texts, one a row; unknown letters and words count nothing."""
        rows = [view.transform(texts) for view in self._views.values()]
        return sparse.hstack(rows, format="csr")

    def save(self, folder: Path) -> None:
        """Write vocabulary and weights into a folder."""
        vocabulary = {
            name: view.get_feature_names_out().tolist() for name, view in self._views.items()
        }
        text = json.dumps(vocabulary, ensure_ascii=False)
        (folder / VOCABULARY_FILE).write_text(text, encoding="utf-8")
        weights = {name: view.idf_ for name, view in self._views.items()}
        np.savez_compressed(folder / WEIGHTS_FILE, **weights)

    @classmethod
    def load(cls, folder: Path) -> "Ngrams":
        """Read what ``save`` wrote."""
        vocabulary = json.loads((folder / VOCABULARY_FILE).read_text(encoding="utf-8"))
        loaded = cls()
        with np.load(folder / WEIGHTS_FILE, allow_pickle=False) as weights:
            for name, view in loaded._views.items():
                view.set_params(vocabulary=vocabulary[name])
                view.idf_ = weights[name]
        return loaded
