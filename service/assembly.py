"""Puts the shared middle together for a process: called by each ``__main__``, never at import."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache

from service.answering.answers import Answers
from service.answering.english import is_english
from service.answering.hearing import learn_door
from service.answering.menus import Menus
from service.calendar import WIB
from service.content.encoder import E5Encoder, Encoder
from service.content.following import NewestUnits
from service.content.model import Article
from service.content.sentences import OFFICERS, load_sentences
from service.door.door import Door
from service.forum.means import DeskMeans, SaidArticle
from service.knowledge.knowledge import Knowledge
from service.markup import plain
from service.operations.switches import Switches, article_switch
from service.settings import Settings
from service.storage.database import Database
from service.text import words

NEAR = 0.15  # of a hit: below it an article has hardly a word or a meaning in common


def make_answers(
    settings: Settings, database: Database, encoder: Encoder | None = None
) -> Answers:
    """Return what builds replies, on this database and content folder.

    Args:
        encoder: One that the process has already; each of its own takes some 100 MB.
    """
    knowledge = Knowledge(database, encoder or E5Encoder(), settings.content_dir)
    knowledge.warm()
    return Answers(knowledge, load_sentences(settings.content_dir), today_in_jakarta)


class ArticlesToSay:
    """Articles as officers say them: with their source, and none that is switched off.

    Args:
        answers: Asked only when something is wanted: to make them takes seconds.
    """

    def __init__(self, answers: Callable[[], Answers], switches: Switches) -> None:
        self._answers, self._switches = answers, switches

    def article(self, article_id: str) -> SaidArticle | None:
        """Return an article by its id, None when there is none that may be said."""
        if article_switch(article_id) in self._switches.off():
            return None
        answers = self._answers()
        reply, article = answers.article(article_id), answers.knowledge.article(article_id)
        if reply is None or article is None:
            return None
        return SaidArticle(article.id, article.title, plain(reply.text))

    def names(self) -> tuple[str, ...]:
        """Return the ids of all articles."""
        return tuple(sorted(article.id for article in self._all()))

    def search(self, text: str, limit: int = 6) -> list[SaidArticle]:
        """Return what is nearest to a text, best first.

        What is called so by the words as far as they are typed, then what the bot would find.
        """
        wanted, found = words(text), []
        if wanted:
            found = [article.id for article in self._all() if _is_called(article, wanted)]
            hits = self._answers().knowledge.search(text, limit)
            found += [hit.article_id for hit in hits if hit.score >= NEAR]
        said = (self.article(name) for name in dict.fromkeys(found))
        return [article for article in said if article is not None][:limit]

    def _all(self) -> list[Article]:
        knowledge = self._answers().knowledge
        return [a for one in knowledge.categories for a in knowledge.articles_in(one.id)]


def _is_called(article: Article, wanted: Sequence[str]) -> bool:
    """Tell whether each word begins one of an article's title or id."""
    own = words(f"{article.title} {article.id.replace('-', ' ')}")
    return all(any(word.startswith(typed) for word in own) for typed in wanted)


def make_articles_to_say(
    settings: Settings, database: Database, encoder: Encoder
) -> ArticlesToSay:
    """Return the articles for the web desk, read when the first is asked for."""
    answers = cache(lambda: make_answers(settings, database, encoder))
    return ArticlesToSay(answers, Switches(database))


def make_means(settings: Settings, answers: Answers, switches: Switches) -> DeskMeans:
    """Return what the officers' desk in Telegram stands on."""

    said = ArticlesToSay(lambda: answers, switches)

    def place(code: str) -> str:
        return ", ".join(office.name for office in answers.knowledge.offices_of(code))

    folder = settings.content_dir
    return DeskMeans(
        words=load_sentences(folder, OFFICERS),
        say=load_sentences(folder),
        units=NewestUnits(lambda: answers.knowledge.units),
        desk_url=(settings.desk_url or "").rstrip("/"),
        is_english=is_english,
        article=said.article,
        articles=said.names,
        place=place,
        desk_hours=lambda: answers.knowledge.desk_hours,
    )


def make_door(settings: Settings) -> Door:
    """Return what decides at the door what is kept; learns accusations and distress in seconds."""
    return learn_door(settings.content_dir)


def make_menus(answers: Answers) -> Menus:
    """Return what builds the replies to commands, on the same knowledge base."""
    return Menus(answers.knowledge, answers)


def today_in_jakarta() -> date:
    """Return the date where BPKP's head office is."""
    return datetime.now(WIB).date()
