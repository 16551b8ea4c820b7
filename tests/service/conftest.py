"""A world on each kind of database."""

import pytest

from doubles.clock import FrozenClock
from service.storage.database import Database
from tests.service.harness import World


@pytest.fixture
def world(database: Database, clock: FrozenClock) -> World:
    """Citizens, officers and a gateway, on SQLite and on PostgreSQL."""
    return World(database, clock)
