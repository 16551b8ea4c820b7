"""The "sedang mengetik" under a chat's name, while an answer takes longer than a moment.

The inbox shows it around a turn. It is a courtesy: it never delays an answer, never fails one, and
goes without when Telegram's rate is needed for messages. The web page shows a sign of its own.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import structlog

from bot.pace import Pace
from service.conversations.ownership import ConversationState, state_of
from service.storage.database import Database

TAKES_LONG = 1.0  # seconds after which a citizen wonders
REPEAT = 4.5  # seconds; Telegram takes the sign away after five
SPARE = 10  # requests a second that must be left for messages

log = structlog.get_logger()


class Typist(Protocol):
    """A channel that can show that somebody writes."""

    channel: str

    async def show_typing(self, address: str) -> None:
        """Show it in a chat for about five seconds."""


class TypingSign:
    """Shows the sign on one channel."""

    def __init__(self, database: Database, typist: Typist, pace: Pace) -> None:
        self._database = database
        self._typist = typist
        self._pace = pace

    async def show(self, conversation_id: str) -> None:
        """Show the sign from a moment on until cancelled; every error ends it quietly."""
        try:
            await asyncio.sleep(TAKES_LONG)
            state = await asyncio.to_thread(self._find, conversation_id)
            while state.channel == self._typist.channel:
                if self._pace.room(0) > SPARE:
                    self._pace.count_request()
                    await self._typist.show_typing(state.address)
                await asyncio.sleep(REPEAT)
        except Exception as error:  # noqa: BLE001 - a courtesy: the answer itself goes on
            log.info("typing_not_shown", error=type(error).__name__)

    def _find(self, conversation_id: str) -> ConversationState:
        with self._database.read() as session:
            return state_of(session, conversation_id)


@contextmanager
def shown_while_it_takes_long(sign: TypingSign | None, conversation_id: str) -> Iterator[None]:
    """Show the sign while the body runs; leave at once, whatever the sign is doing."""
    if sign is None:
        yield
        return
    task = asyncio.create_task(sign.show(conversation_id))
    try:
        yield
    finally:
        task.cancel()
