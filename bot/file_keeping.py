"""Settles which files are kept for an officer, and sees to it that none is kept for longer."""

import asyncio
from collections.abc import Callable

import structlog

from bot.downloads import MEGABYTE
from service.clock import Clock
from service.escalations.reopening import REOPENED_WITHIN
from service.outcomes import FileTrouble
from service.storage.database import Database
from service.updates.attachments import (
    fail_attachment,
    forget_uncontested,
    is_any_due,
    settle_files,
    sweep_files,
)
from service.updates.file_requests import sweep_requests

LOOK_AGAIN = 1.0  # seconds between looks for files whose turn is stored
SWEEP_EVERY = 60  # looks

log = structlog.get_logger()


class FileKeeping:
    """Looks after attachments, with or without Telegram."""

    def __init__(
        self, database: Database, say: Callable[..., str], clock: Clock, limit: int
    ) -> None:
        """Refuse files of Telegram's with more than ``limit`` megabytes."""
        self._database = database
        self._say = say
        self._clock = clock
        self._limit = limit

    async def run(self) -> None:
        """Look until cancelled."""
        looks = 0
        while True:
            try:
                await asyncio.to_thread(self.settle)
                if looks % SWEEP_EVERY == 0:
                    await asyncio.to_thread(self.sweep)
            except Exception:  # the edge of the process: a locked database must not end it
                log.exception("attachments_unreadable")
            looks += 1
            await asyncio.sleep(LOOK_AGAIN)

    def settle(self) -> None:
        """Settle every file whose turn is stored; who sent one that is too large is told."""
        with self._database.read() as session:
            if not is_any_due(session, self._clock()):
                return
        with self._database.write() as session:
            allowed = self._limit * MEGABYTE
            for number, kind in settle_files(session, self._clock(), allowed):
                trouble, named = FileTrouble.TOO_LARGE, self._say(f"kind_{kind}")
                notice = self._say(trouble.value, kind=named, limit=self._limit)
                fail_attachment(session, number, trouble, notice, self._clock())

    def sweep(self) -> None:
        """Delete bytes that a killed process left, and ids of what can no longer be contested."""
        with self._database.write() as session:
            sweep_requests(session, self._clock())
            if count := sweep_files(session, self._clock()):
                log.warning("attachments_swept", count=count)
            forget_uncontested(session, self._clock() - REOPENED_WITHIN)
