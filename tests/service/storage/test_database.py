"""The two kinds of transaction, and migrations that give exactly the models' schema."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError, StatementError

from doubles.clock import FrozenClock
from service.conversations.ownership import open_conversation
from service.errors import DatabaseUnavailable
from service.storage.base import Base
from service.storage.content_tables import ContentLoad
from service.storage.database import Database
from service.storage.tables import Update


def releases(database: Database) -> list[str]:
    """Return the fingerprints stored."""
    with database.read() as session:
        return [row.fingerprint for row in session.query(ContentLoad).order_by("id")]


def release(fingerprint: str) -> ContentLoad:
    """Return a row that depends on nothing."""
    return ContentLoad(fingerprint=fingerprint, loaded_at=datetime(2026, 11, 24, tzinfo=UTC))


def is_of_models(name: str | None, *_: object) -> bool:
    """Tell whether something is the models', and not an index of words of either database."""
    return not re.match(r"(ix_)?(turns|outbox)_words", name or "")


def _write_and_fail(database: Database) -> None:
    with database.write() as session:
        session.add(release("gagal"))
        session.flush()
        raise RuntimeError("any failure inside a transaction")


def test_migrations_give_exactly_the_schema_of_the_models(database: Database) -> None:
    """A column that only the models know fails in production, not in tests."""
    with database.engine.connect() as connection:
        opts = {"compare_type": True, "include_name": is_of_models}
        context = MigrationContext.configure(connection, opts=opts)
        differences = compare_metadata(context, Base.metadata)

    assert differences == []


def test_every_table_of_the_models_is_there(database: Database) -> None:
    """The comparison above must have compared something."""
    tables = inspect(database.engine).get_table_names()

    assert {name for name in tables if is_of_models(name)} == set(Base.metadata.tables) | {
        "alembic_version"
    }


def test_migrating_again_changes_nothing(database: Database) -> None:
    """Every start migrates; what is stored must survive it."""
    with database.write() as session:
        session.add(release("lama"))

    database.migrate()

    assert releases(database) == ["lama"]


def test_a_write_is_kept_and_a_failed_one_is_not(database: Database) -> None:
    """A reply and its turn are stored together or not at all."""
    with database.write() as session:
        session.add(release("ada"))
    with pytest.raises(RuntimeError):
        _write_and_fail(database)

    assert releases(database) == ["ada"]


def test_a_read_keeps_nothing(database: Database) -> None:
    """Who only looks must not change anything by accident."""
    with database.read() as session:
        session.add(release("diam-diam"))
        session.flush()

    assert releases(database) == []


def test_a_reader_is_not_blocked_by_a_writer(database: Database) -> None:
    """The desk's pages load while the gateway stores a turn."""
    with database.write() as writing:
        writing.add(release("baru"))
        writing.flush()
        seen = releases(database)

    assert seen == []


def test_foreign_keys_are_enforced(database: Database, clock: FrozenClock) -> None:
    """A message of a conversation that does not exist would never be delivered."""
    row = Update(
        channel="web", source="web", update_id="1", conversation_id="tidak-ada", kind="text",
        text="", masked_kinds=[], received_at=clock(), due_at=clock(),
    )  # fmt: skip

    with pytest.raises(IntegrityError), database.write() as session:
        session.add(row)


def test_times_come_back_aware_and_in_utc(database: Database) -> None:
    """SQLite forgets time zones; a deadline seven hours off is wrong."""
    jakarta = datetime(2026, 11, 24, 10, 0, tzinfo=timezone(timedelta(hours=7)))
    with database.write() as session:
        session.add(ContentLoad(fingerprint="x", loaded_at=jakarta))

    with database.read() as session:
        stored = session.query(ContentLoad).one().loaded_at
    assert stored == jakarta
    assert stored.utcoffset() == timedelta(0)


def test_a_time_without_zone_is_refused(database: Database) -> None:
    """Nobody can tell later what was meant by it."""
    naive = datetime(2026, 11, 24)  # noqa: DTZ001 - the mistake under test

    with pytest.raises(StatementError, match="naive"), database.write() as session:
        session.add(ContentLoad(fingerprint="x", loaded_at=naive))


def test_sqlite_writes_ahead_and_to_disk(sqlite: Database) -> None:
    """An update counts as received only once it would survive a power cut."""
    with sqlite.engine.connect() as connection:
        journal = connection.execute(text("PRAGMA journal_mode")).scalar_one()
        synchronous = connection.execute(text("PRAGMA synchronous")).scalar_one()

    assert (journal, synchronous) == ("wal", 2)


def test_writers_of_one_process_wait_in_a_queue(sqlite: Database) -> None:
    """Left to itself SQLite lets a writer sleep for a tenth of a second beside a free file."""
    inside, most = 0, 0

    def write(number: int) -> None:
        nonlocal inside, most
        with sqlite.write() as session:
            inside += 1
            most = max(most, inside)
            session.add(release(f"{number}"))
            session.flush()
            inside -= 1

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))

    assert most == 1
    assert len(releases(sqlite)) == 40


def test_a_writer_that_waits_too_long_is_told(
    sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stuck thread of ours must look like a busy database, which everybody knows how to bear."""
    monkeypatch.setattr("service.storage.database.BUSY_TIMEOUT", 0.05)
    with (
        sqlite.write(),
        ThreadPoolExecutor(1) as pool,
        pytest.raises(DatabaseUnavailable, match="another writer of this process"),
    ):
        pool.submit(_write_and_fail, sqlite).result()

    with sqlite.write() as session:
        session.add(release("next"))

    assert releases(sqlite) == ["next"]


def test_a_missing_folder_is_made(tmp_path: Path) -> None:
    """The first start on a fresh machine finds no var/ folder."""
    database = Database(f"sqlite:///{tmp_path}/baru/lagi/tanya.db")

    database.migrate()
    database.close()

    assert (tmp_path / "baru" / "lagi" / "tanya.db").exists()


def test_a_database_in_memory_keeps_its_tables(clock: FrozenClock) -> None:
    """``tanya ask`` stores nothing on disk, yet runs the same code."""
    database = Database("sqlite://")
    database.migrate()

    with database.write() as session:
        conversation_id = open_conversation(session, "web", "a", clock())
    database.close()

    assert len(conversation_id) == 32


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_addresses_find_their_driver(scheme: str) -> None:
    """Hosts hand out addresses in several spellings; all must work as they are."""
    database = Database(f"{scheme}://tanya:x@127.0.0.1/tanya")

    assert database.url == "postgresql+psycopg://tanya:x@127.0.0.1/tanya"
    database.close()
