"""The one call to Rasa, against a server that answers well and badly."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.rasa_client import PATH, RasaClient
from service.errors import AssistantUnavailable
from service.replies import reply_to_wire
from tests.bot.harness import ANSWER, ESCALATION

BAD_BODIES = {
    "nothing, as after a failed action": b"[]",
    "a text instead of a reply": b'[{"recipient_id": "1", "text": "halo"}]',
    "a reply without its fields": b'[{"custom": {"text": "halo"}}]',
    "a reply without words": b'[{"custom": {"text": " ", "outcome": "answered"}}]',
    "no object": b'["halo"]',
    "no list": b'{"version": "3.6.21"}',
    "null": b"null",
    "no JSON": b"<html>",
    "no UTF-8": b"\xff\xfe[",
}


class RasaDouble:
    """A server that answers every request with one status and body, or never ends answering."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b"[]"
        self.drips = False  # a byte now and then, for ever
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.url = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection and close it."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            length = int(head.lower().partition("content-length: ")[2].partition("\r\n")[0])
            body = json.loads(await reader.readexactly(length))
            self.requests.append((head.split(" ", 2)[1], body))
            size = 1000 if self.drips else len(self.body)
            writer.write(f"HTTP/1.1 {self.status} X\r\nContent-Length: {size}\r\n\r\n".encode())
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
    async with httpx.AsyncClient() as client:
        yield RasaClient(client, rasa.url + "/", 0.5)
    server.close()
    for task in tasks:
        if task is not None:
            task.cancel()
    await asyncio.gather(*(task for task in tasks if task), return_exceptions=True)
    await server.wait_closed()
    await asyncio.sleep(0)  # the loop's turn to close the sockets


async def test_replies_come_in_their_order() -> None:
    """What actions said is what the citizen reads."""
    rasa = RasaDouble()
    items = [{"recipient_id": "c", "custom": reply_to_wire(r)} for r in (ANSWER, ESCALATION)]
    rasa.body = json.dumps(items).encode()
    async with serving(rasa) as client:
        replies = await client.ask("c", "minta data")

    assert replies == (ANSWER, ESCALATION)
    assert rasa.requests == [(PATH, {"sender": "c", "message": "minta data"})]


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
async def test_a_useless_answer_is_a_failure(body: bytes) -> None:
    """Rasa answers 200 with an empty list when an action failed: that must not be silence."""
    rasa = RasaDouble()
    rasa.body = body
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable):
            await client.ask("c", "minta data")


@pytest.mark.parametrize("status", [404, 500, 503])
async def test_an_error_status_is_a_failure(status: int) -> None:
    """Also when a proxy stands between."""
    rasa = RasaDouble()
    rasa.status = status
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable, match="HTTPStatusError"):
            await client.ask("c", "minta data")


async def test_an_answer_that_never_ends_is_given_up() -> None:
    """The time-out is for the whole answer: a citizen does not care about single bytes."""
    rasa = RasaDouble()
    rasa.drips = True
    async with serving(rasa) as client, asyncio.timeout(5):
        with pytest.raises(AssistantUnavailable, match="Timeout"):
            await client.ask("c", "minta data")


async def test_a_server_that_is_not_there_is_a_failure() -> None:
    """Before Rasa is up, and after it fell."""
    async with serving(RasaDouble()) as client:
        pass
    async with httpx.AsyncClient() as http:
        client = RasaClient(http, client._url.removesuffix(PATH), 0.5)
        with pytest.raises(AssistantUnavailable, match="ConnectError"):
            await client.ask("c", "minta data")


async def test_the_failure_names_the_address_and_not_the_words() -> None:
    """Logs carry no citizen's words."""
    rasa = RasaDouble()
    async with serving(rasa) as client:
        with pytest.raises(AssistantUnavailable) as caught:
            await client.ask("c", "rahasia warga")

    assert rasa.url in str(caught.value)
    assert "rahasia" not in str(caught.value)
