"""Content in the database: the loader writes it, the knowledge base reads it.

Loading is one transaction: either the whole validated folder serves, or what served before.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from service.content.article_rows import article_to_row, row_to_article
from service.content.encoder import DIMENSIONS, Encoder, Vectors
from service.content.model import Article, Content, Office
from service.content.versions import add_file_versions, digest, take_content
from service.storage.content_tables import ArticleRow, ContentLoad, OfficeRow, VectorRow

BATCH = 16  # texts encoded between two progress reports
ASKED = 10_000  # keys in one statement; SQLite takes 32,766, PostgreSQL 65,535


def store_content(
    session: Session, content: Content, now: datetime, digests: Mapping[str, str] | None = None
) -> None:
    """Replace the stored content with this one.

    Args:
        digests: Of the file behind each article; without them each is what its file says.
    """
    session.execute(delete(ArticleRow))
    session.execute(delete(OfficeRow))
    session.add_all(_loaded_row(article, digests) for article in content.articles)
    add_file_versions(session, list(content.articles), now)
    session.add_all(_office_to_row(office) for office in content.offices)
    session.add(ContentLoad(fingerprint=content.fingerprint, loaded_at=now))


def newest_load(session: Session) -> ContentLoad | None:
    """Return the load of the folder that serves, None when nothing was ever loaded."""
    loads = select(ContentLoad).where(ContentLoad.article_id.is_(None))
    return session.scalar(loads.order_by(ContentLoad.id.desc()).limit(1))


def load_number(session: Session) -> int:
    """Return a number that grows with each load and publication; 0 when nothing was loaded."""
    return session.scalar(select(func.max(ContentLoad.id))) or 0


def folder_load_number(session: Session) -> int:
    """Return a number that grows with each load of the folder: when its files are read anew."""
    loads = select(func.max(ContentLoad.id)).where(ContentLoad.article_id.is_(None))
    return session.scalar(loads) or 0


def read_articles(session: Session) -> list[Article]:
    """Return every article, in the order of their ids."""
    return [row_to_article(row) for row in session.scalars(select(ArticleRow).order_by("id"))]


def article_ids(session: Session) -> frozenset[str]:
    """Return the ids of the articles that serve."""
    return frozenset(session.scalars(select(ArticleRow.id)))


def titles_of(session: Session) -> dict[str, str]:
    """Return the titles of the articles that serve, by their ids: people know no ids."""
    rows = session.execute(select(ArticleRow.id, ArticleRow.title))
    return {row.id: row.title for row in rows}


def find_article(session: Session, article_id: str) -> Article | None:
    """Return the article that serves under an id, None when there is none."""
    row = session.get(ArticleRow, article_id)
    return row_to_article(row) if row else None


def read_offices(session: Session) -> list[Office]:
    """Return every office and every province without one."""
    return [_row_to_office(row) for row in session.scalars(select(OfficeRow).order_by("code"))]


def encode_missing(
    session: Session,
    texts: Sequence[str],
    encoder: Encoder,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> None:
    """Encode the texts that have no stored vector yet; ``progress`` gets (done, all)."""
    missing = texts_without_vector(session, texts)
    for start in range(0, len(missing), BATCH):
        batch = missing[start : start + BATCH]
        keep_vectors(session, batch, encoder.encode(batch))
        progress(start + len(batch), len(missing))


def texts_without_vector(session: Session, texts: Sequence[str]) -> list[str]:
    """Return the texts that have no stored vector yet, each once."""
    wanted = {_hash(text): text for text in texts}
    known = {
        key
        for keys in _batches(list(wanted))
        for key in session.scalars(
            select(VectorRow.text_hash).where(VectorRow.text_hash.in_(keys))
        )
    }
    return [text for key, text in wanted.items() if key not in known]


def keep_vectors(session: Session, texts: Sequence[str], vectors: Vectors) -> None:
    """Store the vector of each text, unless somebody stored it meanwhile."""
    take_content(session)
    missing = set(texts_without_vector(session, texts))
    session.add_all(
        VectorRow(text_hash=_hash(text), vector=vector.tobytes())
        for text, vector in zip(texts, vectors, strict=True)
        if text in missing
    )


def read_vectors(session: Session, texts: Sequence[str]) -> Vectors:
    """Return the stored vectors, (n, 384) float32; a text that has none gives zeros."""
    keys = [_hash(text) for text in texts]
    stored = {
        row.text_hash: np.frombuffer(row.vector, dtype=np.float32)
        for batch in _batches(keys)
        for row in session.execute(
            select(VectorRow.text_hash, VectorRow.vector).where(VectorRow.text_hash.in_(batch))
        )
    }
    nothing = np.zeros(DIMENSIONS, dtype=np.float32)
    return np.array([stored.get(key, nothing) for key in keys], dtype=np.float32).reshape(
        len(keys), DIMENSIONS
    )


def _loaded_row(article: Article, digests: Mapping[str, str] | None) -> ArticleRow:
    row = article_to_row(article)
    row.loaded = digest(article.written) if digests is None else digests.get(article.id, "")
    return row


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Cut keys into as many as a database takes in one statement."""
    return (keys[start : start + ASKED] for start in range(0, len(keys), ASKED))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _office_to_row(office: Office) -> OfficeRow:
    details: dict[str, Any] = asdict(office)
    details["names"], details["places"] = list(office.names), list(office.places)
    return OfficeRow(code=office.code, province=office.province, details=details)


def _row_to_office(row: OfficeRow) -> Office:
    details = dict(row.details)
    details["names"], details["places"] = tuple(details["names"]), tuple(details["places"])
    return Office(**details)
