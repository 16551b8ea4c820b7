"""The database: engine, and the two kinds of transaction.

Made once in each ``__main__``. ``read`` never blocks a writer; ``write`` takes SQLite's write lock
at its first statement, so that two processes wait for each other instead of failing half-way.
The same code runs on SQLite (WAL) and PostgreSQL.
"""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DisconnectionError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool

from service.errors import DatabaseUnavailable
from service.paths import ROOT
from service.settings import Settings
from service.storage.trouble import trouble_of

__all__ = ["Database", "Session"]

CONNECT_TIMEOUT = 5  # seconds for PostgreSQL, and for a connection out of the pool
KEPT = 10  # connections kept to PostgreSQL: more than a process has threads at work
RESTED = 1.0  # seconds out of use after which a connection to PostgreSQL may be gone
BUSY_TIMEOUT = 10  # seconds a SQLite writer waits for another one
MIGRATING = 7214001  # PostgreSQL's name of the lock for it; any number that nobody else uses
MIGRATIONS = ROOT / "migrations"
_SECRET, _LAST = "secret", "last steps"  # of a session's ``info``


class Database:
    """Opens sessions on one database."""

    def __init__(self, url: str, secret: SecretStr | None = None) -> None:
        """Open no connection yet; ``secret`` is what keys are made of, see ``secret_of``."""
        self.url = _with_driver(url)
        self._secret = secret
        self.engine = _make_engine(self.url)
        self._writing = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._queue = threading.RLock() if self.url.startswith("sqlite") else None

    @classmethod
    def of(cls, settings: Settings) -> "Database":
        """Return the database of a process."""
        return cls(settings.database_url, settings.file_key)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session that is rolled back at the end.

        Raises:
            DatabaseUnavailable: It is locked, full, broken or away.
        """
        with self._naming_trouble(), Session(self.engine, info={_SECRET: self._secret}) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a session that commits at the end, or rolls back on an error.

        Raises:
            DatabaseUnavailable: It is locked, full, broken or away; nothing was stored.
        """
        info: dict[Any, Any] = {_SECRET: self._secret, _LAST: []}
        session = Session(self._writing, expire_on_commit=False, info=info)
        with self._one_at_a_time(), self._naming_trouble(), session, session.begin():
            yield session
            finish(session)

    def migrate(self, to: str = "head") -> None:
        """Bring the schema to the newest version (Alembic), creating a SQLite file's folder.

        ``to`` is an older version, for whoever tries what becomes of an old database.

        Raises:
            DatabaseUnavailable: It is away, or another process works on it for too long.
        """
        from alembic import command  # heavy, and only wanted once at a start
        from alembic.config import Config

        if file := file_of(self.url):
            file.parent.mkdir(parents=True, exist_ok=True)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self._naming_trouble(), self._writing.connect() as connection:
            self._wait_for_another_migration(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, to)
            connection.commit()

    def _wait_for_another_migration(self, connection: Connection) -> None:
        """Let one at a time look at the schema: SQLite's write lock is taken at the first word."""
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATING})")
        else:
            connection.exec_driver_sql("SELECT 1")

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        """Queue the writers of this process: SQLite takes one, and lets others sleep too long."""
        if self._queue is None:
            yield
            return
        if not self._queue.acquire(timeout=BUSY_TIMEOUT):
            raise DatabaseUnavailable(f"{self.engine.url!r}: another writer of this process")
        try:
            yield
        finally:
            self._queue.release()

    @contextmanager
    def _naming_trouble(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            raise DatabaseUnavailable(f"{self.engine.url!r}: {trouble}") from error

    def close(self) -> None:
        """Close every pooled connection."""
        self.engine.dispose()


def secret_of(session: Session) -> str | None:
    """Return the service's secret that no database holds; None where none was set."""
    secret: SecretStr | None = session.info.get(_SECRET)
    return secret.get_secret_value() if secret else None


def do_last(session: Session, step: Callable[[Session], None]) -> None:
    """Let something be the last that a transaction of ``Database.write`` does before it commits.

    For what others wait for: it is held no longer than needed.

    Raises:
        RuntimeError: The session only reads, and the step would never be done.
    """
    if _LAST not in session.info:
        raise RuntimeError("nothing is stored in Database.read; use Database.write")
    session.info[_LAST].append(step)


def finish(session: Session) -> None:
    """Do what was left for the end of a transaction, as ``Database.write`` does by itself."""
    for step in session.info[_LAST]:
        step(session)


def file_of(url: str) -> Path | None:
    """Return the file of a SQLite database, None for one in memory or on a server."""
    name = make_url(url).database if url.startswith("sqlite") else None
    return Path(name) if name and name != ":memory:" else None


def _with_driver(url: str) -> str:
    """Name psycopg 3 where the address leaves the driver open."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _make_engine(url: str) -> Engine:
    return _make_sqlite(url) if url.startswith("sqlite") else _make_postgres(url)


def _make_postgres(url: str) -> Engine:
    engine = create_engine(
        url,
        pool_size=KEPT,
        pool_timeout=CONNECT_TIMEOUT,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_TIMEOUT,
            "tcp_user_timeout": CONNECT_TIMEOUT * 1000,  # milliseconds
        },
    )
    event.listen(engine, "checkin", _note_use)
    event.listen(engine, "checkout", partial(_ask_after_rest, engine))
    return engine


def _note_use(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["used_at"] = time.monotonic()


def _ask_after_rest(
    engine: Engine, connection: Any, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """See whether a connection that rested is still there; the pool then takes another.

    Asking every time (``pool_pre_ping``) would be a third of what a busy gateway asks.
    """
    if time.monotonic() - record.info.get("used_at", math.inf) < RESTED:
        return
    try:
        engine.dialect.do_ping(connection)
    except engine.dialect.loaded_dbapi.Error as error:
        raise DisconnectionError(str(error)) from error


def _make_sqlite(url: str) -> Engine:
    options: dict[str, Any] = {"hide_parameters": True, "connect_args": {"timeout": BUSY_TIMEOUT}}
    if file_of(url) is None:
        options["poolclass"] = StaticPool
        options["connect_args"]["check_same_thread"] = False
    engine = create_engine(url, **options)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy emits BEGIN itself, see _begin_sqlite
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
