"""The newsroom fixture."""

import pytest

from doubles.clock import FrozenClock
from service.content.model import Content
from service.storage.database import Database
from tests.service.editing.newsroom import Newsroom, make_newsroom


@pytest.fixture
def room(database: Database, clock: FrozenClock, content: Content) -> Newsroom:
    """Writers and maintainers, on SQLite and on PostgreSQL."""
    return make_newsroom(database, clock, content)
