"""Which of some sentences are nearest to a question by meaning. Thread-safe.

Asked where no word of a question stands in an article that it is about; the vectors of its
sentences are kept, so that only the question is encoded the next time.
"""

from functools import lru_cache

from service.content.encoder import Encoder, Vectors

KEPT = 64  # articles whose sentences have their vectors in memory: about 30 kB each


class Nearest:
    """Ranks sentences by the encoder's vectors."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._vectors = lru_cache(KEPT)(self._encoded)

    def of(self, sentences: tuple[str, ...], question: str, most: int) -> list[str]:
        """Return the sentences nearest to a question, in their own order; none without meaning."""
        if not sentences:
            return []
        scores = self._vectors(sentences) @ self._encoder.encode([question])[0]
        best = [at for at in scores.argsort()[::-1][:most] if scores[at] > 0]
        return [sentences[at] for at in sorted(best)]

    def _encoded(self, sentences: tuple[str, ...]) -> Vectors:
        return self._encoder.encode(sentences)
