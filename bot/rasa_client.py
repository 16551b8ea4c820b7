"""The one HTTP call to Rasa, and what its answers mean."""

import asyncio
import json
from collections.abc import Callable, Mapping
from typing import Any, Protocol

import aiohttp

from service.errors import AssistantSlow, AssistantUnavailable
from service.replies import Answer, reply_from_wire, understanding_from_wire

PATH = "/webhooks/gateway/"  # nlu/channel.py
KEEP_ALIVE = 2.0  # seconds; Rasa closes a silent connection after 5, whoever is writing to it
PATIENCE = 1.0  # seconds for a sign of life


class Assistant(Protocol):
    """Understands a message and says what to reply."""

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Return one or more replies in the order to be shown, and the dialogue's slots."""


class RasaClient:
    """Asks a running Rasa over our channel in it."""

    def __init__(
        self, session: aiohttp.ClientSession, url: str | Callable[[], str], timeout: float
    ) -> None:
        """Use an open session.

        Args:
            url: Where Rasa is, or what tells it for each question: a release moves it.
            timeout: Seconds, for one whole answer.
        """
        self._session = session
        self._home = url if callable(url) else lambda: url
        self._timeout = timeout

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Send one message to Rasa and return its replies in the order to be shown.

        Args:
            sender: Pseudonymous conversation id, 32 hex digits; never the chat id.
            text: Masked text, at most 4,096 characters, or ``/intent`` for a button of ours.
            slots: What the dialogue is about, as the answer before left it.

        Raises:
            AssistantSlow: Rasa was slower than the time-out.
            AssistantUnavailable: Rasa was unreachable, answered an error status, rubbish, or
                nothing, which is how a failed action arrives.
        """
        url = self._channel()
        try:
            async with asyncio.timeout(self._timeout):
                said = await self._ask(url, {"sender": sender, "message": text, "slots": slots})
        except TimeoutError as error:
            raise AssistantSlow(f"Rasa at {url}: {type(error).__name__}") from error
        except (aiohttp.ClientError, ValueError, RecursionError) as error:  # the last for "[[[["
            raise AssistantUnavailable(f"Rasa at {url}: {type(error).__name__}") from error
        replies, slots, understood = _read(said)
        if not replies:
            raise AssistantUnavailable(f"Rasa at {url} answered nothing: did an action fail?")
        read = tuple(reply_from_wire(_custom(item)) for item in replies)
        return Answer(read, slots=slots, understood=understanding_from_wire(understood))

    async def is_away(self) -> bool:
        """Tell whether nothing answers at Rasa's address."""
        patience = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with self._session.get(self._home(), timeout=patience) as response:
                return not response.ok
        except (aiohttp.ClientError, TimeoutError):
            return True

    async def model(self) -> str | None:
        """Return the name of the model that Rasa answers with; None: it does not say."""
        patience = aiohttp.ClientTimeout(total=PATIENCE)
        try:
            async with self._session.get(self._channel() + "model", timeout=patience) as response:
                said = json.loads(await response.read()) if response.ok else None
        except (aiohttp.ClientError, TimeoutError, ValueError, RecursionError):
            return None
        name = said.get("model") if isinstance(said, dict) else None
        return name if isinstance(name, str) and name else None

    def _channel(self) -> str:
        """Return the address of our channel in the Rasa that is to be asked now."""
        return self._home().rstrip("/") + PATH

    async def _ask(self, url: str, message: dict[str, Any]) -> Any:
        """Post a message; once more where a kept connection turns out to be dead.

        Rasa keeps nothing and actions only read, so a question asked twice is asked once.
        """
        try:
            return await self._post(url, message)
        except aiohttp.ClientConnectorError:
            raise  # nobody is there, and no connection was kept
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError):
            return await self._post(url, message)

    async def _post(self, url: str, message: dict[str, Any]) -> Any:
        async with self._session.post(url, json=message) as response:
            response.raise_for_status()
            return json.loads(await response.read())


def open_session() -> aiohttp.ClientSession:
    """Open what Rasa is asked over, inside a running loop; close it by ``async with``."""
    connector = aiohttp.TCPConnector(keepalive_timeout=KEEP_ALIVE)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


def _read(said: object) -> tuple[list[object], dict[str, Any], object]:
    if isinstance(said, dict):
        replies, slots = said.get("replies"), said.get("slots")
        if isinstance(replies, list) and isinstance(slots, dict):
            return replies, slots, said.get("understood")
    return [], {}, None


def _custom(item: object) -> object:
    return item.get("custom") if isinstance(item, dict) else None
