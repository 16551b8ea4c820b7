"""What each article said, version by version; the newest serves. Only ``store`` writes besides.

Whoever changes what serves takes ``take_content`` first: a load and a publication at the same
moment must each see what the other did.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from service.content.article_rows import article_to_row
from service.content.model import Article
from service.storage.content_tables import ArticleRow, ArticleVersion, ContentLoad

CHANGING = 7214003  # PostgreSQL's name of the lock; any number that nobody else uses


class Origin(StrEnum):
    """How a version came to serve."""

    FILES = "files"  # loaded from the content folder
    APPROVED = "approved"  # a proposal that a second person approved
    TAKEN_BACK = "taken_back"  # a version that served before, once more
    EXPIRED = "expired"  # the same words, with an earlier day of expiry


@dataclass(frozen=True)
class Version:
    """What an article said from a moment on.

    Attributes:
        number: From 1; 0 stands for nothing yet.
        written: The file whole, byte for byte.
        officer_id: Who published it; None for files.
    """

    article_id: str
    number: int
    origin: Origin
    written: str
    published_at: datetime
    proposed_by: int | None = None
    officer_id: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Publication:
    """What makes a new version: the article as it was read, and whose deed it is.

    Attributes:
        seen: The number of the version that it takes the place of; 0: there is none.
    """

    article: Article
    seen: int
    origin: Origin
    officer_id: int
    reason: str
    proposed_by: int | None = None


def take_content(session: Session) -> None:
    """Be the only one who changes what serves until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(text(str(CHANGING)))))


def newest_version(session: Session, article_id: str) -> Version | None:
    """Return the version that serves, None before the first."""
    return next(iter(versions_of(session, article_id, limit=1)), None)


def versions_of(session: Session, article_id: str, limit: int | None = None) -> list[Version]:
    """Return an article's versions, the newest first."""
    rows = session.scalars(
        select(ArticleVersion)
        .where(ArticleVersion.article_id == article_id)
        .order_by(ArticleVersion.number.desc())
        .limit(limit)
    )
    return [_version(row) for row in rows]


def find_version(session: Session, article_id: str, number: int) -> Version | None:
    """Return one version of an article, None when there is none with this number."""
    row = session.scalar(
        select(ArticleVersion).where(
            ArticleVersion.article_id == article_id, ArticleVersion.number == number
        )
    )
    return _version(row) if row else None


def publish(session: Session, publication: Publication, now: datetime) -> Version | None:
    """Let an article serve at once; None when another version came between.

    Needs ``take_content``. Processes follow because ``load_number`` grows.
    """
    article, seen = publication.article, publication.seen
    newest = newest_version(session, article.id)
    if (newest.number if newest else 0) != seen:
        return None
    made = _add(
        session,
        Version(
            article_id=article.id,
            number=seen + 1,
            origin=publication.origin,
            written=article.written,
            published_at=now,
            proposed_by=publication.proposed_by,
            officer_id=publication.officer_id,
            reason=publication.reason,
        ),
    )
    row = session.get(ArticleRow, article.id)
    fresh = article_to_row(article)
    fresh.loaded = row.loaded if row else ""
    session.merge(fresh)
    session.add(ContentLoad(fingerprint="", article_id=article.id, loaded_at=now))
    return made


def add_file_versions(session: Session, articles: list[Article], now: datetime) -> None:
    """Add a version for each article whose file says something else than what served."""
    newest = {
        article_id: (number, written)
        for article_id, number, written in session.execute(
            select(ArticleVersion.article_id, ArticleVersion.number, ArticleVersion.written)
            .order_by(ArticleVersion.number)
        )
    }  # fmt: skip
    for article in articles:
        number, written = newest.get(article.id, (0, None))
        if article.written and article.written != written:
            version = Version(article.id, number + 1, Origin.FILES, article.written, now)
            _add(session, version)


def has_versions(session: Session) -> bool:
    """Tell whether anything that serves is kept as it was written."""
    return session.scalar(select(ArticleVersion.id).limit(1)) is not None


def digest(written: str) -> str:
    """Return what tells one text from another, 64 hex digits."""
    return hashlib.sha256(written.encode()).hexdigest()


def _add(session: Session, version: Version) -> Version:
    row = ArticleVersion(**vars(version) | {"origin": version.origin.value})
    session.add(row)
    return version


def _version(row: ArticleVersion) -> Version:
    return Version(
        article_id=row.article_id,
        number=row.number,
        origin=Origin(row.origin),
        written=row.written,
        published_at=row.published_at,
        proposed_by=row.proposed_by,
        officer_id=row.officer_id,
        reason=row.reason,
    )
