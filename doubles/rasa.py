"""A Rasa that tests own: real HTTP on a free loopback port, and any answer or none."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from bot.rasa_client import RasaClient, open_session


class RasaDouble:
    """A server that answers every request with one status and body, or never ends answering."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b"[]"
        self.drips = False  # a byte now and then, for ever
        self.speaks_http = True
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.url = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection and close it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = head.lower().partition("content-length: ")[2].partition("\r\n")[0]
            body = json.loads(await reader.readexactly(int(length)) if length else "{}")
            self.requests.append((head.split(" ", 2)[1], body))
            size = 1000 if self.drips else len(self.body)
            if self.speaks_http:
                writer.write(
                    f"HTTP/1.1 {self.status} X\r\nContent-Length: {size}\r\n\r\n".encode()
                )
            for _ in range(1000 if self.drips else 0):
                writer.write(b" ")
                await asyncio.sleep(0.02)
            writer.write(self.body)
        finally:
            writer.close()


@asynccontextmanager
async def serving(rasa: RasaDouble) -> AsyncIterator[RasaClient]:
    """Serve it, and give a client that waits half a second."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.append(asyncio.current_task())
        await rasa.answer(reader, writer)

    tasks: list[asyncio.Task[None] | None] = []
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    rasa.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with open_session() as session:
        yield RasaClient(session, rasa.url + "/", 0.5)
    server.close()
    for task in tasks:
        if task is not None:
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)
    await server.wait_closed()
    await asyncio.sleep(0)  # the loop's turn to close the sockets
