"""How an article reads: its words, how certain they are, and where they come from. Pure."""

from collections.abc import Sequence
from datetime import date

from service.answering.provenance import cautions, provenance, source_lines, sources_of_rest
from service.content.model import Article
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
        provenance(sentences, article, unit_name, said),
    )


def rest_text(sentences: Sentences, article: Article) -> str:
    """Return what "Selengkapnya" shows, with the sources that it alone rests on."""
    foot = source_lines(sentences, sources_of_rest(article))
    return compose(article.more, article.title, foot=foot)
