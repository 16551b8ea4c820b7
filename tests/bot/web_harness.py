"""The web chat served over HTTP in the test's own event loop, and its visitors."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import AsyncIterator
from typing import Any

import httpx
import uvicorn

from bot.inbox import Inbox
from bot.wakeups import Wakeups
from bot.web.app import WebChat, WebSettings
from bot.web.limits import Tickets
from doubles.listening import listen
from service.updates.sealing import Seal
from serving.server import server_config
from tests.bot.harness import Office, until


class Visitor:
    """A browser without scripts: keeps its cookie, sends messages, reads the stream."""

    def __init__(self, url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.client = httpx.AsyncClient(base_url=url, timeout=10, transport=transport)

    async def open(self) -> httpx.Response:
        """Open the page; a new visitor gets their cookie."""
        return await self.client.get("/")

    async def send(self, **message: Any) -> httpx.Response:
        """Post one message, under a number of its own unless ``id`` is given."""
        return await self.client.post("/chat/messages", json={"id": uuid.uuid4().hex, **message})

    async def history(self, after: str | None = None) -> dict[str, Any]:
        """Return the conversation so far, or what is newer than a cursor."""
        asked = {} if after is None else {"after": after}
        known: dict[str, Any] = (await self.client.get("/chat/history", params=asked)).json()
        return known

    async def read(
        self, count: int, after: str = "0", last_id: str | None = None, own: bool = False
    ) -> list[tuple[str, dict[str, Any]]]:
        """Open the stream, wait for so many replies, and close it; cursors and contents.

        Args:
            own: Whether the visitor's own messages count as well.
        """
        headers = {"Last-Event-ID": last_id} if last_id else {}
        events: list[tuple[str, dict[str, Any]]] = []
        stream = self.client.stream("GET", f"/chat/stream?after={after}", headers=headers)
        async with asyncio.timeout(10), stream as response:
            number = ""
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                number = value if name == "id" else number
                if name == "data" and (own or '"who": "citizen"' not in value):
                    events.append((number, json.loads(value)))
                if len(events) == count and not line:
                    break
        return events

    async def read_raw(self) -> str:
        """Read the stream until the server ends it."""
        return await (await self.open_stream())

    async def open_stream(self) -> "asyncio.Task[str]":
        """Open the stream; what it says until the server ends it is the task's."""
        is_open = asyncio.Event()

        async def read() -> str:
            async with self.client.stream("GET", "/chat/stream", timeout=30) as response:
                is_open.set()
                return (await response.aread()).decode()

        reading = asyncio.create_task(read())
        await asyncio.wait_for(is_open.wait(), 5)
        await asyncio.sleep(0.1)  # the head is sent before the stream counts
        return reading


class Site:
    """The web chat: called directly, or served with all that a stream needs."""

    def __init__(
        self,
        office: Office,
        secure: bool = False,
        settings: WebSettings | None = None,
        tickets: Tickets | None = None,
        seal: Seal | None = None,
    ) -> None:
        self.office = office
        wakeups = Wakeups()
        self.inbox = Inbox(office.services, wakeups.wake)
        say = office.services.answers.say
        self.chat = WebChat(
            office.database,
            self.inbox,
            wakeups,
            office.clock,
            say,
            secure,
            settings,
            tickets,
            seal,
        )
        self.url = "https://chat.test" if secure else "http://chat.test"
        self._app = self.chat.app()
        self._transport: httpx.AsyncBaseTransport | None = httpx.ASGITransport(self._app)
        self._visitors: list[Visitor] = []

    async def visitor(self) -> Visitor:
        """Return somebody who has just opened the page."""
        visitor = self.stranger()
        await visitor.open()
        return visitor

    def stranger(self) -> Visitor:
        """Return somebody who has not opened the page."""
        visitor = Visitor(self.url, self._transport)
        self._visitors.append(visitor)
        return visitor

    async def close(self) -> None:
        """Let all visitors leave."""
        for visitor in self._visitors:
            await visitor.client.aclose()

    @contextlib.asynccontextmanager
    async def serving(self, **more: Any) -> AsyncIterator[None]:
        """Serve, and answer messages, until the end of the block; ``more`` as uvicorn names it."""
        self._transport = None
        listening = listen()
        self.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = server_config(self._app, **{"timeout_graceful_shutdown": 1, **more})
        server = uvicorn.Server(config)
        server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        working = asyncio.gather(self.inbox.run(), self.chat.run())
        await until(lambda: server.started)
        yield
        await self.close()
        server.should_exit = True
        await serving
        working.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await working
        listening.close()
