"""A playground with a fake assistant, and ways to write conversations briefly."""

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from maintain.conversations.judge import JudgedConversation, judge
from maintain.conversations.officer import hire_officer
from maintain.conversations.playground import Playground
from maintain.conversations.reading import read_conversations
from service.answering.answers import Answers
from service.content.sentences import Sentences
from service.door.door import Door
from service.storage.database import Database
from tests.bot.harness import FakeAssistant

START = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10.00 WIB

Play = Callable[..., Awaitable[JudgedConversation]]


@pytest.fixture
def assistant() -> FakeAssistant:
    """Rasa, as tests want it."""
    return FakeAssistant()


@pytest.fixture
def playground(
    sqlite: Database, answers: Answers, sentences: Sentences, assistant: FakeAssistant
) -> Playground:
    """Where conversations are played without Rasa."""
    officer = hire_officer(sqlite, lambda: START)
    return Playground(sqlite, answers.knowledge, sentences, assistant, Door(), START, officer)


@pytest.fixture
def play(playground: Playground, tmp_path: Any) -> Play:
    """Play turns, written as in a file, and judge them."""

    async def play_turns(*turns: dict[str, Any]) -> JudgedConversation:
        file = tmp_path / "conversation.jsonl"
        file.write_text(json.dumps({"id": "1", "title": "[satu]", "turns": turns}))
        [conversation] = read_conversations(file)
        return judge(await playground.new_citizen().play(conversation))

    return play_turns
