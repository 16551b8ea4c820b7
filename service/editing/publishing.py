"""What one maintainer does alone, because it can only lead back or warn; and texts to vectors.

Taken back is what served before, which two people or the files had put there. Expired is only
sooner than before: later is a claim, and takes a proposal.
"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.content.encoder import Encoder
from service.content.model import Article
from service.content.store import find_article, keep_vectors, texts_without_vector
from service.content.versions import (
    Origin,
    Publication,
    Version,
    find_version,
    publish,
    take_content,
)
from service.editing.proposals import Declined, kept_words
from service.editing.rights import may_decide, person
from service.knowledge.search import wordings
from service.storage.database import Database


def encode(database: Database, article: Article, encoder: Encoder) -> None:
    """Make the vectors that a text needs, before the transaction that lets it serve."""
    texts: Sequence[str] = wordings(article)
    with database.read() as session:
        missing = texts_without_vector(session, texts)
    if not missing:
        return
    vectors = encoder.encode(missing)
    with database.write() as session:
        keep_vectors(session, missing, vectors)


def take_back(
    session: Session,
    article: Article,
    number: int,
    officer_id: int,
    seen: int,
    reason: str,
    now: datetime,
) -> Version | Declined:
    """Let a version serve that served before.

    Args:
        article: That version's text as the reader read it just now.
        number: The version's.
        seen: The number of the version that served when this was asked for.
    """
    take_content(session)
    former = find_version(session, article.id, number)
    if former is None or former.written != article.written:
        raise ValueError("another text than the version's was read")
    made = _publish(session, article, Origin.TAKEN_BACK, officer_id, seen, reason, now)
    if isinstance(made, Version):
        told = {"article": article.id, "from": seen, "to": number, "version": made.number}
        record(session, Deed.ARTICLE_TAKEN_BACK, now, officer_id=officer_id, data=told)
    return made


def expire(
    session: Session, article: Article, officer_id: int, seen: int, reason: str, now: datetime
) -> Version | Declined:
    """Let an article expire sooner; ``article`` is what serves, with the day alone changed."""
    take_content(session)
    served = find_article(session, article.id)
    if served is None or article.expires >= served.expires:
        return Declined.NO_CHANGE
    made = _publish(session, article, Origin.EXPIRED, officer_id, seen, reason, now)
    if isinstance(made, Version):
        told = {"article": article.id, "version": made.number, "day": _as_text(article.expires)}
        record(session, Deed.ARTICLE_EXPIRED, now, officer_id=officer_id, data=told)
    return made


def _publish(
    session: Session,
    article: Article,
    origin: Origin,
    officer_id: int,
    seen: int,
    reason: str,
    now: datetime,
) -> Version | Declined:
    if not may_decide(person(session, officer_id)):
        return Declined.NOT_ALLOWED
    if not reason.strip():
        return Declined.NO_REASON
    told = Publication(article, seen, origin, officer_id, kept_words(reason))
    return publish(session, told, now) or Declined.STALE


def _as_text(day: date) -> str:
    return day.isoformat()
