"""A question asked of what serves, and of what would serve with one text more; leaves no trace.

Search and rules answer, as in the gateway while Rasa is away: the classifier of a release knows
no text that is not approved yet.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from service.answering.answers import Answers
from service.answering.without_rasa import reply_without_rasa
from service.clock import utc_now
from service.content.encoder import Encoder
from service.content.model import Article, Content, Office
from service.content.sentences import Sentences
from service.content.store import (
    keep_vectors,
    read_articles,
    read_offices,
    read_vectors,
    store_content,
    texts_without_vector,
)
from service.knowledge.knowledge import Knowledge
from service.knowledge.search import wordings
from service.markup import MarkedText, read_markup
from service.storage.base import Base
from service.storage.database import Database

QUESTION_LIMIT = 300  # characters


@dataclass(frozen=True)
class Reading:
    """What would be answered.

    Attributes:
        reply: As the citizen reads it.
        topic: The article that it shows; None: it shows none.
    """

    reply: MarkedText
    topic: str | None


@dataclass(frozen=True)
class Trial:
    """A question's answer today, and with the proposed text; None where none is proposed."""

    question: str
    today: Reading
    proposed: Reading | None = None


class Trials:
    """Asks; one at a time, because each proposed text is indexed anew. Thread-safe."""

    def __init__(
        self,
        database: Database,
        folder: Path,
        encoder: Encoder,
        sentences: Sentences,
        today: Callable[[], date],
    ) -> None:
        self._database, self._folder, self._encoder = database, folder, encoder
        self._sentences, self._today = sentences, today
        self._lock = threading.Lock()
        self._answers: Answers | None = None  # made with the first question

    def ask(self, question: str, proposed: Article | None = None) -> Trial:
        """Ask what serves and, where a text is proposed, what would serve with it."""
        asked = " ".join(question.split())[:QUESTION_LIMIT]
        with self._lock:
            if self._answers is None:
                self._answers = self._answers_of(self._database)
            self._answers.knowledge.look()
            now = _reading(self._answers, asked)
            if proposed is None:
                return Trial(asked, now)
            with self._throwaway(proposed) as database:
                return Trial(asked, now, _reading(self._answers_of(database), asked))

    def _answers_of(self, database: Database) -> Answers:
        knowledge = Knowledge(database, self._encoder, self._folder)
        return Answers(knowledge, self._sentences, self._today)

    @contextmanager
    def _throwaway(self, proposed: Article) -> Iterator[Database]:
        """Give a database in memory with everything that serves, and one text in its place."""
        with self._database.read() as session:
            articles = {article.id: article for article in read_articles(session)}
            offices = read_offices(session)
            articles[proposed.id] = proposed
            texts = [text for article in articles.values() for text in wordings(article)]
            missing = texts_without_vector(session, texts)
            vectors = read_vectors(session, texts)
        new = dict(zip(missing, self._encoder.encode(missing), strict=True)) if missing else {}
        for place, text in enumerate(texts):
            if text in new:
                vectors[place] = new[text]
        database = Database("sqlite://")
        try:
            Base.metadata.create_all(database.engine)
            with database.write() as session:
                one = {text: place for place, text in enumerate(texts)}
                keep_vectors(session, list(one), vectors[list(one.values())])
                store_content(session, _content(articles, offices), utc_now())
            yield database
        finally:
            database.close()


def _content(articles: Mapping[str, Article], offices: Sequence[Office]) -> Content:
    return Content(tuple(articles.values()), tuple(offices), (), (), (), {}, fingerprint="")


def _reading(answers: Answers, question: str) -> Reading:
    reply = reply_without_rasa(answers, question, {})
    return Reading(read_markup(reply.text), reply.topic)
