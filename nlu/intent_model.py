"""The intent classifier's arithmetic, without Rasa: fit, probabilities, save and load.

A linear support vector machine an intent over letter groups and words, its scores turned into
probabilities by a softmax. ``nlu/intent_classifier.py`` puts it into Rasa's pipeline, and
``maintain/compare_pipelines.py`` measures it.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.svm import LinearSVC

from nlu.ngrams import Ngrams

INTENTS_FILE = "intents.json"
MODEL_FILE = "model.npz"


class IntentModel:
    """A trained classifier."""

    def __init__(
        self,
        intents: list[str],
        ngrams: Ngrams,
        coefficients: np.ndarray,
        intercepts: np.ndarray,
        temperature: float,
    ) -> None:
        self.intents = intents
        self._ngrams = ngrams
        self._coefficients = coefficients
        self._intercepts = intercepts
        self._temperature = temperature

    @classmethod
    def fit(
        cls, texts: Sequence[str], intents: Sequence[str], penalty: float, temperature: float
    ) -> "IntentModel":
        """Train on normalised texts and their intents; two intents at least."""
        names = sorted(set(intents))
        ngrams = Ngrams()
        rows = ngrams.fit(texts)
        machine = LinearSVC(C=penalty, class_weight="balanced", random_state=0)
        machine.fit(rows, [names.index(intent) for intent in intents])
        weights, intercepts = machine.coef_, machine.intercept_
        if len(names) == 2:  # scikit-learn fits one machine for two classes
            weights, intercepts = np.vstack([-weights, weights]), np.r_[-intercepts, intercepts]
        return cls(names, ngrams, weights.astype(np.float32), intercepts, temperature)

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Return each text's probabilities, (texts, intents), in the order of ``intents``."""
        rows = self._ngrams.transform(texts)
        scores = (rows @ self._coefficients.T + self._intercepts) / self._temperature
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def save(self, folder: Path) -> None:
        """Write the model into a folder: JSON and arrays, nothing executable."""
        self._ngrams.save(folder)
        (folder / INTENTS_FILE).write_text(json.dumps(self.intents), encoding="utf-8")
        np.savez_compressed(
            folder / MODEL_FILE,
            coefficients=self._coefficients,
            intercepts=self._intercepts,
            temperature=self._temperature,
        )

    @classmethod
    def load(cls, folder: Path) -> "IntentModel":
        """Read what ``save`` wrote."""
        intents = json.loads((folder / INTENTS_FILE).read_text(encoding="utf-8"))
        with np.load(folder / MODEL_FILE, allow_pickle=False) as stored:
            return cls(
                intents,
                Ngrams.load(folder),
                stored["coefficients"],
                stored["intercepts"],
                float(stored["temperature"]),
            )
