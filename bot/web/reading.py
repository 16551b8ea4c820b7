"""What an open page is told: the conversation so far, then what either side says as it is stored.

A cursor says how far a page has read: "<newest message>-<newest turn>-<newest revision>", or only
the first or two of these.
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

from sse_starlette import ServerSentEvent

from bot.waiting import wait_briefly
from bot.wakeups import Wakeups
from bot.web.messages import CHANNEL
from service.clock import Clock
from service.conversations.ownership import conversation_at
from service.errors import DatabaseUnavailable
from service.markup import fields_of, read_by
from service.outbox.files import FileShown
from service.outbox.lines import (
    CITIZEN,
    Place,
    WebLine,
    has_newer_lines,
    lines_after,
    place_of_message,
    start_of_page,
)
from service.outbox.queue import SentButton
from service.storage.database import Database
from service.updates.attachments import is_waited_for

CURSOR = re.compile(r"(\d{1,15})(?:-(\d{1,15})(?:-(\d{1,15}))?)?", re.ASCII)
FIRST_MESSAGE = 10.0  # seconds between looks whether a silent visitor wrote elsewhere
LOOK_AGAIN_LATER = 5.0  # seconds more while the database is away
LOOK_AGAIN = 15.0  # seconds between looks of a page that nobody woke
SHOWN = 200  # messages of a conversation on a page that is opened

MEGABYTE = 1024 * 1024
OFFICER_FILES = "/chat/files/from-officer"  # and the number of its message

OFFICER_FILE = {"photo": "web_officer_file_photo", "document": "web_officer_file_document"}
SENT = {"photo": "web_sent_photo", "document": "web_sent_document"}
Shown = tuple[WebLine, dict[str, Any]]  # a line, and as a page is told it


class Reading:
    """Reads a web conversation for its pages."""

    def __init__(
        self, database: Database, wakeups: Wakeups, clock: Clock, say: Callable[..., str]
    ) -> None:
        self._database = database
        self._wakeups = wakeups
        self._newcomers = Wakeups()  # by address, until they have a conversation
        self._clock = clock
        self._say = say

    def wake(self, address: str) -> None:
        """Tell the pages of a visitor that they have a conversation now."""
        self._newcomers.wake(address)

    async def history(self, address: str | None, after: str | None = None) -> dict[str, Any]:
        """Return what is newer than a cursor, without one the newest, and the cursor behind it."""
        found = await asyncio.to_thread(self._find, address) if address else None
        if found is None:
            return {"lines": [], "after": "0-0"}
        return await asyncio.to_thread(self._read_history, found, after)

    async def events(self, address: str, after: str) -> AsyncIterator[ServerSentEvent]:
        """Yield what is newer than a cursor as it is stored, until cancelled."""
        conversation_id = await self._first_message(address)
        place = await asyncio.to_thread(self._place, conversation_id, after)
        with self._wakeups.watch(conversation_id) as page:
            is_told = False
            while True:
                page.woken.clear()
                page.shown = place.message
                for line, told in await self._newer_when_it_can(conversation_id, place, is_told):
                    place = place.past(line)
                    yield ServerSentEvent(data=json.dumps(told), id=_cursor(place))
                    page.shown = place.message
                await wait_briefly(page.woken, LOOK_AGAIN)
                is_told = page.woken.is_set()

    async def _newer_when_it_can(
        self, conversation_id: str, place: Place, is_told: bool
    ) -> list[Shown]:
        try:
            return await asyncio.to_thread(self._newer, conversation_id, place, is_told)
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

    def _place(self, conversation_id: str, after: str) -> Place:
        read = CURSOR.fullmatch(after)
        if read is None:
            return Place()
        message, turn, revision = read.groups()
        if turn is not None:
            return Place(int(message), int(turn), int(revision or 0))
        with self._database.read() as session:
            return place_of_message(session, conversation_id, int(message))

    def _newer(self, conversation_id: str, place: Place, is_told: bool) -> list[Shown]:
        if not is_told and not self._has_newer(conversation_id, place):
            return []
        with self._database.write() as session:
            lines = lines_after(session, conversation_id, place, self._clock())
            has_ticket = bool(lines) and is_waited_for(session, conversation_id)
        return [(line, self._to_json(line, has_ticket)) for line in lines]

    def _has_newer(self, conversation_id: str, place: Place) -> bool:
        with self._database.read() as session:
            return has_newer_lines(session, conversation_id, place)

    def _read_history(self, conversation_id: str, after: str | None) -> dict[str, Any]:
        with self._database.read() as session:
            place = start_of_page(session, conversation_id, SHOWN)
        if after is not None:
            place = self._place(conversation_id, after).later(place)
        lines = self._newer(conversation_id, place, is_told=after is None)
        for line, _ in lines:
            place = place.past(line)
        return {"lines": [told for _, told in lines[-SHOWN:]], "after": _cursor(place)}

    def _to_json(self, line: WebLine, has_ticket: bool) -> dict[str, Any]:
        text = self._text(line)
        return {
            "id": f"{'t' if line.who == CITIZEN else 'm'}{line.number}",
            "who": line.who,
            "at": line.at.isoformat(),
            **fields_of(read_by(line.who, text)),
            "topic": line.topic,
            "client_id": line.client_id,
            "relayed": line.is_relayed,
            "buttons": [_button(button) for button in line.buttons],
            **({"file": self._told_file(line.number, line.file)} if line.file else {}),
            **({"has_ticket": True} if has_ticket else {}),
            **({"revision": line.revision} if line.revision else {}),
            **({"is_withdrawn": True} if line.is_withdrawn else {}),
        }

    def _text(self, line: WebLine) -> str:
        if line.is_withdrawn:
            return self._say("web_officer_withdrew")
        if line.file is not None and not line.text:
            return self._say("web_officer_sent_file")
        return self._say(SENT[line.sent]) if line.sent else line.text

    def _told_file(self, message_id: int, file: FileShown) -> dict[str, Any]:
        """Return the link to an officer's file, and what is known of it; of one that is gone too.

        That leads to a page that says so.
        """
        size = f"{max(1, round(file.size / 1024))} KB"
        if file.size >= MEGABYTE:
            size = f"{file.size / MEGABYTE:.1f} MB".replace(".", ",")
        told = self._say(OFFICER_FILE[file.kind], size=size)
        return {"url": f"{OFFICER_FILES}/{message_id}", "told": told}


def _cursor(place: Place) -> str:
    read = f"{place.message}-{place.turn}"
    return f"{read}-{place.revision}" if place.revision else read


def _button(button: SentButton) -> dict[str, str]:
    return {"label": button.label, "token": button.token, "kind": button.kind}
