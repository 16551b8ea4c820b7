"""Citizens on the web chat: a crowd of open pages that write at given moments over plain sockets.

Each page holds its stream open, as a browser does. The crowd stands in one event loop, so that one
clock measures both ends, and speaks HTTP by hand, so that it costs little beside the service.
"""

import asyncio
import json
import time
import uuid
from collections import deque
from collections.abc import Sequence
from itertools import cycle
from urllib.parse import urlsplit

from bench.arrivals import Latencies, summarise

PATIENCE = 20.0  # seconds after the last message until a missing reply counts as lost
PAGES = 120  # open at once
SETTLE = 1.0  # seconds between the last page that opens and the first message


Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Page:
    """One open chat page: a cookie, a stream that is read, and a connection for its messages.

    As a browser does, it keeps the latter open until the service ends it, and then opens another.
    ``client`` is the network address that a trusted proxy would name.
    """

    def __init__(self, host: str, port: int, client: str = "") -> None:
        self._host, self._port = host, port
        self._headers = f"X-Forwarded-For: {client}\r\n" if client else ""
        self._cookie = ""
        self._waiting: deque[asyncio.Future[float]] = deque()  # messages without a reply yet
        self._idle: list[Connection] = []

    async def visit(self) -> None:
        """Get the cookie."""
        answer, writer = await self._connect()
        writer.write(self._head("GET /"))
        head = (await answer.readuntil(b"\r\n\r\n")).decode()
        given = next(line for line in head.split("\r\n") if line.startswith("set-cookie: "))
        self._cookie = given.removeprefix("set-cookie: ").partition(";")[0]
        writer.close()

    async def open(self) -> None:
        """Get the cookie, open the stream, and wait until it is open."""
        await self.visit()
        stream, self._writer = await asyncio.open_connection(self._host, self._port)
        self._writer.write(self._head("GET /chat/stream?after=0"))
        await stream.readuntil(b"\r\n\r\n")
        self._reading = asyncio.create_task(self._read(stream))

    @property
    def cookie(self) -> str:
        """The cookie as a browser sends it."""
        return self._cookie

    async def ask(self, text: str) -> float:
        """Write one message; return the moment at which the next reply was read.

        Raises:
            ConnectionError: The message was refused.
        """
        replied: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting.append(replied)
        try:
            await self.write(text)
        except ConnectionError:
            self._waiting.remove(replied)
            raise
        return await replied

    async def write(self, text: str) -> None:
        """Write one message and do not wait for the reply.

        Raises:
            ConnectionError: The message was refused.
        """
        body = json.dumps({"id": uuid.uuid4().hex, "text": text}).encode()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        await self._post(self._head("POST /chat/messages", kind) + body)

    async def _post(self, request: bytes) -> None:
        try:
            head = await self._exchange(request, await self._connection())
        except (ConnectionError, asyncio.IncompleteReadError):  # ended meanwhile: a fresh one
            head = await self._exchange(request, await self._connect())
        if b" 202 " not in head[:16]:
            raise ConnectionError(f"the web chat refused a message: {head[:40]!r}")

    async def _exchange(self, request: bytes, connection: Connection) -> bytes:
        answer, post = connection
        post.write(request)
        head = await answer.readuntil(b"\r\n\r\n")
        length = next(n for n in head.lower().split(b"\r\n") if n.startswith(b"content-length:"))
        await answer.readexactly(int(length.partition(b":")[2]))
        self._idle.append(connection)
        return head

    async def _connection(self) -> Connection:
        while self._idle:
            answer, post = self._idle.pop()
            if not answer.at_eof():
                return answer, post
            post.close()
        return await self._connect()

    async def _connect(self) -> Connection:
        return await asyncio.open_connection(self._host, self._port)

    async def close(self) -> None:
        """Close the page."""
        self._reading.cancel()
        for post in (self._writer, *(post for _, post in self._idle)):
            post.close()

    async def _read(self, stream: asyncio.StreamReader) -> None:
        async for line in stream:
            is_reply = line.startswith(b"data:") and b'"who": "citizen"' not in line
            if is_reply and self._waiting:
                self._waiting.popleft().set_result(time.monotonic())

    def _head(self, request: str, more: str = "") -> bytes:
        host = f"Host: {self._host}:{self._port}\r\nCookie: {self._cookie}\r\n{self._headers}"
        return f"{request} HTTP/1.1\r\n{host}{more}\r\n".encode()


async def run_load(
    url: str, rate: float, moments: Sequence[float], texts: Sequence[str]
) -> Latencies:
    """Write at the moments (seconds from now), each message on the next page; never wait."""
    where = urlsplit(url)
    pages = [Page(where.hostname or "", where.port or 80) for _ in range(PAGES)]
    for page in pages:
        await page.open()
    await asyncio.sleep(SETTLE)
    begun = time.monotonic()
    asked = []
    for moment, page, text in zip(moments, cycle(pages), cycle(texts), strict=False):
        await asyncio.sleep(begun + moment - time.monotonic())
        asked.append(asyncio.create_task(page.ask(text)))
    await asyncio.wait(asked, timeout=PATIENCE)
    replied = [_result(task) for task in asked]
    for page in pages:
        await page.close()
    return summarise(
        rate,
        [at - begun - due if at else None for at, due in zip(replied, moments, strict=True)],
    )


def _result(task: "asyncio.Task[float]") -> float | None:
    if not task.done():
        task.cancel()
        return None
    return None if task.exception() else task.result()
