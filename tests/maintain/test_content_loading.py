"""Loading the content folder, and what serves when it is broken."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from doubles.clock import TODAY, FrozenClock
from doubles.knowledge import CONTENT
from maintain.content_loading import load_content, load_or_keep
from service.content.desk_hours import read_desk_hours
from service.content.hours_changes import decide, decided
from service.content.hours_text import Decided
from service.content.store import load_number, read_articles
from service.errors import ContentInvalid
from service.settings import Settings
from service.storage.database import Database

KEPT = ("alamat-perwakilan", "kontak-pusat", "spip")
LEADS = """
aspects: [{id: kontak, words: [telepon]}]
families: [{topics: [spip], leads: {kontak: kontak-pusat}}]
things: []
others: [{leads: {}, generic: apa}]
"""
QUESTIONS = "deadlines: [{kind: question, name: pertanyaan, working_hours: 4}]"
NEXT_CENTURY = date(2126, 1, 1)


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A content folder of a few articles, that tests may break."""
    settings.content_dir = shutil.copytree(CONTENT, tmp_path / "content")
    for article in (settings.content_dir / "articles").glob("*.md"):
        lines = article.read_text("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("followups: ")]
        article.write_text("\n".join(kept), "utf-8")
        if article.stem not in KEPT:
            article.unlink()
    (settings.content_dir / "follow_ups.yml").write_text(LEADS, "utf-8")
    (settings.content_dir / "deadlines.yml").write_text(QUESTIONS, "utf-8")
    return settings.content_dir


def silent(_done: int, _every: int) -> None:
    """Show no progress."""


def titles(database: Database) -> dict[str, str]:
    """Return the titles that serve."""
    with database.read() as session:
        return {article.id: article.title for article in read_articles(session)}


def break_an_article(folder: Path) -> None:
    """Take an article's unit away."""
    article = folder / "articles" / "spip.md"
    article.write_text(article.read_text("utf-8").replace("unit: ", "unit: no-such-"), "utf-8")


def retitle(folder: Path, title: str) -> None:
    """Give an article another title."""
    article = folder / "articles" / "spip.md"
    lines = article.read_text("utf-8").splitlines()
    changed = [f"title: {title}" if line.startswith("title: ") else line for line in lines]
    article.write_text("\n".join(changed), "utf-8")


def test_a_folder_is_loaded_once(sqlite: Database, settings: Settings, folder: Path) -> None:
    """The second start must not read and encode everything anew."""
    assert load_content(settings, sqlite, TODAY, silent)

    assert not load_content(settings, sqlite, TODAY, silent)
    retitle(folder, "Judul baru")
    assert load_content(settings, sqlite, TODAY, silent)
    assert titles(sqlite)["spip"] == "Judul baru"


@pytest.mark.usefixtures("folder")
def test_progress_reaches_the_end(sqlite: Database, settings: Settings) -> None:
    """A bar that stops at 98 % makes people press Ctrl-C."""
    seen: list[tuple[int, int]] = []
    load_content(settings, sqlite, TODAY, lambda done, every: seen.append((done, every)))

    assert seen[-1][0] == seen[-1][1]
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_broken_folder_leaves_the_old_content(
    sqlite: Database, settings: Settings, folder: Path
) -> None:
    """An editor's mistake must not silence the service; it is named with file and line."""
    load_content(settings, sqlite, TODAY, silent)
    retitle(folder, "Judul baru")
    break_an_article(folder)
    before, warnings = titles(sqlite), list[str]()

    loaded = load_or_keep(settings, sqlite, TODAY, silent, warnings.append)

    assert not loaded
    assert titles(sqlite) == before
    assert "spip.md:" in warnings[0]
    assert "keeps serving" in warnings[0]


def test_a_broken_folder_at_the_very_first_start_is_an_error(
    sqlite: Database, settings: Settings, folder: Path
) -> None:
    """There is nothing that could serve instead."""
    break_an_article(folder)

    with pytest.raises(ContentInvalid, match=r"spip\.md:\d+: "):
        load_or_keep(settings, sqlite, TODAY, silent, lambda _: None)
    with sqlite.read() as session:
        assert load_number(session) == 0


@pytest.mark.usefixtures("folder")
def test_expired_articles_serve_at_the_very_first_start(
    sqlite: Database, settings: Settings
) -> None:
    """A fresh clone of an old release answers, and each article says that it is old."""
    warnings: list[str] = []

    assert load_or_keep(settings, sqlite, NEXT_CENTURY, silent, warnings.append)
    assert titles(sqlite)
    assert "expired" in warnings[0]


@pytest.mark.usefixtures("folder")
def test_loading_by_hand_refuses_expired_articles(sqlite: Database, settings: Settings) -> None:
    """A maintainer who loads has the time to check them."""
    with pytest.raises(ContentInvalid, match="expired"):
        load_content(settings, sqlite, NEXT_CENTURY, silent)


def test_hours_that_were_decided_at_the_desk_outlive_a_load(
    folder: Path, sqlite: Database, settings: Settings, clock: FrozenClock
) -> None:
    """A restart with yesterday's file must not open a day that was closed."""
    day = {"date": "2026-12-10", "hours": "tutup", "reason": "banjir", "source": "ND-1"}
    with sqlite.write() as session:
        decide(session, [Decided("days", ":2026-12-10", day)], None, clock())
    hours = folder / "hours.yml"
    text = hours.read_text("utf-8")
    other = text.replace(
        "days: []", "days: [{date: 2026-12-10, hours: biasa, reason: x, source: y}]"
    )
    hours.write_text(other, "utf-8")
    said: list[str] = []

    load_content(settings, sqlite, TODAY, silent, tell=said.append)

    with sqlite.read() as session:
        desk = read_desk_hours(folder, decided(session))
    assert desk.hours.table.periods_on(date(2026, 12, 10), "humas") == ()
    assert said == [
        "hours.yml says otherwise than the desk decided; the desk's stands: days: :2026-12-10"
    ]
