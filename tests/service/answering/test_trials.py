"""A question tried on what serves and on what is proposed."""

from dataclasses import replace

from sqlalchemy import text

from doubles.clock import TODAY, FrozenClock
from doubles.knowledge import CONTENT, WordEncoder
from service.answering.trials import Trials
from service.content.model import Content
from service.content.sentences import Sentences
from service.content.store import encode_missing, store_content
from service.knowledge.search import wordings
from service.storage.database import Database

QUESTION = "Berapa lama jawaban atas permohonan informasi?"
ID = "ppid-waktu"


def trials(
    database: Database, content: Content, sentences: Sentences, clock: FrozenClock
) -> Trials:
    """Return what asks, with the real articles behind it."""
    with database.write() as session:
        texts = [text for article in content.articles for text in wordings(article)]
        encode_missing(session, texts, WordEncoder())
        store_content(session, content, clock())
    return Trials(database, CONTENT, WordEncoder(), sentences, lambda: TODAY)


def everything(database: Database) -> dict[str, int]:
    """Return how many rows each table has."""
    names = "SELECT name FROM sqlite_master WHERE type = 'table'"
    with database.read() as session:
        tables = session.scalars(text(names)).all()
        return {one: session.scalar(text(f"SELECT count(*) FROM {one}")) or 0 for one in tables}  # noqa: S608


def test_both_texts_are_asked_and_nothing_is_kept(
    sqlite: Database, content: Content, sentences: Sentences, clock: FrozenClock
) -> None:
    """Whoever decides sees the answer of tomorrow, and citizens that of today."""
    asking = trials(sqlite, content, sentences, clock)
    before = everything(sqlite)
    article = next(one for one in content.articles if one.id == ID)

    trial = asking.ask(f"  {QUESTION}\n", replace(article, text="Baru.", also=("kata baru",)))

    assert trial.question == QUESTION
    assert (trial.today.topic, trial.today.reply.body) == (ID, article.text)
    assert trial.proposed is not None
    assert (trial.proposed.topic, trial.proposed.reply.body) == (ID, "Baru.")
    assert everything(sqlite) == before
    assert asking.ask(QUESTION).today.reply.body == article.text
    assert asking.ask(QUESTION).proposed is None


def test_a_proposed_question_finds_its_new_article(
    sqlite: Database, content: Content, sentences: Sentences, clock: FrozenClock
) -> None:
    """A topic that is not there yet is tried before it is approved."""
    asking = trials(sqlite, content, sentences, clock)
    article = next(one for one in content.articles if one.id == ID)
    new = replace(article, id="pasar-malam", title="Jadwal pasar malam", questions=(), also=())

    trial = asking.ask("jadwal pasar malam", new)

    assert trial.today.topic != "pasar-malam"
    assert trial.proposed is not None
    assert trial.proposed.topic == "pasar-malam"
