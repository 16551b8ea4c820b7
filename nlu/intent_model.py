"""The intent classifier's arithmetic, without Rasa: fit, probabilities, save and load.

One linear support vector machine an intent, over letter groups, words and the sentence vector,
where there is one; the scores become probabilities by a softmax. ``intent_classifier`` puts it
into Rasa's pipeline, ``bench/compare_pipelines.py`` measures it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from nlu.machines import fit_apart, fit_share
from nlu.ngrams import Ngrams
from nlu.slips import with_slips

INTENTS_FILE = "intents.json"
MODEL_FILE = "model.npz"
PROCESSES = 2  # in training
FEW = 2_000  # texts, up to which all is learnt in this process


@dataclass(frozen=True)
class Tuning:
    """What was chosen by measuring (docs/nlu.md).

    ``penalty`` is the price of a training error; ``temperature`` divides the scores, so that
    a confidence means how often it is right; ``encoder_weight`` is the length of the sentence
    vector beside the letter groups and the words, which have length 1 each; ``nothing`` is the
    score of meaning nothing that we know: an intent far below it gets no confidence, however far
    the others lie below that one.
    """

    penalty: float
    temperature: float
    encoder_weight: float
    nothing: float


class IntentModel:
    """A trained classifier."""

    def __init__(
        self, intents: list[str], ngrams: Ngrams, arrays: dict[str, np.ndarray], tuning: Tuning
    ) -> None:
        self.intents = intents
        self._ngrams = ngrams
        self._arrays = arrays  # "coefficients" (features, intents), "intercepts", "centre"
        self._tuning = tuning

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        vectors: Sequence[np.ndarray | None],
        tuning: Tuning,
    ) -> "IntentModel":
        """Train on normalised texts, their intents, and the vectors of some of the texts.

        A share of the vectors is enough and costs a share of the time: what has none is learnt
        from its words alone, and so is each text a second time, misspelt. Two intents at least.
        """
        names = sorted(set(intents))
        misspelt = with_slips(texts)
        ngrams, rows = Ngrams.fit(texts, misspelt)
        centre = _mean(vectors)
        vectors = [*vectors, *(None for _ in misspelt)]
        dense = [_off_centre(vector, centre, tuning.encoder_weight) for vector in vectors]
        rows = sparse.hstack([rows, sparse.csr_matrix(np.array(dense))], format="csr")
        places = {name: place for place, name in enumerate(names)}
        labels = np.array([places[intent] for intent in [*intents, *intents]])
        weights, intercepts = _fit_machines(rows, labels, tuning.penalty)
        arrays = {
            "coefficients": np.ascontiguousarray(weights.T, dtype=np.float16),  # half the memory
            "intercepts": intercepts.astype(np.float32),
            "centre": centre,
        }
        return cls(names, ngrams, arrays, tuning)

    def probabilities(
        self, texts: Sequence[str], vectors: Sequence[np.ndarray | None]
    ) -> np.ndarray:
        """Return each text's probabilities, (texts, intents), in the order of ``intents``."""
        rows = [self._scores(*pair) for pair in zip(texts, vectors, strict=True)]
        scores = np.array(rows) / self._tuning.temperature
        nothing = self._tuning.nothing / self._tuning.temperature
        highest = np.maximum(scores.max(axis=1, keepdims=True), nothing)
        powers = np.exp(scores - highest)
        return powers / (powers.sum(axis=1, keepdims=True) + np.exp(nothing - highest))

    def _scores(self, text: str, vector: np.ndarray | None) -> np.ndarray:
        """Return (intents,): only the few coefficients of what stands in the text are read."""
        coefficients = self._arrays["coefficients"]
        places, values = self._ngrams.vector(text)
        scores = values @ coefficients[places].astype(np.float32) + self._arrays["intercepts"]
        if vector is None:
            return scores
        weight, centre = self._tuning.encoder_weight, self._arrays["centre"]
        of_vector = coefficients[self._ngrams.size :].astype(np.float32)
        return scores + _off_centre(vector, centre, weight) @ of_vector

    def save(self, folder: Path) -> None:
        """Write the model into a folder: JSON and arrays, nothing executable."""
        self._ngrams.save(folder)
        (folder / INTENTS_FILE).write_text(json.dumps(self.intents), encoding="utf-8")
        np.savez_compressed(folder / MODEL_FILE, **self._arrays)

    @classmethod
    def load(cls, folder: Path, tuning: Tuning) -> "IntentModel":
        """Read what ``save`` wrote."""
        intents = json.loads((folder / INTENTS_FILE).read_text(encoding="utf-8"))
        with np.load(folder / MODEL_FILE, allow_pickle=False) as stored:
            return cls(intents, Ngrams.load(folder), dict(stored), tuning)


def _fit_machines(
    rows: sparse.csr_matrix, labels: np.ndarray, penalty: float
) -> tuple[np.ndarray, np.ndarray]:
    """Return (intents, features) and (intents,): one machine an intent, learnt side by side.

    Each share in a process of its own: within one they would draw their random numbers from one
    place, in an order that no two trainings have alike.
    """
    shares = np.array_split(np.unique(labels), PROCESSES)
    if rows.shape[0] <= FEW:  # a process takes a second to start
        parts = [fit_share(rows, labels, share, penalty) for share in shares]
    else:
        parts = fit_apart(rows, labels, shares, penalty)
    weights, intercepts = zip(*parts, strict=True)
    return np.vstack(weights), np.concatenate(intercepts)


def _mean(vectors: Sequence[np.ndarray | None]) -> np.ndarray:
    """Return the centre of the vectors there are; it is near all of them, so it says nothing."""
    known = [vector for vector in vectors if vector is not None and vector.any()]
    return np.mean(known, axis=0, dtype=np.float32) if known else np.zeros(0, np.float32)


def _off_centre(vector: np.ndarray | None, centre: np.ndarray, weight: float) -> np.ndarray:
    """Return a vector off the centre, of length ``weight``; zeros for a missing one."""
    if not centre.size or vector is None or not vector.any():
        return np.zeros(centre.size, dtype=np.float32)
    off = vector - centre
    return (weight * off / max(float(np.linalg.norm(off)), 1e-9)).astype(np.float32)
