"""Replies on disk before they are sent: takes them from the outbox, one per chat at a time.

What the channel did with each is recorded: sent, to be tried again, failed, or unanswered, which
is repeated once when it is the bot's and left to the desk when it is an officer's. Survives a
database and a channel that are away for hours; ``pace`` keeps Telegram's limits.
"""

import asyncio
import time

import structlog

from bot.backoff import Backoff
from bot.pace import Pace
from bot.sender import GaveUp, Moved, Result, Sender, Sent, TryAgain, Unreachable
from bot.waiting import wait_briefly
from service.clock import Clock
from service.errors import DatabaseUnavailable
from service.operations.metrics import DELIVERIES, DELIVERY_SECONDS
from service.outbox.deliveries import (
    claim_messages,
    follow_chat,
    mark_failed,
    mark_sent,
    mark_unanswered,
    put_back,
    retry_later,
    settle_lost_sendings,
)
from service.outbox.files import forget_file
from service.outbox.queue import Outgoing
from service.outcomes import Delivery, DeliveryTrouble
from service.storage.database import Database, Session

LOOK_AGAIN = 0.3  # seconds between looks for what the desk or a retry queued
SETTLE_AGAIN = 1.0  # seconds between looks for what a dead sender left
DATABASE_PAUSES = (
    0.5,
    10.0,
)  # seconds: the first and the longest wait for a database that is away
REPEATED = "repeated"  # a try without an answer, after which the message is sent once more

log = structlog.get_logger()


class Outbox:
    """Sends what is due on one channel."""

    def __init__(
        self, database: Database, sender: Sender, clock: Clock, pace: Pace | None = None
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._pace = pace or Pace()
        self._backoff = Backoff(*DATABASE_PAUSES)
        self._settle_at = 0.0
        self._queued = asyncio.Event()
        self._stopping = asyncio.Event()
        self._under_way: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look now: something was queued."""
        self._queued.set()

    async def run(self) -> None:
        """Send what is due until cancelled; then let what is under way finish."""
        try:
            while True:
                self._queued.clear()
                await self._send_due()
                await wait_briefly(self._queued, self._pace.wait(LOOK_AGAIN))
        finally:
            self._stopping.set()
            await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    async def step(self) -> None:
        """Do once what ``run`` does again and again, and wait for the channel.

        When it returns, each message that was due and had room has been tried once, and what came
        of it is recorded.
        """
        await self._send_due()
        await asyncio.gather(*self._under_way.values())

    async def _send_due(self) -> None:
        """Begin to send as many as may go now."""
        room = self._pace.room(len(self._under_way))
        if room == 0:
            return
        resting, ours = self._pace.resting(), list(self._under_way)
        try:
            due = await asyncio.to_thread(self._claim, room, resting, ours)
        except Exception as error:  # noqa: BLE001 - the edge of the process: nothing must end it
            await self._wait_for_database(error, self._backoff)
            return
        self._backoff.reset()
        for message in due:
            self._pace.begin(message)
            self._under_way[message.id] = asyncio.create_task(self._deliver(message))

    def _claim(self, room: int, resting: list[str], ours: list[int]) -> list[Outgoing]:
        now = self._clock()
        with self._database.write() as session:
            if time.monotonic() >= self._settle_at:
                lost = settle_lost_sendings(session, self._sender.channel, now, ours)
                _tell_of_lost(*lost)
                self._settle_at = time.monotonic() + SETTLE_AGAIN
            return claim_messages(session, self._sender.channel, now, room, resting)

    async def _deliver(self, message: Outgoing) -> None:
        """Send one message and record what came of it, however long the database is away."""
        try:
            result = await self._send(message)
            self._pace.end(message, result)
            await self._record(message, result)
        except Exception:  # settled as uncertain when its time in flight is over
            log.exception("delivery_not_recorded", message=message.id)
        finally:
            del self._under_way[message.id]
            self._queued.set()  # there is room for another

    async def _send(self, message: Outgoing) -> Result:
        try:
            return await self._sender.send(message)
        except Exception:  # the edge of a channel: it may have gone out before it broke
            log.exception("delivery_broke", message=message.id)
            return GaveUp(DeliveryTrouble.UNFORESEEN, Delivery.UNCERTAIN)

    async def _record(self, message: Outgoing, result: Result) -> None:
        """Record it, also when that takes hours; who stops first leaves it to be settled."""
        backoff = Backoff(*DATABASE_PAUSES)
        while True:
            try:
                state = await asyncio.to_thread(self._store, message, result)
            except DatabaseUnavailable as error:
                await self._wait_for_database(error, backoff)
                if self._stopping.is_set():
                    raise
            else:
                waited = (self._clock() - message.created_at).total_seconds()
                _tell(message, result, state, waited)
                return

    def _store(self, message: Outgoing, result: Result) -> Delivery | None:
        """Store it; return where a message stands that nobody knows the arrival of."""
        now, number = self._clock(), message.id
        with self._database.write() as session:
            match result:
                case Sent(external_id):
                    mark_sent(session, number, external_id, now)
                    _forget_file(session, message)
                case TryAgain(trouble, wait):
                    retry_later(session, number, trouble, now, wait)
                case Unreachable(trouble):
                    put_back(session, number, trouble, now)
                case Moved(address):
                    follow_chat(session, number, address, now)
                case GaveUp(trouble, Delivery.UNCERTAIN):
                    return mark_unanswered(session, number, trouble, now)
                case GaveUp(trouble, state):
                    mark_failed(session, number, state, trouble)
        return None

    async def _wait_for_database(self, error: Exception, backoff: Backoff) -> None:
        pause = backoff.pause()
        if isinstance(error, DatabaseUnavailable):
            log.error("database_unavailable", during="outbox", reason=str(error), again_in=pause)
        else:
            log.error("outbox_unreadable", exc_info=error)
        await wait_briefly(self._stopping, pause)


def _forget_file(session: Session, message: Outgoing) -> None:
    copied = message.placing.copied
    if copied is not None and copied.stored is not None:
        forget_file(session, copied.stored)


def _tell(message: Outgoing, result: Result, state: Delivery | None, waited: float) -> None:
    """Count and log a try; ``waited`` is in seconds, below 0 when the clock jumped back."""
    what = REPEATED if state is Delivery.QUEUED else _in_a_word(result)
    DELIVERIES.labels(what).inc()
    if isinstance(result, Sent):
        DELIVERY_SECONDS.observe(max(0.0, waited))
    tell = log.warning if isinstance(result, GaveUp) else log.info
    tell("delivery", message=message.id, author=message.author.value, result=what)


def _tell_of_lost(repeated: int, uncertain: int) -> None:
    """Count and log what a dead sender left."""
    for what, count in ((REPEATED, repeated), (Delivery.UNCERTAIN.value, uncertain)):
        if count:
            DELIVERIES.labels(what).inc(count)
            log.warning("sender_was_lost", messages=count, result=what)


def _in_a_word(result: Result) -> str:
    match result:
        case TryAgain(wait=None):
            return "again"
        case TryAgain():
            return "limited"
        case GaveUp(state=state):
            return state.value
    return type(result).__name__.lower()
