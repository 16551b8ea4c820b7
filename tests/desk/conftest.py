"""The desk fixture."""

from collections.abc import AsyncIterator

import pytest

from service.storage.database import Database
from tests.desk.desk_harness import DeskHarness, make_desk


@pytest.fixture
async def desk(sqlite: Database) -> AsyncIterator[DeskHarness]:
    """A desk on a fresh database."""
    harness = make_desk(sqlite)
    yield harness
    await harness.close()
