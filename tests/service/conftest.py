"""A world on each kind of database, and passwords that cost little."""

import pytest
from argon2 import PasswordHasher

from doubles.clock import FrozenClock
from service.storage.database import Database
from tests.service.harness import World


@pytest.fixture(autouse=True)
def _cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with little work: real passwords take 64 MiB and half a second each, on purpose."""
    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr("service.officers.accounts._hasher", cheap)


@pytest.fixture
def world(database: Database, clock: FrozenClock) -> World:
    """Citizens, officers and a gateway, on SQLite and on PostgreSQL."""
    return World(database, clock)
