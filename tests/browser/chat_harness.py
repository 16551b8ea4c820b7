"""The real web chat on a free loopback port, with an assistant that always says the same.

Everything from the page to the database is the gateway's own; only Rasa and the encoder are fakes.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import uvicorn
from starlette.routing import Route

from bot.inbox import Inbox
from bot.own_replies import OwnReplies
from bot.turn_services import TurnServices
from bot.wakeups import Wakeups
from bot.web.app import WebChat
from bot.web.topic_pages import TopicPages
from doubles.knowledge import CONTENT
from doubles.listening import listen
from doubles.passwords import CHEAP
from service.answering.answers import Answers
from service.answering.menus import Menus
from service.clock import utc_now
from service.content.encoder import DIMENSIONS, Vectors
from service.content.folder import read_content
from service.content.sentences import load_sentences
from service.content.store import store_content
from service.escalations.claims import answer_escalation, claim_escalation
from service.escalations.desk_queue import read_desk_queue
from service.escalations.views import EscalationView
from service.knowledge.knowledge import Knowledge
from service.officers.accounts import add_officer
from service.operations.switches import Switches
from service.outbox.files import OfficerFile, keep_file
from service.outbox.placing import PLAIN, Placing, stored_file
from service.outcomes import EscalationReason, Outcome
from service.payloads import Payload
from service.replies import Answer, Button, Escalate, Reply
from service.storage.database import Database
from service.updates.sealing import make_seal
from serving.server import server_config

TODAY = date(2026, 11, 24)
START_TIME = 10.0  # seconds the server may take to start
MARKUP = "<img src=x onerror=alert(1)>"
ANSWER = Reply(
    text=(
        "# Cara minta data ke BPKP\n\n"
        "Ajukan permohonan informasi di https://ppid.bpkp.go.id/permohonan. "
        "Lihat juga (www.bpkp.go.id).\n\n"
        f"Baris terakhir {MARKUP}"
    ),
    outcome=Outcome.ANSWERED,
    buttons=(
        Button("Biaya permohonan", Payload.decode("topic:ppid-biaya")),
        Button("Hubungi petugas", Payload.decode("human")),
    ),
    topic="ppid-permohonan",
    confidence=0.9,
)
ESCALATION = Reply("", Outcome.ESCALATED, escalate=Escalate("humas", EscalationReason.ASKED))


def make_database(file: Path) -> None:
    """Create a database with the content loaded and no citizen in it."""
    database = Database(f"sqlite:///{file}")
    database.migrate()
    content = read_content(CONTENT, TODAY, allow_expired=True)
    with database.write() as session:
        store_content(session, content, utc_now())
    database.close()


class FakeEncoder:
    """Knows nothing: search falls back to words."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.zeros((len(texts), DIMENSIONS), dtype=np.float32)


class FakeAssistant:
    """Gives ``ANSWER`` to everything but a wish for a person, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pause = 0.0  # seconds it thinks

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        self.asked.append(text)
        await asyncio.sleep(self.pause)
        return Answer((ESCALATION,) if text == "/human" else (ANSWER,))


class ChatServer:
    """The gateway's web chat, served from a thread of its own."""

    def __init__(self, database_file: Path, assistant: FakeAssistant | None = None) -> None:
        self.database = Database(f"sqlite:///{database_file}")
        self.assistant = assistant or FakeAssistant()
        self._socket = listen()
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Serve until the end of the block."""
        wakeups = Wakeups()
        services = self._services()
        inbox = Inbox(services, wakeups.wake)
        say = services.answers.say
        chat = WebChat(self.database, inbox, wakeups, utc_now, say, secure=False)
        app = chat.app(self._pages(services, chat.asset))
        config = server_config(app, timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=lambda: asyncio.run(self._run(server, inbox, chat)))
        thread.start()
        try:
            _wait_for_start(server)
            yield
        finally:
            server.should_exit = True
            thread.join()
            self._socket.close()
            self.database.close()

    def officer_answers(self, text: str, pdf: bytes = b"") -> None:
        """Let an officer take the only open escalation and answer it, with a PDF if need be."""
        sealed = make_seal(None, self.database, utc_now).close(pdf)
        with self.database.write() as session:
            now = utc_now()
            officer = add_officer(
                session, "sari", "Sari Dewi", "humas", "kata-sandi-panjang", now, CHEAP
            )
            ticket = read_desk_queue(session, officer.id, now).entries[0].escalation.ticket
            notice = f"Percakapan Anda (tiket {ticket}) kini ditangani petugas Humas."
            held = claim_escalation(session, ticket, officer.id, notice, now)
            placing = PLAIN
            if pdf and isinstance(held, EscalationView):
                file = OfficerFile("document", "application/pdf", len(pdf), sealed)
                number = keep_file(session, held.conversation_id, file, now)
                placing = Placing(stored_file(number, file.kind))
            answer_escalation(session, ticket, officer.id, text, now, placing=placing)

    def _pages(self, services: TurnServices, asset: Callable[[str], str]) -> list[Route]:
        answers, switches = services.answers, services.switches
        return TopicPages(answers, switches, lambda: TODAY, None, asset).routes()

    def _services(self) -> TurnServices:
        knowledge = Knowledge(self.database, FakeEncoder(), CONTENT)
        answers = Answers(knowledge, load_sentences(CONTENT), lambda: TODAY)
        own_replies = OwnReplies(answers, Menus(knowledge, answers), utc_now)
        return TurnServices(
            self.database, answers, own_replies, self.assistant, Switches(self.database), utc_now
        )

    async def _run(self, server: uvicorn.Server, inbox: Inbox, chat: WebChat) -> None:
        working = asyncio.gather(inbox.run(), chat.run())
        await server.serve(sockets=[self._socket])
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working


def _wait_for_start(server: uvicorn.Server) -> None:
    give_up_at = time.monotonic() + START_TIME
    while not server.started:
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"the web chat did not start within {START_TIME} seconds")
        time.sleep(0.02)
