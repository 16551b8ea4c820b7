"""The real content behind real replies, indexed once for a whole test run: it is only read.

Its encoder sees which words are the same and nothing else, and costs nothing.
"""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from doubles.clock import TODAY
from service.answering.answers import Answers
from service.content.encoder import DIMENSIONS, Vectors
from service.content.model import Content
from service.content.sentences import Sentences
from service.content.store import encode_missing, store_content
from service.knowledge.knowledge import Knowledge
from service.knowledge.search import wordings
from service.paths import ROOT
from service.storage.database import Database
from service.text import words

CONTENT = ROOT / "content"


class NoEncoder:
    """Sees no meaning at all: search works by words alone, and in no time."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return zeros."""
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)


class WordEncoder:
    """Texts of the same words have the same vector; texts of other words nearly none in common."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a vector of unit length for each text, zeros for a text without words."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in words(text):
                row[zlib.crc32(word.encode()) % DIMENSIONS] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: Vectors = vectors / np.maximum(lengths, 1e-9)
        return unit


@contextmanager
def answers_from(folder: Path, content: Content, sentences: Sentences) -> Iterator[Answers]:
    """Give replies from a knowledge base of its own in ``folder``, searched by words alone."""
    database = Database(f"sqlite:///{folder}/knowledge.db")
    database.migrate()
    encoder = WordEncoder()
    with database.write() as session:
        encode_missing(session, [t for a in content.articles for t in wordings(a)], encoder)
        store_content(session, content, datetime(2026, 11, 24, tzinfo=UTC))
    yield Answers(Knowledge(database, encoder, CONTENT), sentences, lambda: TODAY)
    database.close()
