"""A knowledge base for the actions, and a Rasa that tests play."""

from collections.abc import Iterator

import pytest

from doubles.knowledge import answers_from
from service.answering.answers import Answers
from service.content.model import Content
from service.content.sentences import Sentences
from service.storage.database import Database
from tests.actions.harness import Dialogue


@pytest.fixture(scope="session")
def answers(
    tmp_path_factory: pytest.TempPathFactory, content: Content, sentences: Sentences
) -> Iterator[Answers]:
    """The knowledge base, indexed once: actions only read it."""
    with answers_from(tmp_path_factory.mktemp("knowledge"), content, sentences) as made:
        yield made


@pytest.fixture
def dialogue(answers: Answers, sqlite: Database) -> Dialogue:
    """A conversation that begins."""
    return Dialogue(answers, sqlite)
