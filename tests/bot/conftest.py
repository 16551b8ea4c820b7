"""A gateway for each test, on SQLite or on both kinds of database."""

from collections.abc import Iterator

import pytest

from service.answers import Answers
from service.content_model import Content
from service.database import Database
from service.messages import Messages
from tests.bot.harness import Office
from tests.conftest import FrozenClock
from tests.doubles.knowledge import answers_from


@pytest.fixture(scope="session")
def answers(
    tmp_path_factory: pytest.TempPathFactory, content: Content, messages: Messages
) -> Iterator[Answers]:
    """The knowledge base, indexed once: the gateway's tests only read it."""
    with answers_from(tmp_path_factory.mktemp("knowledge"), content, messages) as made:
        yield made


@pytest.fixture
def office(sqlite: Database, answers: Answers, clock: FrozenClock) -> Office:
    """A gateway where the kind of database does not matter."""
    return Office(sqlite, answers, clock)


@pytest.fixture
def any_office(database: Database, answers: Answers, clock: FrozenClock) -> Office:
    """A gateway, once on each kind of database."""
    return Office(database, answers, clock)
