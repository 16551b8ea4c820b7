"""Around every request: the security headers, and the last resort when something breaks."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.errors import OWN_PAGES
from service.operations.metrics import DESK_REQUESTS
from service.traces import classes_of, places_of

log = structlog.get_logger()

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
TRANSPORT = {"Strict-Transport-Security": "max-age=31536000"}


class SecurityHeaders:
    """Adds the headers to every answer; pages are never kept, static files say for how long."""

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        """Behind HTTPS (``secure``) browsers are told to come by no other way."""
        self.app = app
        self._always = {**HEADERS, **(TRANSPORT if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._always)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnForms:
    """Refuses what another site's page posts, before anything of it is read.

    Beside the forms' tokens. What a browser tells is believed, and one that tells nothing is left
    to the token; ``Origin: null`` tells nothing, as our own pages name no referrer.
    """

    def __init__(self, app: ASGIApp, page: Callable[[Request], Awaitable[Response]]) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in ("GET", "HEAD", "OPTIONS"):
            request = Request(scope, receive)
            if is_from_elsewhere(request):
                log.warning("other_site_refused", path=scope["path"])
                response = await self.page(request)
                await response(scope, receive, send)
                return
        await self.app(scope, receive, send)


def is_from_elsewhere(request: Request) -> bool:
    """Tell whether a browser says that a request was made by another site's page."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in OWN_PAGES
    origin = request.headers.get("origin", "null")
    return origin != "null" and urlsplit(origin).netloc != request.headers.get("host", "")


class CountRequests:
    """Counts the answers by the first digit of their status."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def count_and_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                DESK_REQUESTS.labels(f"{message['status'] // 100}xx").inc()
            await send(message)

        await self.app(scope, receive, count_and_send)


class LastResort:
    """Turns any unexpected failure into a readable page and one log line.

    Starlette's own would hand the error on to the server's log with its text, and a database
    error's text holds what was being stored: citizens' and officers' words.
    """

    def __init__(self, app: ASGIApp, page: Callable[[Request], Awaitable[Response]]) -> None:
        self.app = app
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def send_and_notice(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_notice)
        except Exception as error:  # noqa: BLE001 - the edge of the process
            _log_failure(scope, error)
            if not started:
                response = await self.page(Request(scope, receive))
                await response(scope, receive, send)


def _log_failure(scope: Scope, error: Exception) -> None:
    """Log what broke and where, without the error's text."""
    what, where = classes_of(error), places_of(error)
    log.error("request_failed", path=scope["path"], error=what, at=where)
