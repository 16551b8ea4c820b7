"""A database as the first version left it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from doubles.databases import emptied
from service.storage.database import Database
from tests.migrations import rows_of_0001 as old


@pytest.fixture(params=["sqlite", "postgresql"])
def first(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the first version, with what was stored in it."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path}/old.db")
    else:
        made = emptied(request.getfixturevalue("postgres_url"))
    made.migrate(to="0001")
    old.fill(made)
    yield made
    made.close()
