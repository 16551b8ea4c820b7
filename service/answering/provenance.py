"""What stands under an article: how certain it is, its sources, when it was checked. Pure.

Lines with the marks of ``service/markup.py``.
"""

from datetime import date

from service.calendar import date_in_words
from service.content.model import Article, Source, Status
from service.content.sentences import Sentences
from service.markup import FootKind, link, value

SHOWN_SOURCES = 2


def cautions(sentences: Sentences, article: Article, today: date) -> list[str]:
    """Return what a citizen must know before they rely on an article; often nothing."""
    told = []
    if article.status is Status.TO_CONFIRM:
        told.append(sentences("to_confirm"))
    if article.status is Status.UNKNOWN:
        told.append(sentences("unknown"))
    if article.expires < today:
        told.append(sentences("expired"))
    return told


def provenance(sentences: Sentences, article: Article, unit_name: str) -> list[str]:
    """Return an article's sources, the unit that answers for it, and when it was checked."""
    lines = [_source(sentences, source) for source in _shown_sources(article)]
    if not lines:
        unconfirmed = link(sentences("source_unconfirmed"), "")
        lines.append(sentences("source", link=unconfirmed, dated=""))
    unit = value(FootKind.UNIT, unit_name)
    checked = value(FootKind.CHECKED, date_in_words(article.checked))
    return [*lines, sentences("unit", unit=unit), sentences("checked", date=checked)]


def _source(sentences: Sentences, source: Source) -> str:
    is_dated = source.dated not in ("", "tanpa tanggal")
    dated = sentences("source_dated", dated=source.dated) if is_dated else ""
    return sentences("source", link=link(source.title, source.url), dated=dated)


def _shown_sources(article: Article) -> list[Source]:
    citable = [source for source in article.sources if source.grade != "D"]
    return sorted(citable, key=lambda source: source.grade)[:SHOWN_SOURCES]
