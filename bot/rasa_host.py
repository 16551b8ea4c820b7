"""Tells the host of the Rasa servers what to start and to stop (``nlu/host.py``)."""

from typing import Any, Protocol

import aiohttp

from service.releases.servers import Hosted, HostUnavailable, hosted_from_wire

CONFLICT = 409
PATIENCE = aiohttp.ClientTimeout(total=20)  # seconds; it stops a server before it answers


class Host(Protocol):
    """Keeps Rasa servers side by side. Every call may raise ``HostUnavailable``."""

    async def hosted(self) -> Hosted:
        """Return what there is."""

    async def start(self, model: str) -> None:
        """Have a model's server started and warmed; ends before it is.

        Raises:
            ModelRefused: There is no such file, or it is damaged.
            NoPortFree: Another server must be ended first.
        """

    async def stop(self, port: int) -> None:
        """Have a server ended."""

    async def keep(self, port: int) -> None:
        """Have it noted that this server is what to begin with after a restart."""


class ModelRefused(HostUnavailable):
    """The host will never start this model; says why."""


class NoPortFree(HostUnavailable):
    """The host would start this model, and has no port left for it."""


class RasaHost:
    """The host at its address."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = url.rstrip("/")

    async def hosted(self) -> Hosted:
        """Return what there is."""
        return hosted_from_wire(await self._ask("GET", "/servers"))

    async def start(self, model: str) -> None:
        """Have a model's server started and warmed; ends before it is."""
        await self._ask("POST", "/servers", {"model": model})

    async def stop(self, port: int) -> None:
        """Have a server ended."""
        await self._ask("DELETE", f"/servers/{port}")

    async def keep(self, port: int) -> None:
        """Have it noted that this server is what to begin with after a restart."""
        await self._ask("PUT", "/serving", {"port": port})

    async def _ask(self, method: str, path: str, body: object = None) -> Any:
        url = self._url + path
        try:
            async with self._session.request(method, url, json=body, timeout=PATIENCE) as answer:
                told = await answer.json(content_type=None)
        except (TimeoutError, aiohttp.ClientError, ValueError) as error:
            told = f"the host of Rasa at {url} does not answer: {type(error).__name__}"
            raise HostUnavailable(told) from error
        if answer.ok:
            return told
        why = told.get("trouble") if isinstance(told, dict) else None
        why = why or f"the host of Rasa at {url} answered {answer.status}"
        if method == "POST" and answer.status in (404, 422):
            raise ModelRefused(why)
        if method == "POST" and answer.status == CONFLICT:
            raise NoPortFree(why)
        raise HostUnavailable(why)
