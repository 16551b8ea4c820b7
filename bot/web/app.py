"""The web chat's addresses.

Messages go in by POST and are on disk before they are acknowledged; replies come back on a stream
of server-sent events.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from sse_starlette import EventSourceResponse
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.templating import Jinja2Templates

from bot.inbox import Inbox
from bot.wakeups import Wakeups
from bot.web.device_pages import DevicePages
from bot.web.devices import Devices
from bot.web.doorway import Doorway
from bot.web.files import FILE_TIME, PATH, Files
from bot.web.from_officers import FromOfficers
from bot.web.limits import Limits, Rates, Tickets, client_of
from bot.web.messages import CHANNEL, is_json, read_body, read_message
from bot.web.page_contacts import give_contacts
from bot.web.reading import Reading
from bot.web.refusals import Refusals
from bot.web.security import SecurityHeaders, own_pages_only
from bot.web.streams import Streams
from bot.web.visitors import Visitors, signing_key
from service.clock import Clock
from service.storage.database import Database
from service.updates.sealing import Seal, make_seal
from serving.assets import Assets
from serving.bodies import PatientBodies
from serving.hosts import known_hosts
from serving.revalidation import revalidated

RETRY_STREAM = 30  # seconds until an address that has many streams may try for one more
HERE = Path(__file__).parent

log = structlog.get_logger()


@dataclass(frozen=True)
class WebSettings:
    """What an operator sets for the web chat.

    Attributes:
        key: Signs cookies and links; None: the one in the database.
        hosts: The names the chat answers to; none: all.
        trusts_proxy: A proxy names the clients.
    """

    key: str | None = None
    hosts: Sequence[str] = ()
    rates: Rates = field(default_factory=Rates)
    trusts_proxy: bool = False


class WebChat:
    """The endpoints of the web chat."""

    def __init__(
        self,
        database: Database,
        inbox: Inbox,
        wakeups: Wakeups,
        clock: Clock,
        say: Callable[..., str],
        secure: bool,
        settings: WebSettings | None = None,
        tickets: Tickets | None = None,
        seal: Seal | None = None,
    ) -> None:
        self._settings = settings = settings or WebSettings()
        self._database = database
        self._inbox = inbox
        self._wakeups = wakeups
        self._reading = Reading(database, wakeups, clock, say)
        self._say = say
        self._secure = secure
        self._assets = Assets(HERE / "static", inline=True)
        self._templates = Jinja2Templates(HERE / "templates")
        self._templates.env.globals["asset"] = self._assets.url
        give_contacts(self._templates, say)
        key = settings.key or signing_key(database, clock)
        rates = settings.rates
        self._streams = Streams(rates)
        visitors, tickets = Visitors(database, secure, key), tickets or Tickets(rates)
        limits, trusts = Limits(rates), settings.trusts_proxy
        self._doorway = Doorway(visitors, limits, tickets, say, inbox.is_busy, trusts)
        files = (inbox, self._reading, self._doorway, clock, say)
        seal = seal or make_seal(None, database, clock)
        self._files = Files(database, *files, seal)
        self._from_officers = FromOfficers(database, seal, self._doorway, say)
        devices = Devices(database, clock, key, secure)
        self._devices = DevicePages(devices, self._doorway, self._streams, self._templates, say)

    async def run(self) -> None:
        """Wake open pages for what the desk and other gateways write, until cancelled."""
        await self._wakeups.watch_others(self._database, CHANNEL)

    def asset(self, name: str) -> str:
        """Return the address of a file that the chat's pages use."""
        return self._assets.url(name)

    def app(self, more: Sequence[Route] = ()) -> Starlette:
        """Return the application, with ``more`` routes beside the chat's own."""
        routes = [
            *more,
            Route("/", self.page),
            Route("/chat/messages", own_pages_only(self.receive), methods=["POST"]),
            Route("/chat/history", self.history),
            Route("/chat/stream", self.stream),
            *self._files.routes(),
            *self._from_officers.routes(),
            *self._devices.routes(),
            Mount("/static", self._assets),
        ]
        middleware = [
            *known_hosts(self._settings.hosts),
            Middleware(SecurityHeaders, secure=self._secure),
            Middleware(GZipMiddleware),
            Middleware(PatientBodies, longer={PATH: FILE_TIME}),
        ]
        handlers = Refusals(self._say, self._templates).handlers()
        app = Starlette(routes=routes, middleware=middleware, exception_handlers=handlers)
        app.router.redirect_slashes = False  # it would answer with the address the caller named
        return app

    async def page(self, request: Request) -> Response:
        """Show the chat; every visit renews the cookie, and a new visitor gets one."""
        visitor = await self._doorway.reader(request)
        if visitor is None:
            self._doorway.newcomer(request)
        page = self._templates.TemplateResponse(request, "chat.html")
        response = revalidated(request, page)
        self._doorway.visitors.give(response, visitor)
        return response

    async def receive(self, request: Request) -> Response:
        """Store one message: ``{"id": ..., "text": ...}`` or ``{"id": ..., "button": token}``."""
        visitor = await self._doorway.writer(request)
        if not is_json(request):
            raise HTTPException(415, self._say("web_not_json"))
        incoming = read_message(await read_body(request), visitor.address)
        if incoming is None:
            raise HTTPException(400, self._say("web_unreadable"))
        await self._inbox.receive(incoming)
        self._reading.wake(visitor.address)
        return JSONResponse({"stored": True}, status_code=202)

    async def history(self, request: Request) -> Response:
        """Return the conversation so far, or what is newer than ``after``, and where to go on."""
        visitor, after = await self._doorway.reader(request), request.query_params.get("after")
        address = visitor.address if visitor else None
        return JSONResponse(await self._reading.history(address, after))

    async def stream(self, request: Request) -> Response:
        """Send what is newer than ``after`` (or Last-Event-ID) as it is stored."""
        visitor, client = await self._doorway.reader(request), client_of(request)
        if visitor is None:
            raise HTTPException(401, self._say("web_reload"))
        if self._streams.is_full(client):
            later = {"Retry-After": str(RETRY_STREAM)}
            raise HTTPException(429, self._say("web_many_streams"), headers=later)
        after = request.headers.get("last-event-id") or request.query_params.get("after") or "0"
        events = self._reading.events(visitor.address, after)
        return EventSourceResponse(self._streams.serve(visitor.address, client, events), ping=20)
