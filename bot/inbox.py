"""Updates on disk before they are acknowledged; one lane per conversation.

Channels call ``receive``; the worker answers what is due, conversations side by side and each
conversation's messages one after the other, in the order they came. What this process stored it
works off at once; retries and what other gateways left behind it finds by looking, now and then.
"""

import asyncio
import contextlib
import secrets
import time
from collections.abc import Callable
from datetime import datetime

import structlog

from bot.backoff import Backoff
from bot.contact_offers import ContactOffers
from bot.feedback import is_thanked
from bot.opening import Opened, open_turn
from bot.turn import answer_turn
from bot.turn_services import TurnServices
from bot.typing_sign import TypingSign, shown_while_it_takes_long
from bot.waiting import wait_briefly
from service.conversations.lanes import RENEW_SECONDS, keep_lanes, release_lane, release_lanes_of
from service.conversations.turns import TurnRecord, store_turn
from service.errors import DatabaseUnavailable, UpdateChanged
from service.operations.metrics import TURN_FAILURES, WAIT_SECONDS
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome
from service.storage.database import Session
from service.updates.sealing import make_seal
from service.updates.store import Incoming, store_update
from service.updates.work import (
    PendingUpdate,
    bury_update,
    enter_lane,
    follow_lane,
    postpone_update,
    waiting_conversations,
)

CONCURRENT_LANES = 16  # conversations answered side by side
PAUSES = (0.5, 10.0)  # seconds: the first and the longest after something broke
BUSY = 20  # conversations being answered or waiting; beyond, newcomers wait noticeably
LOOK_AGAIN = 0.5  # seconds between looks for retries and for other gateways' leftovers

Step = Callable[[Session, str, str, datetime], PendingUpdate | None]

log = structlog.get_logger()


class Inbox:
    """Stores what arrives and works it off."""

    def __init__(
        self,
        services: TurnServices,
        on_reply: Callable[[str], object],
        typing: TypingSign | None = None,
    ) -> None:
        """Use ``on_reply`` to tell the outbox which conversation has something to send."""
        self._services = services
        self._on_reply = on_reply
        self._typing = typing
        seal = services.seal or make_seal(None, services.database, services.clock)
        self._offers = ContactOffers(seal)
        self._backoff = Backoff(*PAUSES)
        self._holder = secrets.token_hex(8)
        self._arrived = asyncio.Event()
        self._due: dict[str, None] = {}  # conversations with work, the longest waiting first
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._stopping = asyncio.Event()

    async def receive(self, incoming: Incoming) -> bool:
        """Store an update; when this returns, it is on disk. False when it was there before."""
        conversation_id = await asyncio.to_thread(self._store, incoming)
        if conversation_id is not None:
            self._due[conversation_id] = None
            self._arrived.set()
        return conversation_id is not None

    def is_busy(self) -> bool:
        """Tell whether so much is being answered that more would make everybody wait."""
        return len(self._lanes) + len(self._due) >= BUSY

    async def is_thanked(self, incoming: Incoming) -> bool:
        """Tell whether a press says that an answer helped; False while nobody can tell."""
        if incoming.pressed is None or incoming.address is None:
            return False
        told = (incoming.channel, incoming.address, incoming.pressed)
        try:
            return await asyncio.to_thread(is_thanked, self._services.database, *told)
        except DatabaseUnavailable:
            return False

    async def run(self) -> None:
        """Answer what is due, until cancelled; then let the answers under way finish."""
        keeper = asyncio.create_task(self._keep_lanes())
        look_at = 0.0
        try:
            while True:
                self._arrived.clear()
                is_time = time.monotonic() >= look_at
                await self._begin(is_time)
                if is_time:
                    look_at = time.monotonic() + LOOK_AGAIN
                await wait_briefly(self._arrived, LOOK_AGAIN)
        finally:
            self._stopping.set()
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)
            keeper.cancel()
            await asyncio.to_thread(self._release_all)

    async def step(self, look: bool = True) -> None:
        """Do once what ``run`` does again and again, and wait for the answers.

        When it returns, what was due has been answered or put off, and the lanes are free; of more
        than ``CONCURRENT_LANES`` conversations the rest is left to the next step. Without ``look``
        only what this inbox received itself is due.
        """
        await self._begin(look)
        await asyncio.gather(*self._lanes.values())

    async def _begin(self, look: bool) -> None:
        """Look for what is due, if it is time to, and open lanes for it."""
        if look:
            await self._look_around()
        self._open_lanes()

    def _store(self, incoming: Incoming) -> str | None:
        services = self._services
        heard = services.door.hear(incoming.text)  # before the database is held
        offer = self._offers.read(incoming, heard)
        with services.database.write() as session:
            incoming = self._offers.taken(session, incoming, offer)
            return store_update(session, incoming, services.clock(), services.door, heard)

    async def _look_around(self) -> None:
        """Find retries that are due, and what other gateways left behind; forget what is old."""
        self._services.door.forget_old(self._services.clock())
        try:
            waiting = await asyncio.to_thread(self._waiting, CONCURRENT_LANES * 2)
        except Exception as error:  # noqa: BLE001 - the edge of the process: nothing must end it
            await self._pause("inbox_unreadable", error)
            return
        for conversation_id in waiting:
            self._due[conversation_id] = None

    def _open_lanes(self) -> None:
        due = list(self._due)  # at once: threads take conversations out
        for conversation_id in [c for c in due if c not in self._lanes]:
            if len(self._lanes) == CONCURRENT_LANES:
                return
            lane = asyncio.create_task(self._work(conversation_id))
            self._lanes[conversation_id] = lane

    async def _keep_lanes(self) -> None:
        """Prolong the lanes while answers take their time."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            try:
                await asyncio.to_thread(self._keep, list(self._lanes))
            except Exception as error:  # noqa: BLE001 - the edge of the process; tried again soon
                log.warning("lanes_not_kept", error=type(error).__name__)

    def _keep(self, conversation_ids: list[str]) -> None:
        if conversation_ids:
            with self._services.database.write() as session:
                keep_lanes(session, conversation_ids, self._holder, self._services.clock())

    def _waiting(self, limit: int) -> list[str]:
        with self._services.database.read() as session:
            return waiting_conversations(session, self._services.clock(), limit)

    async def _work(self, conversation_id: str) -> None:
        """Answer a conversation's updates one after the other until none is due."""
        try:
            opened = await asyncio.to_thread(self._next, conversation_id)
            while opened is not None:
                opened = await self._answer(opened)
        except Exception as error:  # noqa: BLE001 - the edge of a lane: logged, and looked at again
            await self._pause("lane_broke", error)
            await self._give_back(conversation_id)
        finally:
            self._lanes.pop(conversation_id, None)
            self._arrived.set()  # more may have come for it while the lane was closing

    def _next(self, conversation_id: str) -> Opened | None:
        with self._services.database.write() as session:
            return self._look(session, conversation_id, enter_lane)

    def _follow(self, session: Session, conversation_id: str) -> Opened | None:
        return self._look(session, conversation_id, follow_lane)

    def _look(self, session: Session, conversation_id: str, step: Step) -> Opened | None:
        """Return what comes next in a lane, or give the lane back."""
        self._due.pop(conversation_id, None)  # before the look: what comes after it is due again
        if self._stopping.is_set():
            release_lane(session, conversation_id, self._holder)
            return None
        update = step(session, conversation_id, self._holder, self._services.clock())
        return open_turn(session, update, self._services.clock()) if update is not None else None

    async def _answer(self, opened: Opened) -> Opened | None:
        """Answer an update, or put it off; return what comes next in its lane."""
        update = opened.update
        if update.attempts == 0:
            WAIT_SECONDS.observe(update.waited)
        try:
            with shown_while_it_takes_long(self._typing, update.conversation_id):
                result = await answer_turn(self._services, opened, self._follow)
        except DatabaseUnavailable:
            raise  # no fault of this message: it stays as it was, however long that takes
        except UpdateChanged:  # what is there now is answered
            log.info("turn_overtaken", update=update.id)
            return await asyncio.to_thread(self._next, update.conversation_id)
        except Exception as error:  # the edge of a turn: retried, then told
            log.exception("turn_failed", update=update.id, attempt=update.attempts + 1)
            await asyncio.to_thread(self._put_off, update, type(error).__name__)
            return await asyncio.to_thread(self._next, update.conversation_id)
        finally:
            self._on_reply(update.conversation_id)
        self._backoff.reset()  # not sooner: a disk that is nearly full takes a lane and no turn
        return result.following

    async def _pause(self, what: str, error: Exception) -> None:
        """Say what broke, and wait: longer each time, until something can be stored again."""
        pause = self._backoff.pause()
        if isinstance(error, DatabaseUnavailable):
            log.error("database_unavailable", during="inbox", reason=str(error), again_in=pause)
        else:
            log.error(what, exc_info=error)
        await wait_briefly(self._stopping, pause)

    def _put_off(self, update: PendingUpdate, error: str) -> None:
        """Try an update again later, or set it aside and tell the citizen."""
        now = self._services.clock()
        with self._services.database.write() as session:
            if postpone_update(session, update.id, error, now, update.edits):
                TURN_FAILURES.labels("retried").inc()
                return
            record = TurnRecord(
                update_id=update.id,
                conversation_id=update.conversation_id,
                kind=update.kind,
                text=update.text,
                outcome=Outcome.FAILED,
                answered_by=AnsweredBy.GATEWAY,
            )
            turn_id = store_turn(session, record, now)
            text = self._services.answers.say("failed")
            draft = Draft(update.conversation_id, Author.SYSTEM, text, turn_id=turn_id)
            put_message(session, draft, now)
            bury_update(session, update.id, now)
        TURN_FAILURES.labels("dead").inc()

    async def _give_back(self, conversation_id: str) -> None:
        """Let a lane that broke go free, as soon as the database takes it."""
        while not self._stopping.is_set():
            try:
                await asyncio.to_thread(self._release, conversation_id)
            except Exception as error:  # noqa: BLE001 - the edge of a lane
                await self._pause("lane_not_given_back", error)
            else:
                return

    def _release(self, conversation_id: str) -> None:
        with self._services.database.write() as session:
            release_lane(session, conversation_id, self._holder)

    def _release_all(self) -> None:
        suppressed = contextlib.suppress(DatabaseUnavailable)  # the leases end by themselves
        with suppressed, self._services.database.write() as session:
            release_lanes_of(session, self._holder)
