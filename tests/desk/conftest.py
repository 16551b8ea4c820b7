"""The desk fixture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.desk_harness import DeskHarness, make_desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskHarness]:
    """A desk on a fresh database."""
    harness = make_desk(tmp_path)
    yield harness
    await harness.close()
