"""What only BPKP can tell: answers that say what is not known, by how often they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.content.advice import said_sentences
from service.content.claims import NOT_FOUND
from service.content.model import Article, FieldName
from service.storage.tables import Turn


@dataclass(frozen=True)
class Gap:
    """An article, how many messages it answered, and what it says is not known.

    Attributes:
        unknown: Its sentences that say so.
        fields: Its fields of which nothing is known.
    """

    article: Article
    asked: int
    unknown: tuple[str, ...]
    fields: tuple[FieldName, ...] = ()


def find_gaps(session: Session, articles: Sequence[Article]) -> list[Gap]:
    """Return the articles that leave something open, the most asked first."""
    asked = _asked(session)
    gaps = [Gap(a, asked.get(a.id, 0), _unknown(a), _fields(a)) for a in articles]
    open_ = (gap for gap in gaps if gap.unknown or gap.fields)
    return sorted(open_, key=lambda gap: (-gap.asked, gap.article.id))


def _asked(session: Session) -> dict[str, int]:
    """Return how many messages each topic answered."""
    counted = select(Turn.topic, func.count()).where(Turn.topic.is_not(None)).group_by(Turn.topic)
    return {topic: count for topic, count in session.execute(counted) if topic}


def _fields(article: Article) -> tuple[FieldName, ...]:
    return tuple(name for name, told in article.fields.items() if not told.text)


def _unknown(article: Article) -> tuple[str, ...]:
    said = said_sentences(f"{article.text}\n{article.more}")
    return tuple(sentence for sentence in said if NOT_FOUND.search(sentence))
