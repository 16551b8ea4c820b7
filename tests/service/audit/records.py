"""Shortcuts of the tests of the record: rows to bend, and how somebody bends them."""

from collections.abc import Sequence

from pydantic import SecretStr
from sqlalchemy import text

from doubles.clock import FrozenClock
from service.audit.anchors import Anchor
from service.audit.chain import Entry
from service.audit.keys import known_keys
from service.audit.reading import Sought, entries_in_order
from service.audit.recording import Deed, head_of, record
from service.audit.verification import Verdict, verify
from service.storage.database import Database

SECRET = SecretStr("a secret that no database of these tests holds")
TRIGGERS = ("kept", "stay")


def guarded(database: Database) -> Database:
    """Return the same database as a process opens it that has a secret of its own."""
    return Database(database.url, SECRET)


def written(database: Database, clock: FrozenClock, count: int = 5) -> None:
    """Record some deeds, each in a transaction of its own."""
    for number in range(count):
        with database.write() as session:
            record(session, Deed.SWITCHED_ON, clock(), data={"switch": f"article:{number}"})


def entries(database: Database, sought: Sought = Sought()) -> list[Entry]:  # noqa: B008 - frozen
    """Return the record, the oldest row first."""
    with database.read() as session:
        return list(entries_in_order(session, sought))


def deeds(database: Database) -> list[str]:
    """Return what was recorded, the oldest first."""
    return [entry.deed for entry in entries(database)]


def anchor(database: Database) -> Anchor:
    """Return an anchor of the record as it stands."""
    with database.read() as session:
        return Anchor(*head_of(session))


def verified(database: Database, anchors: Sequence[Anchor] = (), begin: int = 1) -> Verdict:
    """Verify the record."""
    with database.read() as session:
        return verify(session, known_keys(session), anchors, begin)


def bend(database: Database, *statements: str) -> None:
    """Do what somebody does who has the database's password: drop the triggers, and write."""
    with database.engine.begin() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        for name in (*TRIGGERS, "once") if is_sqlite else TRIGGERS:
            of = "" if is_sqlite else " ON audit_log"
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS audit_log_{name}{of}")
        for statement in statements:
            connection.execute(text(statement))
