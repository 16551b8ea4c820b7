"""Starts the real service for the benchmarks and finds its processes."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import text

from bench.costs import Meter
from doubles.service import TANYA, service_environment
from proof.databases import open_database
from service.storage.database import Database

NAMES = {
    "bot": "gateway",
    "nlu.host": "host of Rasa",
    "nlu.server": "Rasa",
    "actions": "action server",
    "desk": "desk",
}
STOP_TIME = 60  # seconds


@dataclass(frozen=True)
class RunningService:
    """A running service and what it is reached by.

    Attributes:
        seconds: From the start until everything ran.
    """

    process: subprocess.Popen[str]
    environment: dict[str, str]
    seconds: float

    @property
    def chat_url(self) -> str:
        """The web chat's address."""
        return f"http://127.0.0.1:{self.environment['CHAT_PORT']}"

    def meter(self) -> Meter:
        """Return what reads the cost of the service, of its database, and of this process."""
        pids = {_name_of(c): c.pid for c in psutil.Process(self.process.pid).children()}
        database = _postgres_pid(self.environment["DATABASE_URL"])
        if database is not None:
            pids["PostgreSQL"] = database
        return Meter({**pids, "load and Bot API double": os.getpid()})


@contextmanager
def service_on(kind: str, folder: Path, telegram_url: str) -> Iterator[dict[str, str]]:
    """Give the environment of a service on an empty database, ``sqlite`` or ``postgresql``."""
    with open_database(kind, folder) as database_url:
        yield {**service_environment(folder, telegram_url), "DATABASE_URL": database_url}


@contextmanager
def running(environment: dict[str, str]) -> Iterator[RunningService]:
    """Start the service for this block, as ``make run`` does."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(TANYA), "run"], env=environment, stdout=subprocess.PIPE, text=True, cwd="/"
    )
    try:
        if not any(line.startswith("Everything runs") for line in process.stdout or ()):
            raise SystemExit("tanya run ended before it was ready; see var/log/")
        yield RunningService(process, environment, time.monotonic() - begun)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=STOP_TIME)


def _name_of(process: psutil.Process) -> str:
    words = process.cmdline()
    module = words[words.index("-m") + 1]
    return NAMES.get(module, module)


def _postgres_pid(database_url: str) -> int | None:
    """Return the process that all of PostgreSQL's come from; None for SQLite."""
    if database_url.startswith("sqlite"):
        return None
    database = Database(database_url)
    with database.read() as session:
        backend: int = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        parent = psutil.Process(backend).ppid()
    database.close()
    return parent
