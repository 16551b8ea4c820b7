"""Replies on disk before they are sent: takes them from the outbox, one per chat at a time.

What the channel did with each is recorded: sent, to be tried again, failed, or uncertain, which
is never repeated blindly because the citizen may have it already.
"""

import asyncio
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.waiting import wait_briefly
from service.clock import Clock
from service.conversations import mark_blocked
from service.database import Database
from service.outbox import (
    Outgoing,
    claim_messages,
    mark_failed,
    mark_sent,
    retry_later,
    settle_lost_sendings,
)
from service.outcomes import Delivery

LOOK_AGAIN = 0.3  # seconds between looks for what the desk or a retry queued
AT_ONCE = 20  # messages under way to the channel

log = structlog.get_logger()


@dataclass(frozen=True)
class Sent:
    """The channel accepted the message under this id."""

    external_id: str


@dataclass(frozen=True)
class TryAgain:
    """The channel did not take it; ``wait`` seconds were asked for, or None."""

    reason: str
    wait: float | None = None


@dataclass(frozen=True)
class GaveUp:
    """It will not be tried again: refused for good, blocked, or uncertain to have arrived."""

    reason: str
    state: Delivery = Delivery.FAILED
    is_blocked: bool = False


Result = Sent | TryAgain | GaveUp


class Sender(Protocol):
    """A channel that messages are sent through."""

    channel: str

    async def send(self, message: Outgoing) -> Result:
        """Send one message and say what became of it; raises nothing expected."""


class Outbox:
    """Sends what is due on one channel."""

    def __init__(self, database: Database, sender: Sender, clock: Clock) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._queued = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look now: something was queued."""
        self._queued.set()

    async def run(self) -> None:
        """Send what is due until cancelled; then let what is under way finish."""
        try:
            while True:
                self._queued.clear()
                await self._send_due()
                await wait_briefly(self._queued, LOOK_AGAIN)
        finally:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _send_due(self) -> None:
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return
        try:
            due = await asyncio.to_thread(self._claim, free)
        except Exception:  # the edge of the process: an unreadable database must not end it
            log.exception("outbox_unreadable")
            return
        for message in due:
            task = asyncio.create_task(self._send(message))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    def _claim(self, limit: int) -> list[Outgoing]:
        now = self._clock()
        with self._database.write() as session:
            settle_lost_sendings(session, now)
            return claim_messages(session, self._sender.channel, now, limit)

    async def _send(self, message: Outgoing) -> None:
        try:
            result = await self._sender.send(message)
            await asyncio.to_thread(self._record, message, result)
            log.info("delivery", message=message.id, result=type(result).__name__)
        except Exception:  # recorded as uncertain when its time in flight is over
            log.exception("delivery_broke", message=message.id)
        self._queued.set()  # the chat's next message may go now

    def _record(self, message: Outgoing, result: Result) -> None:
        now = self._clock()
        with self._database.write() as session:
            match result:
                case Sent(external_id):
                    mark_sent(session, message.id, external_id, now)
                case TryAgain(reason, wait):
                    retry_later(session, message.id, reason, now, wait)
                case GaveUp(reason, state, is_blocked):
                    mark_failed(session, message.id, state, reason)
                    if is_blocked:
                        mark_blocked(session, message.conversation_id)
