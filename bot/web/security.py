"""What surrounds every address of the chat: its headers, and whose pages may post to it."""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}
DATA = {"Content-Security-Policy": DATA_POLICY, "X-Frame-Options": "DENY"}
PAGE = {
    "Content-Security-Policy": PAGE_POLICY,
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
PARTS = ("text/css", "text/javascript")  # of pages: their own policy would bind nothing
TRANSPORT = "Strict-Transport-Security"
YEAR = "max-age=31536000"

Endpoint = Callable[[Request], Awaitable[Response]]


class SecurityHeaders:
    """Adds the headers to every answer; what says nothing of caching is kept nowhere."""

    def __init__(self, app: ASGIApp, secure: bool = False) -> None:
        """Behind HTTPS (``secure``) browsers are told to come by no other way."""
        self._app = app
        self._always = {**ALWAYS, TRANSPORT: YEAR} if secure else ALWAYS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] != 304:
                headers = MutableHeaders(scope=message)
                headers.update({**self._always, **_policies(headers.get("content-type", ""))})
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _policies(media_type: str) -> dict[str, str]:
    if media_type.startswith(PARTS):
        return {}
    return PAGE if media_type.startswith("text/html") else DATA


def own_pages_only(endpoint: Endpoint) -> Endpoint:
    """Let only pages of ours post: another site's could in a citizen's name."""

    async def guarded(request: Request) -> Response:
        if is_foreign(request.headers):
            raise HTTPException(403)
        return await endpoint(request)

    return guarded


def is_foreign(headers: Headers) -> bool:
    """Tell whether a browser says that another site's page sent a request.

    Old browsers do not say ``Sec-Fetch-Site``; then the host of ``Origin`` is compared, without
    its port, which some proxies leave out of ``Host``. Who says neither is no browser.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site != "same-origin"
    origin = headers.get("origin")
    if origin is None:
        return False
    return urlsplit(origin).hostname != urlsplit(f"//{headers.get('host', '')}").hostname
