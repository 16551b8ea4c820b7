"""What conversations are played on."""

from collections.abc import Sequence

import numpy as np

from doubles.knowledge import NoEncoder, WordEncoder
from maintain.conversations.playground import KnownVectors
from service.content.encoder import Vectors
from service.content.store import encode_missing
from service.storage.database import Database


class NotedEncoder(WordEncoder):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Note the texts, then encode them."""
        self.asked += texts
        return super().encode(texts)


def test_vectors_that_are_known_are_not_made_again(sqlite: Database) -> None:
    """A run that waits for what is there already is not made after each change."""
    with sqlite.write() as session:
        encode_missing(session, ["minta data"], WordEncoder())
    encoder = NotedEncoder()

    vectors = KnownVectors(sqlite, encoder).encode(["jam buka", "minta data"])

    assert encoder.asked == ["jam buka"]
    assert np.array_equal(vectors, WordEncoder().encode(["jam buka", "minta data"]))


def test_when_all_is_known_no_model_is_loaded(sqlite: Database) -> None:
    """Loading it takes seconds and memory."""
    with sqlite.write() as session:
        encode_missing(session, ["minta data"], WordEncoder())

    vectors = KnownVectors(sqlite, NoEncoder()).encode(["minta data"])

    assert vectors.any()
