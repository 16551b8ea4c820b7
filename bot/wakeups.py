"""Tells open chat pages that something was stored for their conversation, by whichever process.

This gateway wakes its own pages at once; for what the desk or another gateway stored, one look a
second serves all pages together: a thousand open pages cost no more than one.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from service.errors import DatabaseUnavailable
from service.outbox.queue import newest_number, stored_since
from service.outbox.revisions import newest_revision, revised_since
from service.storage.database import Database

LOOK_AGAIN = 1.0  # seconds between looks for what another process stored
LOOK_BACK = 200  # messages looked at again: numbers are given before a transaction ends


@dataclass(eq=False)
class Watch:
    """One open page.

    Attributes:
        woken: Set whenever there may be something new.
        shown: The newest message that the page has.
    """

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    shown: int = 0


class Wakeups:
    """The pages that wait, by conversation."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[Watch]] = {}

    def wake(self, conversation_id: str, number: int | None = None) -> bool:
        """Let the conversation's pages look now; False when none is open.

        Args:
            number: The message that was stored: pages that have it are left in peace.
        """
        pages = self._waiting.get(conversation_id, ())
        for page in pages:
            if number is None or number > page.shown:
                page.woken.set()
        return bool(pages)

    @contextlib.contextmanager
    def watch(self, conversation_id: str) -> Iterator[Watch]:
        """Wake a page whenever something is stored for the conversation."""
        page = Watch()
        pages = self._waiting.setdefault(conversation_id, set())
        pages.add(page)
        try:
            yield page
        finally:
            pages.discard(page)
            if not pages:
                self._waiting.pop(conversation_id, None)

    async def watch_others(self, database: Database, channel: str) -> None:
        """Wake pages for what other processes store, until cancelled."""
        known: set[int] | None = None
        changes: set[int] | None = None
        while True:
            with contextlib.suppress(DatabaseUnavailable):  # told by the inbox
                stored, revised = await asyncio.to_thread(_recent, database, channel)
                for number, conversation_id in stored:
                    if known is not None and number not in known:
                        self.wake(conversation_id, number)
                for number, conversation_id in revised:
                    if changes is not None and number not in changes:
                        self.wake(conversation_id)
                known = {number for number, _ in stored}
                changes = {number for number, _ in revised}
            await asyncio.sleep(LOOK_AGAIN)


Recent = list[tuple[int, str]]  # numbers with their conversations


def _recent(database: Database, channel: str) -> tuple[Recent, Recent]:
    """Return the newest messages of a channel, and the newest changes of messages."""
    with database.read() as session:
        return (
            stored_since(session, channel, newest_number(session) - LOOK_BACK),
            revised_since(session, newest_revision(session) - LOOK_BACK),
        )
