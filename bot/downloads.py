"""Fetches the files that citizens sent to an officer, and keeps them in the database.

One try is a lease: a gateway that is killed while it fetches leaves the file to the next. What
cannot be had is said to the officer at the desk and to the citizen.
"""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

from service.clock import Clock
from service.errors import FileTooLarge, FileTooMany, FileUnreachable
from service.outcomes import FileTrouble
from service.storage.database import Database
from service.updates.attachments import (
    Wanted,
    claim_attachments,
    fail_attachment,
    is_any_due,
    keep_attachment,
    retry_attachment,
)

AT_ONCE = 4  # files fetched side by side
LOOK_AGAIN = 1.0  # seconds between looks
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
    """Works off what the inbox noted."""

    def __init__(
        self,
        database: Database,
        source: FileSource,
        say: Callable[..., str],
        clock: Clock,
        limit: int,
    ) -> None:
        """Fetch files of at most ``limit`` megabytes; ``say`` words what the citizen reads."""
        self._database = database
        self._source = source
        self._say = say
        self._clock = clock
        self._limit = limit

    async def run(self) -> None:
        """Fetch what is due, until cancelled."""
        while True:
            try:
                await self.fetch_due()
            except Exception:  # the edge of the process: a locked database must not end it
                log.exception("attachments_unreadable")
            await asyncio.sleep(LOOK_AGAIN)

    async def fetch_due(self) -> None:
        """Fetch everything that is due now."""
        while wanted := await asyncio.to_thread(self._claim):
            await asyncio.gather(*map(self._fetch, wanted))

    def _claim(self) -> list[Wanted]:
        with self._database.read() as session:
            if not is_any_due(session, self._clock()):
                return []
        with self._database.write() as session:
            return claim_attachments(session, self._clock(), AT_ONCE)

    async def _fetch(self, wanted: Wanted) -> None:
        try:
            content = await self._source.fetch(wanted.file_id, self._allowed(wanted))
        except FileTooMany:
            await asyncio.to_thread(self._give_up, wanted, FileTrouble.TOO_MANY)
        except FileTooLarge:
            await asyncio.to_thread(self._give_up, wanted, FileTrouble.TOO_LARGE)
        except FileUnreachable as error:
            log.warning("attachment_unreachable", attachment=wanted.id, error=str(error))
            await asyncio.to_thread(self._put_off, wanted)
        else:
            await asyncio.to_thread(self._keep, wanted, content)

    def _allowed(self, wanted: Wanted) -> int:
        """Return how many bytes it may have; raise for what need not be asked for at all."""
        limit = self._limit * MEGABYTE
        if wanted.is_worn_out:
            raise FileUnreachable("it was tried too often")
        if wanted.is_one_too_many:
            raise FileTooMany("the conversation's files of a day")
        if (wanted.size or 0) > limit:
            raise FileTooLarge(f"{wanted.size} bytes announced")
        return limit

    def _keep(self, wanted: Wanted, content: bytes) -> None:
        with self._database.write() as session:
            keep_attachment(session, wanted.id, content)
        log.info("attachment_stored", attachment=wanted.id, bytes=len(content))

    def _put_off(self, wanted: Wanted) -> None:
        with self._database.write() as session:
            if retry_attachment(session, wanted.id, self._clock()):
                return
        self._give_up(wanted, FileTrouble.UNREACHABLE)

    def _give_up(self, wanted: Wanted, trouble: FileTrouble) -> None:
        """Say it at the desk and to the citizen."""
        kind = self._say(f"kind_{wanted.kind}")
        notice = self._say(trouble.value, kind=kind, limit=self._limit)
        with self._database.write() as session:
            fail_attachment(session, wanted.id, trouble, notice, self._clock())
        log.warning("attachment_given_up", attachment=wanted.id, reason=trouble.value)
