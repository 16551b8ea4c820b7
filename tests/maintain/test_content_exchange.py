"""The desk's texts and the folder's: what a load leaves alone, what it takes, what is exported."""

import shutil
from pathlib import Path

import pytest

from doubles.clock import TODAY, FrozenClock
from doubles.knowledge import CONTENT, NoEncoder
from maintain.content_loading import export_articles, load_content
from service.content.model import Content
from service.content.store import read_articles
from service.content.versions import Origin, newest_version, versions_of
from service.editing.editorial import Editorial
from service.errors import ContentInvalid
from service.settings import Settings
from service.storage.database import Database
from tests.service.editing.newsroom import ID, Newsroom, make_newsroom

NEW = "Jawaban tertulis diberikan paling lambat 10 hari kerja."


class Exchange:
    """A newsroom beside a folder that can be edited."""

    def __init__(self, room: Newsroom, settings: Settings) -> None:
        self.room, self.settings = room, settings
        self.folder = settings.content_dir
        self.file = self.folder / "articles" / f"{ID}.md"
        self.told: list[str] = []

    def load(self, *, files_win: bool = False) -> bool:
        self.told.clear()
        return load_content(
            self.settings,
            self.room.database,
            TODAY,
            lambda _done, _every: None,
            encoder=NoEncoder(),
            files_win=files_win,
            tell=self.told.append,
        )

    def publish(self, **parts: str) -> None:
        self.room.approve(self.room.propose(**parts))

    def edit(self, old: str, new: str, name: str = ID) -> None:
        path = self.folder / "articles" / f"{name}.md"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def files(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (self.folder / "articles").glob("*")}

    def export(self) -> list[str]:
        return [path.stem for path in export_articles(self.room.database, self.folder)]


@pytest.fixture
def exchange(
    database: Database, clock: FrozenClock, content: Content, settings: Settings, tmp_path: Path
) -> Exchange:
    """Everything loaded, once on each kind of database."""
    settings.content_dir = shutil.copytree(CONTENT, tmp_path / "content")
    room = make_newsroom(database, clock, content)
    room.editorial = Editorial(database, settings.content_dir, NoEncoder(), lambda: TODAY)
    made = Exchange(room, settings)
    made.load()
    return made


def test_an_export_of_what_was_loaded_changes_nothing(exchange: Exchange) -> None:
    """A clean difference: no file is touched that nobody changed."""
    before = exchange.files()

    assert exchange.export() == []
    assert exchange.files() == before


def test_an_export_writes_what_was_published_and_nothing_else(exchange: Exchange) -> None:
    """Whoever commits sees the change of one article, and of one line."""
    before = exchange.files()
    exchange.publish(waktu="belum diketahui")

    assert exchange.export() == [ID]

    after = exchange.files()
    assert [name for name in after if after[name] != before[name]] == [f"{ID}.md"]
    old, new = before[f"{ID}.md"].splitlines(), after[f"{ID}.md"].splitlines()
    assert [line for line in new if line not in old] == [b"waktu: belum diketahui"]
    assert exchange.export() == []


def test_a_start_with_the_same_files_leaves_the_desk_s_text(exchange: Exchange) -> None:
    """Every start of the service loads the folder: it must not undo what people published."""
    exchange.publish(text=NEW)

    assert not exchange.load()
    assert exchange.room.served().text == NEW


def test_a_load_of_other_changes_leaves_it_and_says_so(exchange: Exchange) -> None:
    """A new version of the files knows nothing of what was published since."""
    exchange.publish(text=NEW)
    exchange.edit("title: ", "title: Tentang ", "spip")

    assert exchange.load()
    assert exchange.room.served().text == NEW
    assert exchange.told == [
        f"{ID}: published in the desk and not in its file yet; the desk's text serves"
    ]
    assert exchange.room.version("spip").origin is Origin.FILES
    assert exchange.room.version("spip").number == 2


def test_where_both_changed_the_desk_s_text_stays_until_somebody_decides(
    exchange: Exchange,
) -> None:
    """Neither is thrown away in silence."""
    exchange.publish(text=NEW)
    exchange.edit("Jadi, paling lama 17 hari", "Jadi, 17 hari")

    for _ in range(2):  # it is said at each load that changes something
        exchange.edit("title: ", "title: x", "spip")
        exchange.load()
        assert exchange.room.served().text == NEW
        assert exchange.told == [
            f"{ID}: changed in its file and in the desk; the desk's text serves"
        ]

    assert exchange.load(files_win=True)
    assert "Jadi, 17 hari" in exchange.room.served().text
    with exchange.room.database.read() as session:
        history = [(one.origin, one.number) for one in versions_of(session, ID)]
    assert history == [(Origin.FILES, 3), (Origin.APPROVED, 2), (Origin.FILES, 1)]


def test_files_win_where_nothing_but_the_desk_changed(exchange: Exchange) -> None:
    """The folder is the same as at the last load, and still it is to win."""
    exchange.publish(text=NEW)

    assert exchange.load(files_win=True)
    assert exchange.room.served().text != NEW
    assert not exchange.load(files_win=True)


def test_after_an_export_the_files_lead_again(exchange: Exchange) -> None:
    """Exported and committed, the article is edited as a file like any other."""
    exchange.publish(text=NEW)
    exchange.export()
    exchange.load()
    assert exchange.told == []
    exchange.edit(NEW, "Jawaban tertulis diberikan dalam 10 hari kerja.")

    assert exchange.load()
    assert exchange.told == []
    assert exchange.room.served().text.startswith("Jawaban tertulis diberikan dalam")


def test_a_new_article_of_the_desk_stays_and_is_exported(exchange: Exchange) -> None:
    """It is in no file yet; a load that dropped it would silence a topic."""
    room = exchange.room
    written = room.version().written.replace(f"id: {ID}", "id: topik-baru")
    made = room.editorial.propose("topik-baru", written, 0, "x", room.ids["sari"], room.clock())
    room.editorial.approve(getattr(made, "id"), 0, "", room.ids["mira"], room.clock())  # noqa: B009
    exchange.edit("title: ", "title: x", "spip")

    exchange.load()

    with room.database.read() as session:
        assert "topik-baru" in {article.id for article in read_articles(session)}
    assert exchange.export() == ["topik-baru"]
    assert (exchange.folder / "articles/topik-baru.md").read_text("utf-8") == written


def test_a_file_that_went_takes_its_article_along(exchange: Exchange) -> None:
    """What was never changed in the desk is the files' alone."""
    shutil.copy(exchange.file, exchange.folder / "articles" / "lain.md")
    exchange.edit(f"id: {ID}", "id: lain", "lain")
    exchange.load()
    (exchange.folder / "articles" / "lain.md").unlink()

    assert exchange.load()
    with exchange.room.database.read() as session:
        assert "lain" not in {article.id for article in read_articles(session)}


def test_an_article_that_was_let_expire_stops_no_load(exchange: Exchange) -> None:
    """It warns citizens; it must not keep every other change from them."""
    room = exchange.room
    day = TODAY.replace(day=TODAY.day - 1)
    room.editorial.expire(ID, day, 1, "Aturan berubah.", room.ids["mira"], room.clock())
    exchange.edit("title: ", "title: x", "spip")

    assert exchange.load()
    assert room.served().expires == day
    exchange.export()
    exchange.edit("title: x", "title: y", "spip")
    assert exchange.load()


def test_a_published_text_that_names_a_source_no_more_is_told(exchange: Exchange) -> None:
    """A source goes from the files while the desk's text rests on it."""
    exchange.publish(sources="bppk-ppid\nppid-jambi\nkeberatan-semarang\nskd-2024")
    sources = exchange.folder / "sources.yml"
    sources.write_text(sources.read_text("utf-8").replace("key: skd-2024", "key: skd-lain"))

    with pytest.raises(ContentInvalid, match=rf"desk/{ID}\.md:\d+: .*skd-2024"):
        exchange.load()


def test_content_of_before_is_kept_as_written_with_the_next_load(exchange: Exchange) -> None:
    """After an upgrade the same folder is loaded once more, or nothing could be proposed."""
    with exchange.room.database.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM article_versions")
        connection.exec_driver_sql("UPDATE articles SET written = '', loaded = ''")

    assert exchange.load()
    with exchange.room.database.read() as session:
        newest = newest_version(session, ID)
    assert newest is not None
    assert newest.written == exchange.file.read_text("utf-8")
