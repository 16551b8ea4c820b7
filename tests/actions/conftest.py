"""A knowledge base for the actions, and a Rasa that tests play."""

import pytest

from service.answering.answers import Answers
from service.storage.database import Database
from tests.actions.harness import Dialogue


@pytest.fixture
def dialogue(answers: Answers, sqlite: Database) -> Dialogue:
    """A conversation that begins."""
    return Dialogue(answers, sqlite)
