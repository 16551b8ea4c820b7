"""Looks now and then which model Rasa answers with, for whoever keeps the bot."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from service.clock import Clock
from service.operations.serving import is_to_be_noted, note_model
from service.storage.database import Database

LOOK_EVERY = 60.0  # seconds

log = structlog.get_logger()


class ModelWatch:
    """Each gateway looks; what is known already is written by none."""

    def __init__(
        self, database: Database, ask: Callable[[], Awaitable[str | None]], clock: Clock
    ) -> None:
        """``ask`` returns the name of the model that answers, None where nobody says."""
        self._database = database
        self._ask = ask
        self._clock = clock

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the edge of the process: looked at again
                log.warning("model_not_noted", error=type(error).__name__)
            await asyncio.sleep(LOOK_EVERY)

    async def look(self) -> None:
        """Note which model answers, if that is news."""
        name = await self._ask()
        if name is not None:
            await asyncio.to_thread(self._note, name)

    def _note(self, name: str) -> None:
        with self._database.read() as session:
            if not is_to_be_noted(session, name, self._clock()):
                return
        with self._database.write() as session:
            note_model(session, name, self._clock())
        log.info("model_noted", model=name)
