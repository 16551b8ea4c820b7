"""The one HTTP call to Rasa, and what its answers mean."""

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import httpx

from service.errors import AssistantSlow, AssistantUnavailable
from service.replies import Answer, reply_from_wire

PATH = "/webhooks/gateway/"  # nlu/channel.py


class Assistant(Protocol):
    """Understands a message and says what to reply."""

    async def ask(self, sender: str, text: str, slots: Mapping[str, Any]) -> Answer:
        """Return one or more replies in the order to be shown, and the dialogue's slots."""


class RasaClient:
    """Asks a running Rasa over our channel in it."""

    def __init__(self, client: httpx.AsyncClient, url: str, timeout: float) -> None:
        """Use an open client; ``timeout`` is in seconds, for one whole answer."""
        self._client = client
        self._url = url.rstrip("/") + PATH
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
        try:
            async with asyncio.timeout(self._timeout):  # httpx counts each read by itself
                said = await self._post({"sender": sender, "message": text, "slots": slots})
        except (TimeoutError, httpx.TimeoutException) as error:
            raise AssistantSlow(f"Rasa at {self._url}: {type(error).__name__}") from error
        except (httpx.HTTPError, ValueError, RecursionError) as error:  # the latter for "[[[[…"
            raise AssistantUnavailable(f"Rasa at {self._url}: {type(error).__name__}") from error
        replies, slots = _read(said)
        if not replies:
            raise AssistantUnavailable(
                f"Rasa at {self._url} answered nothing: did an action fail?"
            )
        return Answer(tuple(reply_from_wire(_custom(item)) for item in replies), slots=slots)

    async def _post(self, message: dict[str, Any]) -> Any:
        response = await self._client.post(self._url, json=message, timeout=self._timeout)
        response.raise_for_status()
        return response.json()


def _read(said: object) -> tuple[list[object], dict[str, Any]]:
    if isinstance(said, dict):
        replies, slots = said.get("replies"), said.get("slots")
        if isinstance(replies, list) and isinstance(slots, dict):
            return replies, slots
    return [], {}


def _custom(item: object) -> object:
    return item.get("custom") if isinstance(item, dict) else None
