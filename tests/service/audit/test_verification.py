"""Whoever bends the record is found: with the database's password, triggers dropped first."""

from dataclasses import replace

import pytest

from doubles.clock import FrozenClock
from service.audit.chain import Entry, chained
from service.audit.keys import make_keys
from service.audit.verification import Fault, Found
from service.storage.database import Database
from tests.service.audit.records import anchor, bend, entries, guarded, verified, written

GUESSED = make_keys("a guess at the secret").seal
BENT = {
    "another deed": "UPDATE audit_log SET deed = 'login.closed' WHERE id = 3",
    "another officer": "UPDATE audit_log SET officer_id = 9 WHERE id = 3",
    "another operator": "UPDATE audit_log SET operator = 'root' WHERE id = 3",
    "another time": "UPDATE audit_log SET at = '2026-11-24 03:00:01.000000' WHERE id = 3",
    "another actor": "UPDATE audit_log SET actor = 'citizen' WHERE id = 3",
    "another channel": "UPDATE audit_log SET channel = 'web' WHERE id = 3",
    "another address": "UPDATE audit_log SET address = '192.0.2.9' WHERE id = 3",
    "another ticket": "UPDATE audit_log SET ticket = 'TB-7KQ2-9XMD' WHERE id = 3",
    "another citizen": "UPDATE audit_log SET citizen = 'c' WHERE id = 3",
    "other values": "UPDATE audit_log SET data = '{}' WHERE id = 3",
    "another hash": "UPDATE audit_log SET hash = seal WHERE id = 3",
}


def test_a_whole_record_is_whole(database: Database, clock: FrozenClock) -> None:
    """A false alarm would be silenced, and the next one with it."""
    written(database, clock)

    verdict = verified(database, [anchor(database)])

    assert (verdict.rows, verdict.last, verdict.anchored, verdict.faults) == (5, 5, 5, [])


def test_an_empty_record_is_whole(database: Database) -> None:
    """A new service has nothing to tell, which is no fault."""
    assert verified(database).is_whole


@pytest.mark.parametrize("statement", BENT.values(), ids=BENT.keys())
def test_a_changed_row_is_found(database: Database, clock: FrozenClock, statement: str) -> None:
    """Every column of a row says something that somebody may wish to be otherwise."""
    written(database, clock)

    bend(database, statement)

    assert Found(Fault.HASH, 3) in verified(database).faults


def test_a_changed_row_with_a_hash_that_fits_is_found(
    database: Database, clock: FrozenClock
) -> None:
    """Whoever knows how rows are hashed breaks the next row, and has no seal for theirs."""
    opened = guarded(database)
    written(opened, clock)
    _, second, third, *_ = entries(opened)

    bend(opened, _put(chained(replace(third, deed="login.closed"), second.hash, GUESSED)))

    assert verified(opened).faults == [Found(Fault.SEAL, 3), Found(Fault.HASH, 4)]
    opened.close()


def test_a_record_that_was_made_anew_is_found(database: Database, clock: FrozenClock) -> None:
    """A whole chain of right hashes takes no secret: seals and anchors do."""
    opened = guarded(database)
    written(opened, clock)
    noted = anchor(opened)
    _, _, *rest = entries(opened)

    bend(opened, *_made_anew(opened, [replace(rest[0], deed="login.closed"), *rest[1:]]))

    verdict = verified(opened, [noted])
    kinds = [(one.fault, one.id) for one in verdict.faults]
    assert kinds == [*((Fault.SEAL, row) for row in (3, 4, 5)), (Fault.ANCHOR, 5)]
    opened.close()


def test_a_row_less_is_found(database: Database, clock: FrozenClock) -> None:
    """The look at a ticket that nobody was to know of."""
    written(database, clock)

    bend(database, "DELETE FROM audit_log WHERE id = 3")

    assert verified(database).faults == [Found(Fault.GAP, 4), Found(Fault.HASH, 4)]


def test_a_row_less_with_the_gap_closed_is_found(database: Database, clock: FrozenClock) -> None:
    """A number is part of what is hashed."""
    written(database, clock)

    bend(
        database,
        "DELETE FROM audit_log WHERE id = 3",
        "UPDATE audit_log SET id = 3 WHERE id = 4",
        "UPDATE audit_log SET id = 4 WHERE id = 5",
    )

    assert verified(database).faults == [Found(Fault.HASH, 3), Found(Fault.HASH, 4)]


def test_the_first_row_less_is_found(database: Database, clock: FrozenClock) -> None:
    """A record that begins later hides what was before."""
    written(database, clock)

    bend(database, "DELETE FROM audit_log WHERE id = 1")

    assert verified(database).faults == [Found(Fault.GAP, 2), Found(Fault.HASH, 2)]


@pytest.mark.parametrize("number", [0, -5])
def test_a_row_before_the_first_is_found(
    database: Database, clock: FrozenClock, number: int
) -> None:
    """A place where no reader looks must be looked at."""
    written(database, clock)
    first = entries(database)[0]

    bend(database, _insert(replace(first, id=number)))

    assert Found(Fault.GAP, number) in verified(database).faults


def test_a_row_put_in_between_is_found(database: Database, clock: FrozenClock) -> None:
    """A deed that was never done."""
    opened = guarded(database)
    written(opened, clock)
    _, second, third, *_ = entries(opened)
    forged = chained(replace(third, deed="ticket.viewed", officer_id=1), second.hash, GUESSED)

    bend(
        opened,
        "UPDATE audit_log SET id = 6 WHERE id = 5",
        "UPDATE audit_log SET id = 5 WHERE id = 4",
        "UPDATE audit_log SET id = 4 WHERE id = 3",
        _insert(forged),
    )

    found = verified(opened).faults
    assert found == [Found(Fault.SEAL, 3), *(Found(Fault.HASH, row) for row in (4, 5, 6))]
    opened.close()


def test_a_row_put_in_at_the_end_is_found(database: Database, clock: FrozenClock) -> None:
    """It fits its hash; the seal takes the service's secret, which no database holds."""
    opened = guarded(database)
    written(opened, clock)
    last = entries(opened)[-1]
    forged = chained(replace(last, id=6, deed="ticket.viewed", officer_id=1), last.hash, GUESSED)

    bend(opened, _insert(forged))

    assert verified(opened).faults == [Found(Fault.SEAL, 6)]
    opened.close()


def test_the_key_in_the_database_seals_nothing_behind_the_secret(
    database: Database, clock: FrozenClock
) -> None:
    """Rows from before FILE_KEY was set are whole; nobody may go back to the weaker key."""
    written(database, clock, 2)
    opened = guarded(database)
    written(opened, clock, 2)
    before = verified(opened)

    written(database, clock, 1)  # with the key that lies in the database, as a thief would

    assert before.is_whole
    assert verified(opened).faults == [Found(Fault.SEAL, 5)]
    opened.close()


@pytest.mark.parametrize("kept", [0, 3])
def test_rows_cut_off_are_found_by_the_anchor(
    database: Database, clock: FrozenClock, kept: int
) -> None:
    """What is left is a whole chain: only what lies elsewhere knows that it was longer."""
    written(database, clock)
    noted = anchor(database)

    bend(database, f"DELETE FROM audit_log WHERE id > {kept}")  # noqa: S608

    assert verified(database).is_whole
    assert verified(database, [noted]).faults == [Found(Fault.CUT, 5)]


def test_rows_cut_off_and_written_over_are_found(database: Database, clock: FrozenClock) -> None:
    """The service goes on from what is left, with hashes and seals of its own."""
    written(database, clock)
    noted = anchor(database)
    bend(database, "DELETE FROM audit_log WHERE id > 3")
    clock.advance(minutes=1)

    written(database, clock, 4)

    assert verified(database).is_whole
    assert verified(database, [noted]).faults == [Found(Fault.ANCHOR, 5)]


def test_a_value_that_nobody_can_have_written_is_found(
    sqlite: Database, clock: FrozenClock
) -> None:
    """SQLite keeps anything in any column; verifying must not break where it was bent."""
    written(sqlite, clock)

    bend(sqlite, "UPDATE audit_log SET at = 'yesterday' WHERE id = 1")

    assert verified(sqlite).faults == [Found(Fault.UNREADABLE, 1)]


def test_an_unknown_way_of_writing_rows_is_told(database: Database, clock: FrozenClock) -> None:
    """An older version that verifies a newer record must not call it forged."""
    written(database, clock)

    bend(database, "UPDATE audit_log SET version = 2 WHERE id = 5")

    assert verified(database).faults == [Found(Fault.VERSION, 5)]


def test_the_end_alone_can_be_verified(database: Database, clock: FrozenClock) -> None:
    """The gateway looks every hour, at what came since the last anchor."""
    written(database, clock)
    noted = anchor(database)
    written(database, clock, 3)

    verdict = verified(database, [noted], begin=5)
    bend(database, "UPDATE audit_log SET officer_id = 1 WHERE id = 7")

    assert (verdict.rows, verdict.faults, verdict.anchored) == (4, [], 5)
    assert verified(database, [noted], begin=5).faults == [Found(Fault.HASH, 7)]


def test_only_the_first_faults_are_named(database: Database, clock: FrozenClock) -> None:
    """A list of a million rows tells nothing; how many there are does."""
    written(database, clock, 30)

    bend(database, "UPDATE audit_log SET officer_id = 1")

    verdict = verified(database)
    assert (verdict.count, len(verdict.faults)) == (30, 20)


def _made_anew(database: Database, rows: list[Entry]) -> list[str]:
    """Return statements that put rows in place of those with their numbers, hashes included."""
    statements, before = [], entries(database)[rows[0].id - 2].hash
    for row in rows:
        forged = chained(row, before, GUESSED)
        statements.append(_put(forged))
        before = forged.hash
    return statements


def _put(entry: Entry) -> str:
    return (
        f"UPDATE audit_log SET deed = '{entry.deed}', hash = '{entry.hash}', "  # noqa: S608
        f"seal = '{entry.seal}' WHERE id = {entry.id}"
    )


def _insert(entry: Entry) -> str:
    values = {**vars(entry), "at": entry.at.strftime("%Y-%m-%d %H:%M:%S.%f")}
    told = ", ".join("NULL" if value is None else f"'{value}'" for value in values.values())
    return f"INSERT INTO audit_log ({', '.join(values)}) VALUES ({told})"  # noqa: S608
