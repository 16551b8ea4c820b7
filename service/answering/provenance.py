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


def provenance(
    sentences: Sentences, article: Article, unit_name: str, shown: Sequence[Source]
) -> list[str]:
    """Return the sources that are shown, the unit behind an article, and when it was checked."""
    lines = source_lines(sentences, shown)
    unit = value(FootKind.UNIT, unit_name)
    checked = checked_line(
        sentences, date_in_words(article.checked), newest_year(named_sources(shown))
    )
    return [*lines, sentences("unit", unit=unit), checked]


def checked_line(sentences: Sentences, date_words: str, newest: str = "") -> str:
    """Say when a text was compared with its sources, and of what year the newest of them is."""
    of_year = sentences("checked_newest", year=newest) if newest else ""
    return sentences("checked", date=value(FootKind.CHECKED, date_words), newest=of_year)


def newest_year(sources: Sequence[Source]) -> str:
    """Return the latest year among the sources' dates; "" where none has one."""
    return max((year for source in sources for year in _YEAR.findall(source.dated)), default="")


def source_lines(sentences: Sentences, sources: Sequence[Source]) -> list[str]:
    """Return a line for each source, and one in which all hearsay is said to be unconfirmed."""
    lines = [_source(sentences, source) for source in named_sources(sources)]
    if any(source.is_hearsay for source in sources):
        unconfirmed = link(sentences("source_unconfirmed"), "")
        lines.append(sentences("source", link=unconfirmed, dated=""))
    return lines


def named_sources(sources: Sequence[Source]) -> list[Source]:
    """Return the sources that may be named, in the author's order."""
    return [source for source in sources if not source.is_hearsay]


def sources_behind(article: Article, said: Sequence[str] = ()) -> list[Source]:
    """Return what the main answer rests on, or the rest where only sentences of it are said.

    Args:
        said: The sentences of the article that are shown; without them, its main answer is.
    """
    main = [source for source in article.sources if not source.rest]
    is_rest = bool(said) and not any(sentence in article.text for sentence in said)
    return sources_of_rest(article) or main if is_rest else main


def sources_of_rest(article: Article) -> list[Source]:
    """Return what only the rest of an article rests on."""
    return [source for source in article.sources if source.rest]


def sources_of_all(article: Article) -> list[Source]:
    """Return what anything in an article rests on, its fields after its text."""
    every = [*article.sources, *(s for told in article.fields.values() for s in told.sources)]
    return list({source.key or source.title: source for source in reversed(every)}.values())[::-1]


def is_dated(source: Source) -> bool:
    """Tell whether a source has a date that can be shown."""
    return bool(source.dated) and not source.dated.startswith("tanpa tanggal")


def _source(sentences: Sentences, source: Source) -> str:
    dated = sentences("source_dated", dated=source.dated) if is_dated(source) else ""
    return sentences("source", link=link(source.title, source.url), dated=dated)
