"""Content in the database: what is loaded is what is read back, whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from doubles.clock import TODAY, FrozenClock
from service.content.encoder import DIMENSIONS, Vectors
from service.content.folder import read_content
from service.content.model import Content
from service.content.store import (
    BATCH,
    encode_missing,
    load_number,
    newest_load,
    read_articles,
    read_offices,
    read_vectors,
    store_content,
)
from service.errors import ContentInvalid
from service.storage.database import Database


@dataclass
class LengthEncoder:
    """Fills a text's vector with its length, and remembers what it was asked."""

    asked: list[str] = field(default_factory=list)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the lengths."""
        self.asked += texts
        rows = [[float(len(text))] * DIMENSIONS for text in texts]
        return np.array(rows, dtype=np.float32)


def load(database: Database, content: Content, clock: FrozenClock) -> None:
    """Store the content."""
    with database.write() as session:
        store_content(session, content, clock())


def test_stored_content_reads_back_unchanged(
    database: Database, content: Content, clock: FrozenClock
) -> None:
    """What an editor wrote is what a citizen reads, sources and dates included."""
    load(database, content, clock)

    with database.read() as session:
        articles, offices = read_articles(session), read_offices(session)
    by_code = {office.code: office for office in offices}
    assert articles == sorted(content.articles, key=lambda article: article.id)
    assert by_code == {office.code: office for office in content.offices}


def test_nothing_serves_before_the_first_load(database: Database) -> None:
    """A fresh database says so, so that the start loads the content."""
    with database.read() as session:
        assert (newest_load(session), load_number(session)) == (None, 0)


def test_loading_again_replaces_and_counts_up(
    database: Database, content: Content, clock: FrozenClock
) -> None:
    """An article that was deleted must stop answering; processes notice by the number."""
    load(database, content, clock)
    shorter = Content(**{**vars(content), "articles": content.articles[:3], "fingerprint": "baru"})

    load(database, shorter, clock)

    with database.read() as session:
        release = newest_load(session)
        articles, newest = read_articles(session), load_number(session)
    assert release is not None
    assert (release.fingerprint, release.id, len(articles)) == ("baru", newest, 3)
    assert newest == 2


def test_a_folder_with_an_error_leaves_the_stored_content_serving(
    database: Database, content: Content, clock: FrozenClock, tmp_path: Path
) -> None:
    """A typing error on a Friday must not silence the bot."""
    load(database, content, clock)
    (tmp_path / "articles").mkdir()

    with pytest.raises(ContentInvalid):
        load(database, read_content(tmp_path, TODAY), clock)

    with database.read() as session:
        assert len(read_articles(session)) == len(content.articles)


def test_a_load_that_fails_half_way_keeps_the_old_content(
    database: Database, content: Content, clock: FrozenClock
) -> None:
    """The database may refuse a row after the old ones were deleted."""
    load(database, content, clock)
    twice = Content(**{**vars(content), "articles": content.articles[:1] * 2})

    with pytest.raises(Exception, match=r"(?i)unique"):
        load(database, twice, clock)

    with database.read() as session:
        assert len(read_articles(session)) == len(content.articles)


def test_only_new_texts_are_encoded(database: Database) -> None:
    """Encoding costs seconds; a second start must not pay again."""
    encoder = LengthEncoder()
    with database.write() as session:
        encode_missing(session, ["satu", "dua", "satu"], encoder)
    with database.write() as session:
        encode_missing(session, ["dua", "tiga!"], encoder)

    assert encoder.asked == ["satu", "dua", "tiga!"]


def test_encoding_shows_its_progress(database: Database) -> None:
    """Whoever waits at the first start sees that something happens."""
    seen: list[tuple[int, int]] = []
    texts = [f"teks {number}" for number in range(BATCH + 1)]
    with database.write() as session:
        encode_missing(
            session, texts, LengthEncoder(), lambda done, all_: seen.append((done, all_))
        )

    assert seen == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]


def test_vectors_come_back_in_the_order_asked(database: Database) -> None:
    """A vector under another article's name would answer the wrong question."""
    with database.write() as session:
        encode_missing(session, ["a", "bbb"], LengthEncoder())

    with database.read() as session:
        vectors = read_vectors(session, ["bbb", "belum ada", "a"])
        nothing = read_vectors(session, [])
    assert vectors[:, 0].tolist() == [3.0, 0.0, 1.0]
    assert nothing.shape == (0, DIMENSIONS)
