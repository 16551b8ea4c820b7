"""Keeps the record of who did and saw what: looks at its end, and notes outside how long it is."""

import asyncio
import secrets
from pathlib import Path

import structlog

from service.audit.upkeep import keep_anchors
from service.clock import Clock
from service.content.sentences import Sentences
from service.errors import RecordUnreadable
from service.forum.record_heads import tell_head
from service.operations.metrics import RECORD_ANCHORS, RECORD_FAULTS
from service.storage.database import Database
from service.storage.leases import take_lease

LOOK_EVERY = 60.0  # seconds
LEASE = "record-head"

log = structlog.get_logger()


class RecordKeeping:
    """Looks again and again; each gateway notes in its own file, one of all says it in a group."""

    def __init__(
        self, database: Database, file: Path, words: Sentences | None, clock: Clock
    ) -> None:
        """Say nothing in a group where there are no ``words``, as without Telegram."""
        self._database = database
        self._file = file
        self._words = words
        self._clock = clock
        self._holder = secrets.token_hex(8)

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await asyncio.to_thread(self.look)
            await asyncio.sleep(LOOK_EVERY)

    def look(self) -> None:
        """Do what is due; what fails is logged, counted, and tried again."""
        try:
            self._keep()
            self._tell()
        except (OSError, RecordUnreadable) as error:
            RECORD_ANCHORS.labels("failed").inc()
            log.warning("record_not_anchored", file=str(self._file), error=type(error).__name__)
        except Exception as error:  # noqa: BLE001 - the edge of the process: looked at again soon
            log.warning("record_not_looked_at", error=type(error).__name__)

    def _keep(self) -> None:
        kept = keep_anchors(self._database, self._file, self._clock())
        if kept is None:
            return
        RECORD_FAULTS.set(kept.verdict.count)
        for found in kept.verdict.faults:
            log.error("record_bent", fault=found.fault.value, row=found.id)
        if kept.anchor is not None:
            RECORD_ANCHORS.labels("kept").inc()

    def _tell(self) -> None:
        if self._words is None:
            return
        with self._database.write() as session:
            if take_lease(session, LEASE, self._holder, self._clock()):
                tell_head(session, self._words, self._clock())
