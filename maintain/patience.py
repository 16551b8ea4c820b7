"""Waiting for a database that another process works on, such as the first start of the service."""

import time
from collections.abc import Callable
from typing import TypeVar

from rich.console import Console

from service.errors import DatabaseUnavailable
from service.settings import Settings
from service.storage.database import Database, Session

PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)  # seconds between tries; SQLite waits for 10 in each
ADVICE = "is the service starting, or PostgreSQL away? Try again in a minute"
T = TypeVar("T")

errors = Console(stderr=True, highlight=False)


def change(settings: Settings, step: Callable[[Session], T]) -> T:
    """Do something in one transaction, on the newest schema, however long others are at it.

    Raises:
        DatabaseUnavailable: The database was never to be had; the message says what to do.
    """
    database = Database.of(settings)
    try:
        return patiently(lambda: _in_one_transaction(database, step))
    finally:
        database.close()


def _in_one_transaction(database: Database, step: Callable[[Session], T]) -> T:
    database.migrate()
    with database.write() as session:
        return step(session)


def patiently(step: Callable[[], T], sleep: Callable[[float], None] = time.sleep) -> T:
    """Do a step, again and again while the database is not to be had.

    Raises:
        DatabaseUnavailable: It never was; the message says what to do.
    """
    for pause in PAUSES:
        try:
            return step()
        except DatabaseUnavailable as error:
            errors.print(f"Waiting for the database: {error}", markup=False, soft_wrap=True)
            sleep(pause)
    try:
        return step()
    except DatabaseUnavailable as error:
        raise DatabaseUnavailable(f"{error}; {ADVICE}") from error
