"""What an open page is told: the conversation so far, then each reply as it is stored."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from sse_starlette import ServerSentEvent

from bot.waiting import wait_briefly
from bot.wakeups import Wakeups
from bot.web.messages import CHANNEL
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.errors import DatabaseUnavailable
from service.escalations.transcripts import Line, read_transcript
from service.markup import fields_of, read_by
from service.outbox.queue import Outgoing, has_newer, messages_after, newest_page
from service.storage.database import Database

FIRST_MESSAGE = 10.0  # seconds between looks whether a silent visitor wrote elsewhere
LOOK_AGAIN_LATER = 5.0  # seconds more while the database is away
LOOK_AGAIN = 15.0  # seconds between looks of a page that nobody woke
SHOWN = 200  # messages of a conversation on a page that is opened


class Reading:
    """Reads a web conversation for its pages."""

    def __init__(self, database: Database, wakeups: Wakeups, clock: Clock) -> None:
        self._database = database
        self._wakeups = wakeups
        self._newcomers = Wakeups()  # by address, until they have a conversation
        self._clock = clock

    def wake(self, address: str) -> None:
        """Tell the pages of a visitor that they have a conversation now."""
        self._newcomers.wake(address)

    async def history(self, address: str | None) -> dict[str, Any]:
        """Return the conversation so far, and where the stream is to go on."""
        found = await asyncio.to_thread(self._find, address) if address else None
        if found is None:
            return {"lines": [], "after": 0}
        return await asyncio.to_thread(self._read_history, found)

    async def events(self, address: str, after: int) -> AsyncIterator[ServerSentEvent]:
        """Yield the replies newer than ``after`` as they are stored, until cancelled."""
        conversation_id = await self._first_message(address)
        with self._wakeups.watch(conversation_id) as page:
            page.shown, is_told = after, False
            while True:
                page.woken.clear()
                for message in await self._newer_when_it_can(conversation_id, page.shown, is_told):
                    data = json.dumps(_message_to_json(message))
                    yield ServerSentEvent(data=data, id=str(message.id))
                    page.shown = message.id
                await wait_briefly(page.woken, LOOK_AGAIN)
                is_told = page.woken.is_set()

    async def _newer_when_it_can(
        self, conversation_id: str, after: int, is_told: bool
    ) -> list[Outgoing]:
        try:
            return await asyncio.to_thread(self._newer, conversation_id, after, is_told)
        except DatabaseUnavailable:  # told by the inbox; the page stays connected
            await asyncio.sleep(LOOK_AGAIN_LATER)
            return []

    async def _first_message(self, address: str) -> str:
        """Wait until a new visitor has written and return their conversation's id."""
        with self._newcomers.watch(address) as page:
            while (known := await asyncio.to_thread(self._find, address)) is None:
                await wait_briefly(page.woken, FIRST_MESSAGE)
                page.woken.clear()
        return known

    def _find(self, address: str) -> str | None:
        with self._database.read() as session:
            return conversation_at(session, CHANNEL, address)

    def _newer(self, conversation_id: str, after: int, is_told: bool) -> list[Outgoing]:
        if not is_told and not self._has_newer(conversation_id, after):
            return []
        with self._database.write() as session:
            return messages_after(session, conversation_id, after, self._clock())

    def _has_newer(self, conversation_id: str, after: int) -> bool:
        with self._database.read() as session:
            return has_newer(session, conversation_id, after)

    def _read_history(self, conversation_id: str) -> dict[str, Any]:
        with self._database.write() as session:
            start = newest_page(session, conversation_id, SHOWN)
            shown = messages_after(session, conversation_id, start, self._clock())
            lines = read_transcript(session, conversation_id)
        buttons = _message_to_json(shown[-1])["buttons"] if shown else []
        return {
            "lines": [_line_to_json(line) for line in lines],
            "buttons": buttons,
            "after": shown[-1].id if shown else 0,
        }


def _message_to_json(message: Outgoing) -> dict[str, Any]:
    return {
        "who": message.author.value,
        **fields_of(read_by(message.author, message.text)),
        "buttons": [{"label": b.label, "token": b.token, "kind": b.kind} for b in message.buttons],
    }


def _line_to_json(line: Line) -> dict[str, Any]:
    return {"who": line.who, **fields_of(read_by(line.who, line.text)), "at": line.at.isoformat()}
