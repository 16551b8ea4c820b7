"""Asks the bot as a fresh citizen each time, through the gateway's own code, leaving no trace.

Turns, conversations and tickets go to a throw-away database; the knowledge base is the real one.
Switches (``tanya switch``) do not count: this shows what the bot knows, not what it may say.
Rasa is the running one where there is one, else one started for the purpose.
"""

import asyncio
import secrets
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bot.opening import Opened, open_turn
from bot.own_replies import OwnReplies
from bot.rasa_client import RasaClient, open_session
from bot.turn import answer_turn
from bot.turn_services import TurnServices
from maintain.understanding import Serving, any_rasa, knowledge_base_of
from service.assembly import make_answers, make_door, make_menus
from service.clock import utc_now
from service.markup import plain
from service.operations.switches import Switches
from service.payloads import topic_payload
from service.settings import Settings
from service.storage.database import Database
from service.updates.store import Incoming, store_update
from service.updates.work import next_update

RASA_TIMEOUT = 30.0  # seconds; the patience of a tool, not of a citizen


@dataclass(frozen=True)
class Asked:
    """What the bot made of one message; the fields of ``tanya ask --json``.

    Attributes:
        topics: Up to three article ids, best first.
        confidence: 0 to 1.
        reply: As the citizen reads it.
        masked: The text as stored.
        answered_by: ``rasa``; ``knowledge`` when Rasa failed; ``gateway`` for its own replies.
        answered: The articles shown, one for each question that was answered.
        kind: As stored; ``accusation`` or ``distress`` where nothing of it was kept.
    """

    text: str
    outcome: str
    topic: str | None
    topics: list[str]
    confidence: float
    intent: str | None
    reply: str
    masked: str
    buttons: list[str]
    answered_by: str
    answered: list[str]
    kind: str = "text"

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return asdict(self)


class Asker:
    """One throw-away gateway that texts are asked through."""

    def __init__(self, services: TurnServices) -> None:
        self._services = services

    @property
    def services(self) -> TurnServices:
        """What each message is answered with."""
        return self._services

    def new_citizen(self) -> str:
        """Return the address of a citizen who never wrote before."""
        return secrets.token_hex(16)

    async def ask(self, text: str, after: str | None = None, citizen: str | None = None) -> Asked:
        """Ask one text as a new citizen, as one who only chose ``after``, or as this one."""
        citizen = citizen or self.new_citizen()
        if after is not None:
            meant = topic_payload(after)
            chosen = Incoming("web", "ask", secrets.token_hex(16), citizen, "command", "", meant)
            await answer_turn(self._services, await asyncio.to_thread(self._receive, chosen))
        incoming = Incoming("web", "ask", secrets.token_hex(16), citizen, "text", text)
        opened = await asyncio.to_thread(self._receive, incoming)
        result = await answer_turn(self._services, opened)
        main = result.replies[0]
        return Asked(
            text=text,
            outcome=result.outcome.value,
            topic=main.topic,
            topics=list(main.topics),
            confidence=round(main.confidence, 4),
            intent=main.intent,
            reply="\n\n".join(plain(reply.text) for reply in result.replies),
            masked=opened.update.text,
            buttons=[button.label for reply in result.replies for button in reply.buttons],
            answered_by=result.answered_by,
            answered=[reply.topic for reply in result.replies if reply.topic],
            kind=opened.update.kind,
        )

    def _receive(self, incoming: Incoming) -> Opened:
        now = self._services.clock()
        with self._services.database.write() as session:
            conversation_id = store_update(session, incoming, now, self._services.door)
            if conversation_id is None:
                raise RuntimeError("a random update id was drawn twice")
            update = next_update(session, conversation_id, now)
            if update is None:
                raise RuntimeError("the update just stored is gone")
            return open_turn(session, update, now)


async def ask_all(
    settings: Settings,
    questions: Iterable[tuple[str, str | None]],
    model: Path | None = None,
    tell: Callable[[Serving], None] = lambda _: None,
) -> AsyncGenerator[Asked, None]:
    """Ask one after the other and give each result as soon as it is there.

    Args:
        settings: Which knowledge base and which Rasa.
        questions: Each text, with the topic that was shown just before it or None.
        model: Which model a Rasa of our own is to serve; else the running Rasa is asked.
        tell: Is told once which Rasa and which model are asked.
    """
    async with open_asker(settings, model, tell) as asker:
        for text, after in questions:
            yield await asker.ask(text, after)


@asynccontextmanager
async def open_asker(
    settings: Settings,
    model: Path | None = None,
    tell: Callable[[Serving], None] = lambda _serving: None,
) -> AsyncIterator[Asker]:
    """Prepare a throw-away gateway, and take it away at the end; see ``ask_all``."""
    with knowledge_base_of(settings) as knowledge_base, any_rasa(settings, model) as serving:
        tell(serving)
        async with asker_at(settings, knowledge_base, serving.url) as asker:
            yield asker


@asynccontextmanager
async def asker_at(
    settings: Settings, knowledge_base: Database, rasa_url: str
) -> AsyncIterator[Asker]:
    """Prepare a throw-away gateway before a Rasa that answers there."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/ask.db")
        database.migrate()
        answers = make_answers(settings, knowledge_base)
        own_replies = OwnReplies(answers, make_menus(answers), utc_now)
        async with open_session() as session:
            assistant = RasaClient(session, rasa_url, RASA_TIMEOUT)
            switches = Switches(database)  # the throw-away one: here nothing is switched off
            door = make_door(settings)
            yield Asker(
                TurnServices(database, answers, own_replies, assistant, switches, utc_now, door)
            )
        database.close()
