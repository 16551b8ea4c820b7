"""The knowledge base as everyone asks it."""

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from service.content.model import Content
from service.content.store import store_content
from service.knowledge.knowledge import Knowledge
from service.storage.database import Database, Session


@pytest.fixture
def knowledge(database: Database, content: Content, clock: FrozenClock) -> Knowledge:
    """The real content, loaded."""
    with database.write() as session:
        store_content(session, content, clock())
    return Knowledge(database, NoEncoder(), CONTENT)


def test_an_article_is_found_by_its_id(knowledge: Knowledge) -> None:
    """Buttons carry ids; an id that is gone is no crash."""
    article = knowledge.article("magang")

    assert article is not None
    assert article.id == "magang"
    assert knowledge.article("tidak-ada") is None


def test_a_groups_articles_come_by_title(knowledge: Knowledge) -> None:
    """A menu in the order of file names cannot be read."""
    titles = [article.title for article in knowledge.articles_in("profil")]

    assert titles == sorted(titles)
    assert len(titles) > 2
    assert knowledge.articles_in("tidak-ada") == []


def test_every_group_of_the_menu_has_articles(knowledge: Knowledge) -> None:
    """An empty group is a dead end."""
    assert [c.id for c in knowledge.categories if not knowledge.articles_in(c.id)] == []


def test_search_and_referrals_are_the_contents(knowledge: Knowledge) -> None:
    """One door to everything that the content can answer."""
    referral = knowledge.find_referral("hp saya dicuri")

    assert knowledge.search("syarat magang", limit=1)[0].article_id == "magang"
    assert referral is not None
    assert referral.id == "polri"


@pytest.mark.parametrize(
    ("text", "code"), [("kantor mksr", "PW21"), ("kantor jogja", "PW12"), ("semarng", "PW11")]
)
def test_offices_are_found_in_chat_spelling(knowledge: Knowledge, text: str, code: str) -> None:
    """Abbreviated towns count as towns."""
    assert [office.code for office in knowledge.find_offices(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "alamat kantor bpkp tahun ini",
        "kantor perwakilan yang pindah bulan lalu",
        "angka kredit saya",
        "sangat jauh, tanggung biaya sendiri",
        "informasi itu sumbernya dari sumber mana",
    ],
)
def test_an_ordinary_word_is_no_misspelt_town(knowledge: Knowledge, text: str) -> None:
    """The word "tahun" once led to Tahuna in North Sulawesi, "angka" to Bangka."""
    assert knowledge.find_offices(text) == []


def test_newly_loaded_content_answers_without_a_restart(
    knowledge: Knowledge,
    database: Database,
    content: Content,
    clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A corrected article must reach citizens at once, in every process."""
    monkeypatch.setattr("service.knowledge.knowledge.REFRESH", -1.0)
    before = knowledge.article("magang")
    rest = tuple(article for article in content.articles if article.id != "magang")
    with database.write() as session:
        store_content(session, Content(**{**vars(content), "articles": rest}), clock())

    assert before is not None
    assert knowledge.article("magang") is None


def test_an_empty_database_knows_nothing(database: Database) -> None:
    """The gateway may start before the content is loaded; it then says it does not know."""
    knowledge = Knowledge(database, NoEncoder(), CONTENT)

    assert knowledge.article("magang") is None
    assert knowledge.search("magang") == []
    assert knowledge.find_offices("jogja") == []
    assert knowledge.nearest_office(-7.8, 110.4) is None


def test_nobody_waits_while_new_content_is_read(
    knowledge: Knowledge, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading a large content takes seconds, in which citizens get the content before."""
    before = knowledge.article("magang")
    monkeypatch.setattr("service.knowledge.knowledge.REFRESH", -1.0)
    reads, may_go_on = threading.Event(), threading.Event()

    read = database.read

    @contextmanager
    def read_slowly() -> Iterator[Session]:
        reads.set()
        assert may_go_on.wait(30)
        with read() as session:
            yield session

    monkeypatch.setattr(database, "read", read_slowly)
    with ThreadPoolExecutor(1) as pool:
        reader = pool.submit(knowledge.article, "magang")
        assert reads.wait(30)
        meanwhile = knowledge.article("magang")
        was_reading = not reader.done()
        may_go_on.set()

    assert was_reading
    assert meanwhile == reader.result() == before


def test_hours_are_told_without_asking_the_database(
    database: Database, content: Content, clock: FrozenClock
) -> None:
    """Who asks is often within a transaction; a look there would make every writer wait."""
    with database.write() as session:
        store_content(session, content, clock())
    knowledge = Knowledge(database, NoEncoder(), CONTENT)
    asked: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    assert knowledge.desk_hours.hours.table.ordinary
    assert asked == []

    knowledge.look()
    assert asked


def test_units_and_hours_that_are_loaded_later_are_followed(
    database: Database, content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gateway that knew yesterday's units would keep a new unit's tickets out of every group."""
    folder = shutil.copytree(CONTENT, tmp_path / "content")
    monkeypatch.setattr("service.knowledge.knowledge.REFRESH", -1.0)
    knowledge = Knowledge(database, NoEncoder(), folder)
    knowledge.look()
    units = folder / "units.yml"
    unit = "units:\n  - id: baru\n    name: Unit Baru\n    answers: Menjawab.\n"
    units.write_text(units.read_text("utf-8").replace("units:\n", unit), "utf-8")
    hours = knowledge.desk_hours
    with database.write() as session:
        store_content(session, content, FrozenClock()())
    knowledge.look()

    assert knowledge.units["baru"].name == "Unit Baru"
    assert knowledge.desk_hours is not hours
