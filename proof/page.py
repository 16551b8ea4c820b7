"""A visitor at the web chat, as the page plays them: posts under an id until it is stored, reads.

What the page was given (its stream, its history, the page itself) goes into the journal: which
messages, and which markers stood in it.
"""

import asyncio
import itertools
import json
import uuid
from collections import deque
from collections.abc import Sequence

import httpx

from proof.journal import Journal
from proof.mix import MARKER, Button, Message

PATIENCE = 20.0  # seconds; the stream is pinged at least so often
PAUSE = 0.5  # seconds before something is tried again
REMEMBERED = 5  # keyboards that a visitor may scroll back to
STORED = 202


class OpenPage:
    """One visitor's page, at whichever gateway answers."""

    def __init__(self, urls: Sequence[str], journal: Journal) -> None:
        self._urls = itertools.cycle(urls)
        self._journal = journal
        self._client = httpx.AsyncClient(timeout=2 * PATIENCE)
        self._after = "0"
        self._reading: asyncio.Task[None] | None = None
        self._is_new = True
        self.keyboards: deque[list[Button]] = deque(maxlen=REMEMBERED)
        self.is_sending = False

    async def send(self, message: Message) -> None:
        """Post until it is stored; what is sent again has the id of the first time."""
        self.is_sending = True
        if self._is_new:
            await self._load("/")
            self._is_new = False
            self._reading = asyncio.create_task(self._read())
        text, token = message.fields.get("text"), message.token
        body = {"id": str(uuid.uuid4()), **({"button": token} if token else {"text": text})}
        known = {"id": body["id"], "kind": message.kind, "marker": message.marker}
        self._journal.add("web_tries", **known)
        while not await self._is_stored(body):
            pass
        self._journal.add("web_stored", **known)
        self.is_sending = False

    async def close(self) -> None:
        """Load page and history once more, as after a reload, and end."""
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
            await self._load("/")
            for line in json.loads(await self._load("/chat/history"))["lines"]:
                self._note(line)
        await self._client.aclose()

    async def _is_stored(self, body: dict[str, str | None]) -> bool:
        try:
            response = await self._client.post(f"{next(self._urls)}/chat/messages", json=body)
            is_stored = response.status_code == STORED
        except httpx.HTTPError:  # it was killed, or has just started
            is_stored = False
        await asyncio.sleep(0 if is_stored else PAUSE)
        return is_stored

    async def _load(self, path: str) -> str:
        while True:
            try:
                response = await self._client.get(f"{next(self._urls)}{path}")
                response.raise_for_status()
            except httpx.HTTPError:
                await asyncio.sleep(PAUSE)
                continue
            self._journal.add("page", markers=MARKER.findall(response.text))
            return response.text

    async def _read(self) -> None:
        """Read the stream, and open it again where it ends, until cancelled."""
        while True:
            try:
                await self._follow(f"{next(self._urls)}/chat/stream?after={self._after}")
            except httpx.HTTPError:
                await asyncio.sleep(PAUSE)

    async def _follow(self, url: str) -> None:
        async with self._client.stream("GET", url) as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                name, _, value = line.partition(": ")
                if name == "id":
                    self._after = value
                elif name == "data":
                    self._note(json.loads(value))

    def _note(self, line: dict[str, object]) -> None:
        markers = MARKER.findall(json.dumps(line))
        self._journal.add("web_read", line=line.get("id"), markers=markers)
        buttons = line.get("buttons")
        if isinstance(buttons, list) and buttons:
            self.keyboards.append([(button["label"], button["token"]) for button in buttons])
