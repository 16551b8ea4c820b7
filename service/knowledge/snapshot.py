"""One loaded content, indexed: what serves until a newer one is loaded."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from service.content.model import Article
from service.content.static import StaticContent
from service.content.store import read_articles, read_offices, read_vectors
from service.knowledge import search
from service.knowledge.article_words import ArticleWords
from service.knowledge.leads import FollowUps
from service.knowledge.places import Places
from service.knowledge.search import SearchIndex, Stemmer, vocabulary
from service.text import normalise


@dataclass(frozen=True)
class Snapshot:
    """What can be asked of one load.

    Attributes:
        listed: The article of each question that an article lists, in standard words.
    """

    load: int
    articles: Mapping[str, Article]
    index: SearchIndex
    places: Places
    follow_ups: FollowUps
    vocabulary: frozenset[str]
    words: ArticleWords
    listed: Mapping[str, str]


def make_snapshot(
    session: Session, load: int, static: StaticContent, stemmer: Stemmer, slang: Mapping[str, str]
) -> Snapshot:
    """Read and index what was loaded last."""
    articles = read_articles(session)
    texts = [text for article in articles for text in search.wordings(article)]
    ordinary = search.ordinary_words(articles, slang)
    titles = {a.id: a.title for a in articles}
    return Snapshot(
        load=load,
        articles={a.id: a for a in articles},
        index=SearchIndex(articles, read_vectors(session, texts), stemmer),
        places=Places(read_offices(session), static.gazetteer, ordinary),
        follow_ups=FollowUps(static.follow_ups, stemmer, stemmer.of_names(articles), titles),
        vocabulary=vocabulary(articles),
        words=ArticleWords.of(articles, stemmer),
        listed=search.named_by(articles, lambda text: normalise(text, slang)),
    )
