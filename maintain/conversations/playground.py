"""Where conversations are played: a throw-away database, with content, that everything reads.

Rasa's action server reads tickets and content from its database, so a Rasa that serves citizens
cannot measure what is played elsewhere: one of our own is started on the throw-away database.
One Rasa, one action server and one knowledge base serve all conversations of a run.
"""

import asyncio
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np

from bot.own_replies import OwnReplies
from bot.rasa_client import Assistant, RasaClient, open_session
from bot.turn_services import TurnServices
from maintain.content_loading import load_content
from maintain.conversations.clock import ConversationClock, within_desk_hours
from maintain.conversations.officer import OfficerAtDesk, hire_officer
from maintain.conversations.outcome import Played
from maintain.conversations.player import Player
from maintain.conversations.script import Conversation
from maintain.understanding import knowledge_base_of, own_rasa
from service.answering.answers import Answers
from service.assembly import make_answers, make_door, make_menus, today_in_jakarta
from service.clock import utc_now
from service.content.encoder import E5Encoder, Encoder, Vectors
from service.content.sentences import Sentences, load_sentences
from service.content.store import read_vectors
from service.door.door import Door
from service.knowledge.knowledge import Knowledge
from service.operations.switches import Switches
from service.settings import Settings
from service.storage.database import Database

SIDE_BY_SIDE = 4  # conversations; more wait for the same Rasa and the same SQLite
RASA_TIMEOUT = 30.0  # seconds; the patience of a tool, not of a citizen


@dataclass(frozen=True)
class Playground:
    """What all conversations of a run stand on.

    Attributes:
        start: When each of them begins.
        officer: The number of the officer who attends to all of them.
    """

    database: Database
    knowledge: Knowledge
    sentences: Sentences
    assistant: Assistant
    door: Door
    start: datetime
    officer: int

    def new_citizen(self) -> Player:
        """Return a citizen whom nobody knows, with a clock of their own."""
        clock = ConversationClock(self.start)
        answers = Answers(self.knowledge, self.sentences, clock.today)
        services = TurnServices(
            self.database,
            answers,
            OwnReplies(answers, make_menus(answers), clock),
            self.assistant,
            Switches(self.database),  # the throw-away one: here nothing is switched off
            clock,
            self.door,
        )
        officer = OfficerAtDesk(self.database, answers, clock, self.officer)
        return Player(services, clock, officer)

    def unknown_topics(self, conversations: Sequence[Conversation]) -> set[str]:
        """Return the articles that are expected somewhere and do not exist."""
        turns = [turn for conversation in conversations for turn in conversation.turns]
        named = {topic for turn in turns if turn.expect for topic in turn.expect.topics}
        return {topic for topic in named if self.knowledge.article(topic) is None}


class KnownVectors:
    """Takes vectors from a knowledge base that has them; making them anew takes up to 40 s."""

    def __init__(self, knowledge_base: Database, encoder: Encoder) -> None:
        self._knowledge_base = knowledge_base
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, encoded where the knowledge base has none."""
        with self._knowledge_base.read() as session:
            vectors = read_vectors(session, texts)
        missing = np.flatnonzero(~vectors.any(axis=1)).tolist()
        if missing:
            vectors[missing] = self._encoder.encode([texts[row] for row in missing])
        return vectors


async def play_all(
    playground: Playground, conversations: Sequence[Conversation]
) -> AsyncGenerator[Played]:
    """Play several side by side and give each in the order of the file, as soon as it is there."""
    gate = asyncio.Semaphore(SIDE_BY_SIDE)

    async def play(conversation: Conversation) -> Played:
        async with gate:
            return await playground.new_citizen().play(conversation)

    tasks = [asyncio.create_task(play(conversation)) for conversation in conversations]
    try:
        for task in tasks:
            yield await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def open_playground(
    settings: Settings, model: Path | None = None
) -> AsyncIterator[Playground]:
    """Prepare a throw-away database and what reads it, and take it all away at the end."""
    with (
        tempfile.TemporaryDirectory() as folder,
        _database_with_content(settings, f"sqlite:///{folder}/conversations.db") as database,
    ):
        private = settings.model_copy(update={"database_url": database.url})
        with own_rasa(private, model) as rasa_url:
            answers, door = make_answers(private, database), make_door(private)
            async with open_session() as session:
                yield Playground(
                    database,
                    answers.knowledge,
                    load_sentences(settings.content_dir),
                    RasaClient(session, rasa_url, RASA_TIMEOUT),
                    door,
                    within_desk_hours(utc_now(), answers.knowledge.desk_hours.hours),
                    hire_officer(database, utc_now),
                )


@contextmanager
def _database_with_content(settings: Settings, url: str) -> Iterator[Database]:
    private = settings.model_copy(update={"database_url": url})
    database = Database(url)
    database.migrate()
    try:
        with knowledge_base_of(settings) as knowledge_base:
            load_content(
                private,
                database,
                today_in_jakarta(),
                lambda *_: None,
                allow_expired=True,
                encoder=KnownVectors(knowledge_base, E5Encoder()),
            )
        yield database
    finally:
        database.close()
