"""Acts measured and rolled back, so that each meets the same rows."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, event

from service.storage.database import Database, Session, finish

Act = Callable[[Session], object]


class Slowest:
    """The slowest statement, in milliseconds, of what is done within."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._listening = (
            ("before_cursor_execute", self._begin),
            ("after_cursor_execute", self._end),
        )
        self.milliseconds, self.statement = 0.0, ""

    def __enter__(self) -> "Slowest":
        self.milliseconds = 0.0
        for name, listener in self._listening:
            event.listen(self._engine, name, listener)
        return self

    def __exit__(self, *_: object) -> None:
        for name, listener in self._listening:
            event.remove(self._engine, name, listener)

    def __str__(self) -> str:
        return f"{self.milliseconds:.1f} ms: {self.statement[:160]}"

    def _begin(self, connection: Connection, *_: object) -> None:
        connection.info["begun"] = time.perf_counter()

    def _end(self, connection: Connection, _: object, statement: str, *__: object) -> None:
        took = 1000 * (time.perf_counter() - connection.info["begun"])
        if took > self.milliseconds:
            self.milliseconds, self.statement = took, " ".join(statement.split())


def time_act(database: Database, act: Act) -> tuple[float, float, float]:
    """Return the milliseconds of an act, of our processor, and of its slowest statement."""
    with Slowest(database) as slowest, _undone(database) as session:
        begun, worked = time.perf_counter(), time.thread_time()
        act(session)
        session.flush()
        finish(session)
        took = 1000 * (time.perf_counter() - begun)
        spent = 1000 * (time.thread_time() - worked)
    return took, spent, slowest.milliseconds


class _Undone(Exception):
    """Rolls an act back."""


@contextmanager
def _undone(database: Database) -> Iterator[Session]:
    with suppress(_Undone), database.write() as session:
        yield session
        raise _Undone
