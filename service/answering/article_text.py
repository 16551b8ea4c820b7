"""How an article reads: its words, how certain they are, and where they come from. Pure."""

from collections.abc import Sequence
from datetime import date

from service.answering.provenance import (
    cautions,
    provenance,
    source_lines,
    sources_behind,
    sources_of_rest,
)
from service.content.model import Article, FieldName
from service.content.sentences import Sentences
from service.markup import compose


def article_text(
    sentences: Sentences, article: Article, unit_name: str, today: date, said: Sequence[str] = ()
) -> str:
    """Return an article's main answer, or the sentences ``said`` of it, with their proof."""
    return compose(
        "\n".join(said) or article.text,
        article.title,
        cautions(sentences, article, today),
        provenance(sentences, article, unit_name, sources_behind(article, said)),
    )


def rest_text(sentences: Sentences, article: Article) -> str:
    """Return what "Selengkapnya" shows, with the sources that it alone rests on."""
    foot = source_lines(sentences, sources_of_rest(article))
    return compose(article.more, article.title, foot=foot)


def field_text(
    sentences: Sentences, article: Article, name: FieldName, unit_name: str, today: date
) -> str:
    """Return what an article says of one thing, with its proof; or that it is not known, and whom
    to ask."""
    told = article.fields[name]
    if not told.text:
        unknown = sentences(f"field_unknown_{name}")
        return compose(f"{unknown} {article.way_on}".strip(), article.title)
    return compose(
        told.text,
        article.title,
        cautions(sentences, article, today),
        provenance(sentences, article, unit_name, told.sources),
    )
