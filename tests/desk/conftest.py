"""The desk fixture."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from tests.desk.desk_harness import DeskHarness, make_desk


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with little work: real passwords take 64 MiB and half a second each, on purpose."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("service.officers.accounts._hasher", cheap)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[DeskHarness]:
    """A desk on a fresh database."""
    harness = make_desk(tmp_path)
    yield harness
    await harness.close()
