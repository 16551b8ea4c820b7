"""The citizens' web chat: a page without an account, a second channel through the same turn.

A citizen is a random cookie; the database knows only its hash. Messages go in by POST and are on
disk before they are acknowledged; replies come back on a stream of server-sent events.
"""

import asyncio
import hashlib
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any

import structlog
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot.inbox import Inbox
from bot.waiting import wait_briefly
from bot.wakeups import Wakeups
from bot.web_security import SecurityHeaders
from service.answering.commands import read_command
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.errors import DatabaseUnavailable
from service.escalations.transcripts import Line, read_transcript
from service.outbox.queue import Outgoing, has_newer, messages_after, newest_page
from service.storage.database import Database
from service.text import title_and_body
from service.updates.store import Incoming

CHANNEL = "web"
COOKIE = "tanya_chat"
COOKIE_AGE = 30 * 24 * 3600  # seconds
BODY_LIMIT = 512 * 1024  # bytes of one POST; a message of 100,000 characters still fits
TOKEN_LENGTH = 32  # bytes of the cookie
FIRST_MESSAGE = 10.0  # seconds between looks whether a silent visitor wrote elsewhere
LOOK_AGAIN_LATER = 5.0  # seconds more while the database is away
LOOK_AGAIN = 15.0  # seconds between looks of a page that nobody woke
SHOWN = 200  # messages of a conversation on a page that is opened
MESSAGE_ID = re.compile(r"[\w-]{8,64}", re.ASCII)  # what every database stores as it is
LAST_EVENT = re.compile(r"\d{1,15}", re.ASCII)
HERE = Path(__file__).parent

log = structlog.get_logger()


class WebChat:
    """The endpoints of the web chat."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        wakeups: Wakeups,
        clock: Clock,
        say: Callable[[str], str],
        secure: bool,
    ) -> None:
        self._database = database
        self._inbox = inbox
        self._wakeups = wakeups
        self._newcomers = Wakeups()  # by address, until they have a conversation
        self._clock = clock
        self._say = say
        self._secure = secure
        self._templates = Jinja2Templates(HERE / "templates")

    async def run(self) -> None:
        """Wake open pages for what the desk and other gateways write, until cancelled."""
        await self._wakeups.watch_others(self._database, CHANNEL)

    def app(self, more: Sequence[Route] = ()) -> Starlette:
        """Return the application, with ``more`` routes beside the chat's own."""
        routes = [
            *more,
            Route("/", self.page),
            Route("/chat/messages", self.receive, methods=["POST"]),
            Route("/chat/history", self.history),
            Route("/chat/stream", self.stream),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ]
        return Starlette(
            routes=routes,
            middleware=[Middleware(SecurityHeaders)],
            exception_handlers={DatabaseUnavailable: self._tell_that_nothing_was_stored},
        )

    async def page(self, request: Request) -> Response:
        """Show the chat; a new visitor gets a cookie."""
        response = self._templates.TemplateResponse(request, "chat.html")
        if len(request.cookies.get(COOKIE, "")) < TOKEN_LENGTH:
            response.set_cookie(
                COOKIE,
                secrets.token_urlsafe(TOKEN_LENGTH),
                max_age=COOKIE_AGE,
                httponly=True,
                samesite="strict",
                secure=self._secure,
            )
        return response

    async def receive(self, request: Request) -> Response:
        """Store one message: ``{"id": ..., "text": ...}`` or ``{"id": ..., "button": token}``."""
        address = _address(request)
        if address is None:
            return _refuse(401, self._say("web_no_cookie"))
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _refuse(415, self._say("web_not_json"))
        incoming = _read_message(await _read_body(request), address)
        if incoming is None:
            return _refuse(400, self._say("web_unreadable"))
        await self._inbox.receive(incoming)
        self._newcomers.wake(address)
        return JSONResponse({"stored": True}, status_code=202)

    async def history(self, request: Request) -> Response:
        """Return the conversation so far, and where the stream is to go on."""
        conversation_id = await self._conversation(request)
        if conversation_id is None:
            return JSONResponse({"lines": [], "after": 0})
        return JSONResponse(await asyncio.to_thread(self._read_history, conversation_id))

    async def stream(self, request: Request) -> Response:
        """Send the replies newer than ``after`` (or Last-Event-ID) as they are stored."""
        given = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
        after = int(given) if LAST_EVENT.fullmatch(given) else 0
        address = _address(request)
        if address is None:
            return _refuse(401, self._say("web_reload"))
        return EventSourceResponse(self._events(address, after), ping=20)

    async def _tell_that_nothing_was_stored(self, _request: Request, error: Exception) -> Response:
        log.error("database_unavailable", during="web", reason=str(error))
        return _refuse(503, self._say("web_not_stored"))

    async def _events(self, address: str, after: int) -> AsyncIterator[ServerSentEvent]:
        conversation_id = await self._first_message(address)
        with self._wakeups.watch(conversation_id) as page:
            page.shown, is_told = after, False
            while True:
                page.woken.clear()
                for message in await self._newer_when_it_can(conversation_id, page.shown, is_told):
                    data = json.dumps(_message_to_json(message))
                    yield ServerSentEvent(data=data, id=str(message.id))
                    page.shown = message.id
                await wait_briefly(page.woken, LOOK_AGAIN)
                is_told = page.woken.is_set()

    async def _newer_when_it_can(
        self, conversation_id: str, after: int, is_told: bool
    ) -> list[Outgoing]:
        try:
            return await asyncio.to_thread(self._newer, conversation_id, after, is_told)
        except DatabaseUnavailable:  # told by the inbox; the page stays connected
            await asyncio.sleep(LOOK_AGAIN_LATER)
            return []

    async def _first_message(self, address: str) -> str:
        """Wait until a new visitor has written and return their conversation's id."""
        with self._newcomers.watch(address) as page:
            while (known := await asyncio.to_thread(self._find, address)) is None:
                await wait_briefly(page.woken, FIRST_MESSAGE)
                page.woken.clear()
        return known

    async def _conversation(self, request: Request) -> str | None:
        address = _address(request)
        return await asyncio.to_thread(self._find, address) if address else None

    def _find(self, address: str) -> str | None:
        with self._database.read() as session:
            return conversation_at(session, CHANNEL, address)

    def _newer(self, conversation_id: str, after: int, is_told: bool) -> list[Outgoing]:
        if not is_told and not self._has_newer(conversation_id, after):
            return []
        with self._database.write() as session:
            return messages_after(session, conversation_id, after, self._clock())

    def _has_newer(self, conversation_id: str, after: int) -> bool:
        with self._database.read() as session:
            return has_newer(session, conversation_id, after)

    def _read_history(self, conversation_id: str) -> dict[str, Any]:
        with self._database.write() as session:
            start = newest_page(session, conversation_id, SHOWN)
            shown = messages_after(session, conversation_id, start, self._clock())
            lines = read_transcript(session, conversation_id)
        buttons = _message_to_json(shown[-1])["buttons"] if shown else []
        return {
            "lines": [_line_to_json(line) for line in lines],
            "buttons": buttons,
            "after": shown[-1].id if shown else 0,
        }


async def _read_body(request: Request) -> Any:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    try:
        return json.loads(body)
    except (ValueError, RecursionError):  # the latter for "[[[[…"
        return None


def _read_message(body: Any, address: str) -> Incoming | None:
    if not isinstance(body, dict):
        return None
    message_id, text, button = body.get("id"), body.get("text"), body.get("button")
    if not isinstance(message_id, str) or not MESSAGE_ID.fullmatch(message_id):
        return None
    common: dict[str, Any] = {"channel": CHANNEL, "source": address[:32], "update_id": message_id}
    if isinstance(button, str) and button.isascii() and button.isprintable():
        return Incoming(**common, address=address, kind="button", pressed=button)
    if not isinstance(text, str):
        return None
    command = read_command(text)
    if command is not None:
        payload, rest = command
        return Incoming(**common, address=address, kind="command", text=rest, payload=payload)
    return Incoming(**common, address=address, kind="text", text=text)


def _address(request: Request) -> str | None:
    """Return the hash of the visitor's cookie, None for a visitor without one."""
    token = request.cookies.get(COOKIE, "")
    return hashlib.sha256(token.encode()).hexdigest() if len(token) >= TOKEN_LENGTH else None


def _refuse(status: int, what: str) -> Response:
    return JSONResponse({"error": what}, status_code=status)


def _message_to_json(message: Outgoing) -> dict[str, Any]:
    title, body = title_and_body(message.text)
    return {
        "who": message.author.value,
        "title": title,
        "text": body,
        "buttons": [{"label": b.label, "token": b.token} for b in message.buttons],
    }


def _line_to_json(line: Line) -> dict[str, Any]:
    title, body = ("", line.text) if line.who == "citizen" else title_and_body(line.text)
    return {"who": line.who, "title": title, "text": body, "at": line.at.isoformat()}
