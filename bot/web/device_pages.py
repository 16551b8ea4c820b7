"""The addresses that take a conversation to another device, or delete it."""

import asyncio
from collections.abc import Callable

from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from bot.web.devices import PAGE, Devices, qr_code
from bot.web.doorway import Doorway
from bot.web.messages import is_json, read_body
from bot.web.security import own_pages_only
from bot.web.streams import Streams
from bot.web.visitors import Visitor
from serving.revalidation import revalidated

# A page that somebody left stands in the browser's memory for the way back, with the conversation
# in it; drafts and wishes stand in its storage.
EVERYTHING = {"Clear-Site-Data": '"cache", "storage"'}

OWN_PAGE_FIRST = 0.5  # seconds in which the page that deletes hears of it, before all pages do


class DevicePages:
    """Links to other devices, the page they lead to, and deletion."""

    def __init__(
        self,
        devices: Devices,
        doorway: Doorway,
        streams: Streams,
        templates: Jinja2Templates,
        say: Callable[..., str],
    ) -> None:
        self._devices = devices
        self._doorway = doorway
        self._streams = streams
        self._templates = templates
        self._say = say

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route(PAGE, self.ask),
            Route("/chat/link", own_pages_only(self.link), methods=["POST"]),
            Route("/chat/open", own_pages_only(self.open), methods=["POST"]),
            Route("/chat/forget", own_pages_only(self.forget), methods=["POST"]),
        ]

    async def ask(self, request: Request) -> Response:
        """Show the page of a link. It asks first: a preview must open nothing."""
        return revalidated(request, self._templates.TemplateResponse(request, "lanjut.html"))

    async def link(self, request: Request) -> Response:
        """Return the address that opens this conversation elsewhere, and its QR code."""
        visitor = await self._doorway.writer(request)
        if not await self._devices.has_conversation(visitor):
            raise HTTPException(409, self._say("web_link_nothing"))
        url, until = self._devices.link(visitor, request)
        return JSONResponse({"url": url, "qr": qr_code(url), "until": until.isoformat()})

    async def open(self, request: Request) -> Response:
        """Open the conversation of ``{"token": ..., "replace": false}`` on this device.

        What this device had before stays unless ``replace`` is true: then the citizen was asked.
        """
        here = await self._doorway.reader(request)
        if not is_json(request):
            raise HTTPException(415, self._say("web_not_json"))
        body = await read_body(request)
        token = body.get("token") if isinstance(body, dict) else None
        visitor = await self._devices.opened_by(token) if isinstance(token, str) else None
        if visitor is None:
            raise HTTPException(410, self._say("web_link_dead"))
        is_other = here != visitor and await self._devices.has_conversation(here)
        if is_other and body.get("replace") is not True:
            raise HTTPException(409, self._say("web_link_other"))
        response = Response(status_code=204)
        self._doorway.visitors.give(response, visitor)
        return response

    async def forget(self, request: Request) -> Response:
        """Delete the conversation from every device, and begin anew on this one."""
        visitor = await self._doorway.writer(request)
        await self._devices.forget(visitor)
        others = BackgroundTask(self._end_streams, visitor)
        response = Response(status_code=204, headers=EVERYTHING, background=others)
        self._doorway.visitors.give(response)
        return response

    async def _end_streams(self, visitor: Visitor) -> None:
        await asyncio.sleep(OWN_PAGE_FIRST)
        self._streams.end_all(visitor.address)
