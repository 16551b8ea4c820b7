"""Brings what officers send from a group to a citizen on the web, who cannot get it of Telegram.

The desk's act waits meanwhile in its row, and others go on. One gateway fetches: the desk's.
"""

import asyncio
from collections.abc import Sequence

import structlog

from bot.downloads import LONGEST, FileSource
from service.clock import Clock
from service.errors import FileTooLarge, FileUnreachable
from service.file_types import LARGEST, kind_of, media_type_of
from service.forum.web_files import WantedFile, bring, refuse, wanted_files
from service.outbox.files import OfficerFile
from service.storage.database import Database
from service.updates.sealing import Seal

AT_ONCE = 4  # files fetched side by side

log = structlog.get_logger()


class Fetching:
    """Fetches, seals and stores them."""

    def __init__(self, database: Database, source: FileSource, seal: Seal, clock: Clock) -> None:
        self._database = database
        self._source = source
        self._seal = seal
        self._clock = clock

    async def step(self) -> bool:
        """Fetch what is wanted now; tell whether anything was."""
        wanted = await asyncio.to_thread(self._wanted)
        await asyncio.gather(*map(self._fetch, wanted))
        return bool(wanted)

    def _wanted(self) -> Sequence[WantedFile]:
        with self._database.read() as session:
            return wanted_files(session, AT_ONCE)

    async def _fetch(self, wanted: WantedFile) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                content = await self._source.fetch(wanted.file_id, LARGEST)
        except FileTooLarge:
            await asyncio.to_thread(self._refuse, wanted, "not_sent_web_large")
        except (FileUnreachable, TimeoutError) as error:
            log.warning("officer_file_unreachable", update=wanted.update, error=str(error))
            await asyncio.to_thread(self._refuse, wanted, "not_sent_web_unreachable")
        else:
            await asyncio.to_thread(self._bring, wanted, content)

    def _bring(self, wanted: WantedFile, content: bytes) -> None:
        media_type = media_type_of(content)
        if media_type is None:
            self._refuse(wanted, "not_sent_web_kind")
            return
        sealed = self._seal.close(content)  # before the database is held
        file = OfficerFile(kind_of(media_type), media_type, len(content), sealed)
        with self._database.write() as session:
            bring(session, wanted, file, self._clock())

    def _refuse(self, wanted: WantedFile, why: str) -> None:
        with self._database.write() as session:
            refuse(session, wanted, why, self._clock())
