"""A deed is recorded with its transaction, once, in turn, and without anybody's words."""

import threading
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from doubles.clock import FrozenClock
from doubles.databases import copied
from service.audit.chain import BEGINNING, Entry, chained, hash_of
from service.audit.keys import make_keys
from service.audit.origin import Channel, Origin, coming_from, command_origin, web_origin
from service.audit.recording import Deed, Subject, record
from service.storage.database import Database
from tests.service.audit.records import SECRET, deeds, entries, guarded, verified, written

FORBIDDEN = {
    "a changed row": "UPDATE audit_log SET deed = 'login.closed'",
    "a row less": "DELETE FROM audit_log WHERE id = 2",
    "no row left": "DELETE FROM audit_log",
}
REPLACED = (
    "INSERT OR REPLACE INTO {0} SELECT * FROM {0} WHERE id = 1",
    "REPLACE INTO {0} SELECT * FROM {0} WHERE id = 1",
)


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_database_refuses_to_bend_the_record(
    database: Database, clock: FrozenClock, statement: str
) -> None:
    """A fault of ours, or somebody at the database's prompt, must not rewrite who did what."""
    written(database, clock)
    before = entries(database)

    with pytest.raises(DBAPIError, match="only added to"), database.write() as session:
        session.execute(text(statement))

    assert entries(database) == before


def test_postgresql_refuses_to_empty_the_record(
    migrated_postgres: str, clock: FrozenClock
) -> None:
    """TRUNCATE, which SQLite does not have, asks no row's trigger."""
    database = copied(migrated_postgres)
    written(database, clock)

    with pytest.raises(DBAPIError, match="only added to"), database.write() as session:
        session.execute(text("TRUNCATE audit_log"))

    assert len(entries(database)) == 5
    database.close()


@pytest.mark.parametrize("statement", REPLACED)
@pytest.mark.parametrize("table", ["audit_log", "escalation_events"])
def test_sqlite_refuses_to_replace_a_row(sqlite: Database, statement: str, table: str) -> None:
    """SQLite deletes what it replaces without asking the trigger that refuses to delete."""
    values = {
        "audit_log": "INSERT INTO audit_log VALUES "
        "(1, 1, '2026-11-24', 'a', 'b', 0, '', 'c', '', '', '', '{}', '', '')",
        "escalation_events": "INSERT INTO escalation_events VALUES "
        "(1, 1, '2026-11-24', 'a', 'b', NULL, '{}')",
    }
    with sqlite.engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql(values[table])

        with pytest.raises(DBAPIError, match="only added to"):
            connection.exec_driver_sql(statement.format(table))


def test_each_row_hangs_on_the_one_before(database: Database, clock: FrozenClock) -> None:
    """Numbered without a gap, so that one that is missing is seen."""
    written(database, clock)

    found = entries(database)
    before = [BEGINNING, *(entry.hash for entry in found)]
    assert [entry.id for entry in found] == [1, 2, 3, 4, 5]
    assert [entry.hash for entry in found] == [
        hash_of(entry, hashed) for entry, hashed in zip(found, before, strict=False)
    ]


def test_a_deed_that_fails_is_not_recorded(database: Database, clock: FrozenClock) -> None:
    """The record tells what was done, and nothing that was not."""
    with pytest.raises(RuntimeError):
        _record_and_fail(database, clock)

    assert entries(database) == []


def _record_and_fail(database: Database, clock: FrozenClock) -> None:
    with database.write() as session:
        record(session, Deed.SWITCHED_OFF, clock(), data={"switch": "bot"})
        raise RuntimeError("the process died before it committed")


def test_writers_at_once_make_one_chain(database: Database, clock: FrozenClock) -> None:
    """Two that saw the same last row would write the same number, and one act be lost."""
    opened = [Database(database.url) for _ in range(4)]
    threads = [threading.Thread(target=written, args=(one, clock, 10)) for one in opened]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in opened:
        one.close()

    verdict = verified(database)
    assert (verdict.rows, verdict.is_whole) == (40, True)


def test_who_waits_for_a_row_is_not_waited_for(database: Database, clock: FrozenClock) -> None:
    """Whoever takes the lock of the record has all others already: nobody waits in a circle."""
    with database.write() as session:
        session.execute(text("INSERT INTO leases VALUES ('a', 'x', '2026-11-24')"))
    started = threading.Barrier(2)

    def act() -> None:
        with database.write() as session:
            record(session, Deed.SWITCHED_ON, clock(), data={"switch": "bot"})
            if session.get_bind().dialect.name == "postgresql":
                started.wait(timeout=10)  # both have recorded, and want the same row
            session.execute(text("UPDATE leases SET holder = 'y' WHERE name = 'a'"))

    threads = [threading.Thread(target=act) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert len(entries(database)) == 2


@pytest.mark.parametrize("words", ["Pak Budi dari Sleman", "a" * 65, "garis\nbaru", "é"])
def test_the_record_takes_no_words(sqlite: Database, clock: FrozenClock, words: str) -> None:
    """It is kept for good, and read by people who may not read what citizens wrote."""
    with pytest.raises(ValueError, match="not a value"), sqlite.write() as session:
        record(session, Deed.SWITCHED_ON, clock(), data={"switch": words})


def test_a_citizen_is_a_pseudonym_by_the_secret(database: Database, clock: FrozenClock) -> None:
    """Two tickets of one citizen can be told to be theirs, and by nobody without the secret."""
    opened = guarded(database)
    for whose in ("c1", "c1", "c2"):
        with opened.write() as session:
            record(session, "ticket.viewed", clock(), Subject("TB-1", whose), officer_id=1)
    opened.close()

    first, second, third = (entry.citizen for entry in entries(database))
    assert first == second == make_keys(SECRET.get_secret_value()).pseudonym("c1")
    assert third != first
    assert "c1" not in (first or "")


def test_from_where_something_is_done_is_recorded(sqlite: Database, clock: FrozenClock) -> None:
    """A stolen log-in shows by its address."""
    with coming_from(web_origin("2001:db8::1", officer_id=7)), sqlite.write() as session:
        record(session, Deed.ACCOUNT_ROLE, clock())
    with coming_from(command_origin("rini n", "server")), sqlite.write() as session:
        record(session, Deed.SWITCHED_OFF, clock())
    with sqlite.write() as session:
        record(session, Deed.RECORD_ANCHORED, clock())

    told = [(e.actor, e.officer_id, e.operator, e.channel, e.address) for e in entries(sqlite)]
    assert told == [
        ("officer", 7, None, "web", "2001:db8::1"),
        ("operator", None, "rini_n", "command", "server"),
        ("system", None, None, "service", None),
    ]


def test_an_address_that_is_none_is_not_kept(sqlite: Database, clock: FrozenClock) -> None:
    """A header that a stranger writes must not put words into the record."""
    with coming_from(web_origin("Pak Budi dari Sleman")), sqlite.write() as session:
        record(session, Deed.LOGIN_REFUSED, clock())

    assert entries(sqlite)[0].address == "unreadable"


def test_of_telegram_only_a_pseudonym_is_kept(sqlite: Database, clock: FrozenClock) -> None:
    """An account's number is somebody's for life."""
    place = Origin(Channel.TELEGRAM, "123456789")
    with coming_from(place), sqlite.write() as session:
        record(session, "ticket.claimed", clock(), actor="officer", officer_id=1)

    (entry,) = entries(sqlite)
    assert entry.address is not None
    assert len(entry.address) == 32
    assert "123456789" not in repr(entry)


def test_a_citizens_own_address_is_never_kept(sqlite: Database, clock: FrozenClock) -> None:
    """Citizens are told that their network address is not stored."""
    with coming_from(web_origin("192.0.2.1")), sqlite.write() as session:
        record(session, "ticket.opened", clock(), actor="citizen")

    assert entries(sqlite)[0].address is None


def test_a_session_that_only_reads_records_nothing_in_silence(
    sqlite: Database, clock: FrozenClock
) -> None:
    """A row that is lost without a word is what the record must not have."""
    with pytest.raises(RuntimeError, match=r"Database\.write"), sqlite.read() as session:
        record(session, Deed.RECORD_READ, clock())


def test_what_is_done_together_is_recorded_in_order(sqlite: Database, clock: FrozenClock) -> None:
    """Claiming and answering are two deeds of one press."""
    with sqlite.write() as session:
        record(session, "ticket.claimed", clock(), officer_id=1)
        record(session, "ticket.answered", clock(), officer_id=1)

    assert deeds(sqlite) == ["ticket.claimed", "ticket.answered"]


WRITTEN = (
    f'[1,"{BEGINNING}",3,"2026-11-24T03:00:00.005000Z","ticket.viewed","officer",7,null,"web",'
    f'"192.0.2.1","TB-7KQ2-9XMD","{"c" * 32}","{{\\"need\\":\\"view\\"}}"]'
)
FIXED = Entry(
    id=3,
    at=datetime(2026, 11, 24, 3, 0, 0, 5000, tzinfo=UTC),
    deed="ticket.viewed",
    actor="officer",
    officer_id=7,
    operator=None,
    channel="web",
    address="192.0.2.1",
    ticket="TB-7KQ2-9XMD",
    citizen="c" * 32,
    data='{"need":"view"}',
)


def test_a_row_is_written_down_the_same_in_every_version() -> None:
    """Rows of years ago must verify: who changes how they are hashed gives it a new number."""
    entry = chained(FIXED, BEGINNING, lambda hashed: hashed)

    assert entry.hash == sha256(WRITTEN.encode()).hexdigest()
    assert hash_of(replace(entry, version=99), BEGINNING) is None
