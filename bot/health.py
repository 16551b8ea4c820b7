"""``/healthz``: the gateway runs. ``/readyz``: it can store and answer; what helps it may be down.

Citizens are answered by search without Rasa, and on the web without Telegram: both are
*degraded*, not unready. Harmless on the public port: it names parts, no versions and no addresses.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from service.operations.health import Readiness, readiness_in_words

PATIENCE = 3.0  # seconds for the database, 1 less than Compose waits
FRESH = 5.0  # seconds one look at Rasa serves


class Health:
    """What the gateway tells of itself."""

    def __init__(
        self,
        readiness: Readiness,
        is_rasa_away: Callable[[], Awaitable[bool]],
        is_telegram_away: Callable[[], bool],
    ) -> None:
        self._readiness = readiness
        self._ask_rasa = is_rasa_away
        self._is_telegram_away = is_telegram_away
        self._rasa_looked_at = float("-inf")
        self._is_rasa_away = False

    def routes(self) -> list[Route]:
        """Return the two addresses."""
        return [Route("/healthz", self.alive), Route("/readyz", self.ready)]

    async def alive(self, _request: Request) -> Response:
        """Answer "ok": the process runs and its loop turns."""
        return PlainTextResponse("ok")

    async def ready(self, _request: Request) -> Response:
        """Answer 200 when messages can be stored and answered, else 503; and what is degraded."""
        try:
            async with asyncio.timeout(PATIENCE):
                problems = await asyncio.to_thread(self._readiness.problems)
        except TimeoutError:
            problems = ("database",)
        degraded = tuple(
            name
            for name, is_away in (
                ("rasa", await self._rasa_is_away()),
                ("telegram", self._is_telegram_away()),
            )
            if is_away
        )
        status = 503 if problems else 200
        return JSONResponse(readiness_in_words(problems, degraded), status)

    async def _rasa_is_away(self) -> bool:
        if time.monotonic() - self._rasa_looked_at > FRESH:
            self._rasa_looked_at = time.monotonic()
            self._is_rasa_away = await self._ask_rasa()
        return self._is_rasa_away
