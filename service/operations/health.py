"""Readiness: can this process do its work? Asked by Compose, ``tanya run`` and monitoring.

Alive is who answers at all; ready is who can write to the database and has content to answer from.
"""

import threading
import time
from datetime import datetime

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from service.clock import Clock
from service.content.store import load_number
from service.errors import DatabaseUnavailable
from service.storage.database import Database
from service.storage.tables import Heartbeat

FRESH = 2.0  # seconds an answer serves, however often it is asked for

log = structlog.get_logger()


def beat(session: Session, process: str, now: datetime) -> None:
    """Prove that something can be written, and remember when."""
    session.merge(Heartbeat(process=process, at=now))


class Readiness:
    """What keeps a process from its work. Thread-safe; may block: call it from a thread."""

    def __init__(
        self, database: Database, process: str, clock: Clock, *, writes: bool, answers: bool
    ) -> None:
        """Say what the process must be able to do: write, and answer from the content."""
        self._database = database
        self._process = process
        self._clock = clock
        self._writes = writes
        self._answers = answers
        self._lock = threading.Lock()
        self._look_at = 0.0
        self._problems: tuple[str, ...] = ()

    def problems(self) -> tuple[str, ...]:
        """Return ``database`` and ``content`` where they are not as they must be."""
        with self._lock:
            if time.monotonic() >= self._look_at:
                self._problems = self._look()
                self._look_at = time.monotonic() + FRESH
            return self._problems

    def _look(self) -> tuple[str, ...]:
        try:
            if self._writes:
                with self._database.write() as session:
                    beat(session, self._process, self._clock())
            with self._database.read() as session:
                is_stocked = load_number(session) > 0
        except DatabaseUnavailable as error:
            log.error("not_ready", problem="database", reason=str(error))  # noqa: TRY400
            return ("database",)
        except SQLAlchemyError:
            log.exception("not_ready", problem="database")
            return ("database",)
        return ("content",) if self._answers and not is_stocked else ()


def readiness_in_words(
    problems: tuple[str, ...], degraded: tuple[str, ...] = ()
) -> dict[str, object]:
    """Return the answer of ``/readyz``: no versions, no addresses, nothing to keep secret."""
    return {"ready": not problems, "problems": list(problems), "degraded": list(degraded)}
