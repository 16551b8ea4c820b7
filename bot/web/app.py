"""The web chat's addresses.

Messages go in by POST and are on disk before they are acknowledged; replies come back on a stream
of server-sent events.
"""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import structlog
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from bot.inbox import Inbox
from bot.wakeups import Wakeups
from bot.web.messages import CHANNEL, read_body, read_message
from bot.web.reading import Reading
from bot.web.security import SecurityHeaders
from bot.web.visitors import Visitors
from service.clock import Clock
from service.errors import DatabaseUnavailable
from service.storage.database import Database

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
        self._reading = Reading(database, wakeups, clock)
        self._say = say
        self._visitors = Visitors(secure)
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
        self._visitors.welcome(request, response)
        return response

    async def receive(self, request: Request) -> Response:
        """Store one message: ``{"id": ..., "text": ...}`` or ``{"id": ..., "button": token}``."""
        address = self._visitors.address(request)
        if address is None:
            return _refuse(401, self._say("web_no_cookie"))
        if not request.headers.get("content-type", "").startswith("application/json"):
            return _refuse(415, self._say("web_not_json"))
        incoming = read_message(await read_body(request), address)
        if incoming is None:
            return _refuse(400, self._say("web_unreadable"))
        await self._inbox.receive(incoming)
        self._reading.wake(address)
        return JSONResponse({"stored": True}, status_code=202)

    async def history(self, request: Request) -> Response:
        """Return the conversation so far, and where the stream is to go on."""
        return JSONResponse(await self._reading.history(self._visitors.address(request)))

    async def stream(self, request: Request) -> Response:
        """Send the replies newer than ``after`` (or Last-Event-ID) as they are stored."""
        given = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
        after = int(given) if LAST_EVENT.fullmatch(given) else 0
        address = self._visitors.address(request)
        if address is None:
            return _refuse(401, self._say("web_reload"))
        return EventSourceResponse(self._reading.events(address, after), ping=20)

    async def _tell_that_nothing_was_stored(self, _request: Request, error: Exception) -> Response:
        log.error("database_unavailable", during="web", reason=str(error))
        return _refuse(503, self._say("web_not_stored"))


def _refuse(status: int, what: str) -> Response:
    return JSONResponse({"error": what}, status_code=status)
