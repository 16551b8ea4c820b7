"""What stands under an article: how certain it is, its sources, when it was checked. Pure.

Lines with the marks of ``service/markup.py``.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from service.calendar import date_in_words
from service.content.model import Article, Source, Status
from service.content.sentences import Sentences
from service.markup import FootKind, link, value

SHOWN_SOURCES = 2
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def cautions(say: Callable[..., str], article: Article, today: date) -> list[str]:
    """Return what a citizen must know before they rely on an article; often nothing."""
    told = []
    if article.status is Status.TO_CONFIRM:
        told.append(say("to_confirm"))
    if article.status is Status.UNKNOWN:
        told.append(say("unknown"))
    if article.expires < today:
        told.append(say("expired"))
    return told


def provenance(sentences: Sentences, article: Article, unit_name: str) -> list[str]:
    """Return an article's sources, the unit that answers for it, and when it was checked."""
    shown = shown_sources(article)
    lines = [_source(sentences, source) for source in shown]
    if not lines:
        unconfirmed = link(sentences("source_unconfirmed"), "")
        lines.append(sentences("source", link=unconfirmed, dated=""))
    unit = value(FootKind.UNIT, unit_name)
    checked = checked_line(sentences, date_in_words(article.checked), newest_year(shown))
    return [*lines, sentences("unit", unit=unit), checked]


def checked_line(sentences: Sentences, date_words: str, newest: str = "") -> str:
    """Say when a text was compared with its sources, and of what year the newest of them is."""
    of_year = sentences("checked_newest", year=newest) if newest else ""
    return sentences("checked", date=value(FootKind.CHECKED, date_words), newest=of_year)


def newest_year(sources: Sequence[Source]) -> str:
    """Return the latest year among the sources' dates; "" where none has one."""
    return max((year for source in sources for year in _YEAR.findall(source.dated)), default="")


def _source(sentences: Sentences, source: Source) -> str:
    is_dated = source.dated not in ("", "tanpa tanggal")
    dated = sentences("source_dated", dated=source.dated) if is_dated else ""
    return sentences("source", link=link(source.title, source.url), dated=dated)


def shown_sources(article: Article) -> list[Source]:
    """Return the sources that may be named, the best first."""
    citable = [source for source in article.sources if source.grade != "D"]
    return sorted(citable, key=lambda source: source.grade)[:SHOWN_SOURCES]
