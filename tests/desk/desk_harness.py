"""A desk on a real SQLite file, with citizens who write and officers who click.

Pages are fetched through the ASGI interface in this process. The clock stands still but for a
millisecond at each look, so that what happened later is dated later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape
from typing import Any

import httpx
from sqlalchemy import func, select
from starlette.applications import Starlette

from desk.app import create_app
from desk.sign_in import BY_PASSWORD, SignIn
from doubles.knowledge import CONTENT, NoEncoder
from doubles.passwords import CHEAP
from service.assembly import ArticlesToSay
from service.content.desk_hours import read_desk_hours
from service.content.following import Following
from service.content.model import Unit
from service.content.sentences import Sentences, load_sentences
from service.content.static import read_static
from service.conversations.ownership import open_conversation, state_of
from service.conversations.turns import TurnRecord, store_turn
from service.escalations.moving import hear_citizen
from service.escalations.opening import escalations_of, find_escalation, open_escalation
from service.escalations.transcripts import Line, read_transcript
from service.escalations.views import EscalationView
from service.officers.accounts import add_officer
from service.officers.duty import give_role
from service.outbox.deliveries import claim_messages, mark_sent
from service.outbox.queue import Draft, Outgoing, put_message
from service.outcomes import AnsweredBy, Author, EscalationReason, Outcome, Owner, Role
from service.storage.database import Database
from service.storage.tables import Officer, Turn
from service.updates.sealing import Seal, make_seal
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update, next_update

PASSWORD = "kata-sandi-panjang"

SEAL = Seal(lambda: "a secret of tests, which opens nothing else")


@dataclass
class Browser:
    """One officer's browser: cookies are kept, redirects are shown and not followed."""

    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path)

    async def text(self, path: str) -> str:
        """Return a page's source with its entities undone."""
        return unescape((await self.client.get(path)).text)

    async def token(self, path: str) -> str:
        """Return the form token of a page."""
        page = (await self.client.get(path)).text
        found = re.search(r'name="csrf" value="([^"]+)"', page)
        return found.group(1) if found else ""

    async def post(self, path: str, form_at: str = "/", **fields: str) -> httpx.Response:
        """Post a form as the page at ``form_at`` offers it."""
        fields.setdefault("csrf", await self.token(form_at))
        return await self.client.post(path, data=fields)

    async def log_in(
        self, username: str, password: str = PASSWORD, **fields: str
    ) -> httpx.Response:
        return await self.post("/login", "/login", username=username, password=password, **fields)


def open_browser(app: Starlette, address: str = "127.0.0.1") -> Browser:
    """Return a browser that asks an application in this process, as if from an address."""
    transport = httpx.ASGITransport(app=app, client=(address, 50000))
    return Browser(httpx.AsyncClient(transport=transport, base_url="http://desk.test"))


@dataclass
class DeskHarness:
    """The desk, its database, and shortcuts for what others do to it."""

    database: Database
    app: Starlette
    now: datetime = datetime(2026, 11, 24, 7, 5, tzinfo=UTC)
    updates: int = 0
    clients: list[httpx.AsyncClient] = field(default_factory=list)

    def clock(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now

    def role(self, username: str, role: Role) -> None:
        """Give an officer another role."""
        with self.database.write() as session:
            give_role(session, username, role)

    def number(self, username: str) -> int:
        """Return an officer's number, as a form names them."""
        with self.database.read() as session:
            found = session.scalar(select(Officer.id).where(Officer.username == username))
        assert found is not None
        return found

    def behind(self, ticket: str) -> str:
        """Return the ticket of the same citizen that was made last."""
        with self.database.read() as session:
            return escalations_of(session, self.read(ticket).conversation_id)[0].ticket

    def browser(self, address: str = "127.0.0.1") -> Browser:
        browser = open_browser(self.app, address)
        self.clients.append(browser.client)
        return browser

    async def officer(self, username: str, name: str = "", unit: str = "humas") -> Browser:
        """Register an officer and return their browser, logged in."""
        with self.database.write() as session:
            shown, now = name or username.title(), self.clock()
            add_officer(session, username, shown, unit, PASSWORD, now, CHEAP)
        browser = self.browser()
        await browser.log_in(username)
        return browser

    def citizen_writes(
        self,
        text: str,
        address: str = "1",
        channel: str = "telegram",
        kind: str = "text",
        **fields: Any,
    ) -> str:
        """Store a message of a citizen as the gateway does; return the conversation's id."""
        self.updates += 1
        number = str(self.updates)
        incoming = Incoming(channel, "bot", number, address, kind, text, **fields)
        with self.database.write() as session:
            conversation_id = store_update(session, incoming, self.clock())
            assert conversation_id is not None
            update = next_update(session, conversation_id, self.clock() + timedelta(days=1))
            assert update is not None
            turn = TurnRecord(
                update_id=update.id,
                conversation_id=conversation_id,
                kind=update.kind,
                text=update.text,
                outcome=Outcome.RELAYED,
                answered_by=AnsweredBy.GATEWAY,
            )
            store_turn(session, turn, self.clock())
            hear_citizen(session, conversation_id, self.clock())
            finish_update(session, update.id, Outcome.RELAYED, self.clock())
        return conversation_id

    def bot_says(self, conversation_id: str, text: str) -> None:
        with self.database.write() as session:
            put_message(session, Draft(conversation_id, Author.BOT, text), self.clock())

    def bot_answers(self, conversation_id: str, text: str) -> None:
        """Answer what the citizen wrote last."""
        with self.database.write() as session:
            turn_id = session.scalar(select(func.max(Turn.id)))
            draft = Draft(conversation_id, Author.BOT, text, turn_id=turn_id)
            put_message(session, draft, self.clock())

    def escalation(
        self, unit: str = "humas", address: str = "1", channel: str = "telegram"
    ) -> str:
        """Open an escalation of a citizen; return its ticket."""
        with self.database.write() as session:
            conversation_id = open_conversation(session, channel, address, self.clock())
            return open_escalation(
                session, conversation_id, unit, EscalationReason.ASKED, self.clock()
            ).ticket

    def read(self, ticket: str) -> EscalationView:
        with self.database.read() as session:
            return find_escalation(session, ticket)

    def owner(self, ticket: str) -> Owner:
        with self.database.read() as session:
            return state_of(session, self.read(ticket).conversation_id).owner

    def replies(self, ticket: str) -> list[Line]:
        """Return what the citizen was told, the oldest first."""
        with self.database.read() as session:
            lines = read_transcript(session, self.read(ticket).conversation_id)
        return [line for line in lines if line.who != "citizen"]

    def send_next(self, channel: str = "telegram") -> Outgoing:
        """Take the next message as the gateway does; its delivery is up to the test."""
        with self.database.write() as session:
            return claim_messages(session, channel, self.clock(), 1)[0]

    def delivered(self, message_id: int) -> None:
        """Let a message that was taken arrive."""
        with self.database.write() as session:
            mark_sent(session, message_id, str(message_id), self.clock())

    async def close(self) -> None:
        for client in self.clients:
            await client.aclose()
        self.database.close()


@cache
def read_sentences() -> Sentences:
    """Return the real sentences, read once."""
    return load_sentences(CONTENT)


@cache
def read_units() -> Mapping[str, Unit]:
    """Return the real units, read once."""
    return read_static(CONTENT).units


def make_desk(
    database: Database,
    secure_cookies: bool = False,
    following: Following | None = None,
    sign_in: SignIn = BY_PASSWORD,
    articles: ArticlesToSay | None = None,
) -> DeskHarness:
    """Return a desk on an empty, migrated database."""
    desk = DeskHarness(database, Starlette())
    desk.app = create_app(
        database=database,
        sentences=read_sentences(),
        units=read_units(),
        clock=desk.clock,
        secure_cookies=secure_cookies,
        seal=make_seal(None, database, desk.clock),
        desk_hours=read_desk_hours(CONTENT),
        following=following,
        encoder=NoEncoder(),
        sign_in=sign_in,
        articles=articles,
    )
    return desk
