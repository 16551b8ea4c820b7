"""A knowledge base for what only reads it: indexed once."""

from collections.abc import Iterator

import pytest

from doubles.knowledge import answers_from
from service.answering.answers import Answers
from service.content.model import Content
from service.content.sentences import Sentences


@pytest.fixture(scope="session")
def answers(
    tmp_path_factory: pytest.TempPathFactory, content: Content, sentences: Sentences
) -> Iterator[Answers]:
    """The replies of the real content."""
    with answers_from(tmp_path_factory.mktemp("knowledge"), content, sentences) as made:
        yield made
