"""Brings the files of ``data/`` into the register at a start, and after a command changed them."""

from collections.abc import Callable

from service.clock import utc_now
from service.examples.importing import Imported, import_files, is_current
from service.examples.reading import ExamplesInvalid
from service.paths import ROOT
from service.storage.database import Database

START = "start"  # by whom the register's history says it was read


def load_examples(database: Database, tell: Callable[[str], None]) -> None:
    """Read the files if they changed; broken ones are told and leave the register as it was."""
    try:
        with database.read() as session:
            if is_current(session, ROOT):
                return
        with database.write() as session:
            done = import_files(session, ROOT, START, utc_now())
    except ExamplesInvalid as error:
        tell(f"{error}\nThe examples that were read before stay.")
        return
    tell(told(done))


def told(done: Imported) -> str:
    """Return what an import did, in words."""
    if done.is_same:
        return "The files of data/ are those that were read before."
    return f"Examples read from data/: {done.added} added, {done.retired} retired."
