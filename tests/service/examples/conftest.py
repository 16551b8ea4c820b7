"""A small checkout, whose examples are in the register already."""

from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from service.examples.importing import import_files
from service.storage.database import Database
from tests.service.examples.checkout import make_checkout


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The checkout alone."""
    return make_checkout(tmp_path / "checkout")


@pytest.fixture
def register(database: Database, root: Path, clock: FrozenClock) -> Database:
    """The same examples in a database of each kind."""
    with database.write() as session:
        import_files(session, root, "uji", clock())
    return database
