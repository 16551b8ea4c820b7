"""Brings officers the files that Telegram keeps, when they ask for one at the desk.

Only this process has the bot's token. What is fetched lies sealed in the request's row until the
desk reads it. A gateway that is killed while it fetches leaves the request to the next.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

from service.clock import Clock
from service.errors import FileTooLarge, FileUnreachable
from service.outcomes import FileTrouble
from service.storage.database import Database
from service.updates.attachments import fail_attachment
from service.updates.file_requests import (
    Wanted,
    bring_file,
    claim_requests,
    is_any_wanted,
    refuse_file,
    sweep_requests,
)
from service.updates.sealing import Seal

AT_ONCE = 4  # files fetched side by side
LOOK_AGAIN = 0.5  # seconds between looks: an officer waits
LONGEST = 25.0  # seconds for one file: within the lease of a request
MEGABYTE = 1024 * 1024

log = structlog.get_logger()


class FileSource(Protocol):
    """Where a channel keeps files."""

    async def fetch(self, file_id: str, limit: int) -> bytes:
        """Return a file's bytes.

        Raises:
            FileTooLarge: It has more than ``limit`` bytes.
            FileUnreachable: It could not be had; another time perhaps.
        """
        ...


class Downloads:
    """Works off what officers ask for."""

    def __init__(
        self,
        database: Database,
        source: FileSource,
        say: Callable[..., str],
        clock: Clock,
        limit: int,
        seal: Seal,
    ) -> None:
        """Fetch files of at most ``limit`` megabytes; ``say`` words what the citizen reads."""
        self._database = database
        self._source = source
        self._say = say
        self._clock = clock
        self._limit = limit
        self._seal = seal

    async def run(self) -> None:
        """Fetch what is asked for, until cancelled."""
        while True:
            try:
                await self.fetch_wanted()
            except Exception:  # the edge of the process: a locked database must not end it
                log.exception("file_requests_unreadable")
            await asyncio.sleep(LOOK_AGAIN)

    async def fetch_wanted(self) -> None:
        """Fetch everything that is asked for now."""
        while wanted := await asyncio.to_thread(self._claim):
            await asyncio.gather(*map(self._fetch, wanted))

    def _claim(self) -> list[Wanted]:
        with self._database.read() as session:
            if not is_any_wanted(session):
                return []
        with self._database.write() as session:
            sweep_requests(session, self._clock())
            return claim_requests(session, self._clock(), AT_ONCE)

    async def _fetch(self, wanted: Wanted) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                content = await self._source.fetch(wanted.file_id, self._limit * MEGABYTE)
        except FileTooLarge:
            await asyncio.to_thread(self._give_up, wanted)
        except (FileUnreachable, TimeoutError) as error:
            log.warning("attachment_unreachable", attachment=wanted.attachment, error=str(error))
            await asyncio.to_thread(self._refuse, wanted)
        else:
            await asyncio.to_thread(self._bring, wanted, content)

    def _bring(self, wanted: Wanted, content: bytes) -> None:
        sealed = self._seal.close(content)
        with self._database.write() as session:
            bring_file(session, wanted.request, sealed)
        log.info("attachment_brought", attachment=wanted.attachment, bytes=len(content))

    def _refuse(self, wanted: Wanted) -> None:
        with self._database.write() as session:
            refuse_file(session, wanted.request, FileTrouble.UNREACHABLE)

    def _give_up(self, wanted: Wanted) -> None:
        """Say at the desk and to the citizen that nobody can have it."""
        trouble = FileTrouble.TOO_LARGE
        kind = self._say(f"kind_{wanted.kind}")
        notice = self._say(trouble.value, kind=kind, limit=self._limit)
        with self._database.write() as session:
            refuse_file(session, wanted.request, trouble)
            fail_attachment(session, wanted.attachment, trouble, notice, self._clock())
        log.warning("attachment_given_up", attachment=wanted.attachment, reason=trouble.value)
