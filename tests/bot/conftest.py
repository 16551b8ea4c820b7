"""A gateway for each test, on SQLite or on both kinds of database."""

from collections.abc import AsyncIterator, Iterator

import pytest
import structlog

from service.answers import Answers
from service.content_model import Content
from service.database import Database
from service.messages import Messages
from tests.bot.harness import Office
from tests.bot.web_harness import Site
from tests.conftest import FrozenClock
from tests.doubles.knowledge import answers_from


@pytest.fixture(autouse=True)
def _plain_log() -> None:
    """Log short lines: the gateway logs failures that these tests cause on purpose."""
    structlog.reset_defaults()
    processors = structlog.processors
    structlog.configure(
        [processors.format_exc_info, processors.KeyValueRenderer(key_order=["event"])]
    )


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


@pytest.fixture
async def site(office: Office) -> AsyncIterator[Site]:
    """The web chat, served."""
    site = Site(office)
    async with site.serving():
        yield site
