"""Units and hours that reach a process while it runs."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.content.following import REFRESH, Following, NewestUnits
from service.content.model import Content
from service.content.store import store_content
from service.errors import ContentInvalid
from service.storage.database import Database

SATURDAY = datetime(2026, 11, 28, 3, tzinfo=UTC)


@dataclass
class Seconds:
    """A clock for pauses, which stands."""

    now: float = 0.0

    def __call__(self) -> float:
        """Return what it shows."""
        return self.now


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what is followed, to be edited."""
    for name in ("units", "hours", "deadlines", "sources", "contacts", "offices"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    return tmp_path


def edit(folder: Path, name: str, old: str, new: str) -> None:
    """Change a file as people do."""
    path = folder / f"{name}.yml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def add_unit(folder: Path) -> None:
    """Let there be one more unit."""
    unit = "units:\n  - id: baru\n    name: Unit Baru\n    answers: Menjawab yang baru.\n"
    edit(folder, "units", "units:\n", unit)


def load(database: Database, content: Content, clock: FrozenClock) -> None:
    """Load content, as ``tanya content load`` does."""
    with database.write() as session:
        store_content(session, content, clock())


def test_what_is_loaded_while_a_process_runs_is_read(
    sqlite: Database, content: Content, folder: Path
) -> None:
    """Nobody should have to restart the desk because a decree moved the hours."""
    clock, seconds = FrozenClock(), Seconds()
    following = Following(sqlite, folder, clock, seconds)
    following.look()
    add_unit(folder)
    following.look()
    assert "baru" not in following.newest().units  # edited, not loaded

    load(sqlite, content, clock)
    following.look()

    assert following.newest().units["baru"].name == "Unit Baru"


def test_what_was_loaded_before_the_first_look_is_read(
    sqlite: Database, content: Content, folder: Path
) -> None:
    """A desk that starts while somebody loads content must not miss it for good."""
    following = Following(sqlite, folder, FrozenClock())
    add_unit(folder)
    load(sqlite, content, FrozenClock())
    following.look()

    assert "baru" in following.newest().units


def test_it_is_looked_only_now_and_then(sqlite: Database, folder: Path) -> None:
    """Pages ask every five seconds; the database should not pay for each."""
    seconds = Seconds()
    following = Following(sqlite, folder, FrozenClock(), seconds)

    assert following.is_due()
    following.look()
    assert not following.is_due()
    seconds.now += REFRESH
    assert following.is_due()


def test_a_later_edit_that_is_broken_changes_nothing(
    sqlite: Database, content: Content, folder: Path
) -> None:
    """What serves goes on serving while somebody types."""
    following = Following(sqlite, folder, FrozenClock())
    edit(folder, "units", "name: Pejabat", "nama: Pejabat")
    load(sqlite, content, FrozenClock())
    following.look()

    assert "ppid" in following.newest().units
    with pytest.raises(ContentInvalid):
        Following(sqlite, folder, FrozenClock())


def test_without_a_database_what_was_read_serves(tmp_path: Path, folder: Path) -> None:
    """The page says itself that the database is away."""
    database = Database(f"sqlite:///{tmp_path}/never_migrated.db")
    following = Following(database, folder, FrozenClock())
    following.look()

    assert following.newest().desk_hours.back_at(SATURDAY, "humas") is not None
    database.close()


def test_a_table_that_was_handed_out_shows_newer_units(
    sqlite: Database, content: Content, folder: Path
) -> None:
    """A unit whose group shall get no more words must not wait for a restart."""
    following = Following(sqlite, folder, FrozenClock())
    units = NewestUnits(lambda: following.newest().units)
    add_unit(folder)
    load(sqlite, content, FrozenClock())
    following.look()

    assert "baru" in units
    assert len(units) == len(following.newest().units)
    assert [*units] == [*following.newest().units]
