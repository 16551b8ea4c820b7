"""A knowledge base for the actions, and a Rasa that tests play."""

from collections.abc import Iterator

import pytest

from service.answers import Answers
from service.content_model import Content
from service.database import Database
from service.messages import Messages
from tests.actions.harness import Dialogue
from tests.doubles.knowledge import answers_from


@pytest.fixture(scope="session")
def answers(
    tmp_path_factory: pytest.TempPathFactory, content: Content, messages: Messages
) -> Iterator[Answers]:
    """The knowledge base, indexed once: actions only read it."""
    with answers_from(tmp_path_factory.mktemp("knowledge"), content, messages) as made:
        yield made


@pytest.fixture
def dialogue(answers: Answers, sqlite: Database) -> Dialogue:
    """A conversation that begins."""
    return Dialogue(answers, sqlite)
