"""Updates on disk before they are acknowledged; one lane per conversation.

Channels call ``receive``; the worker answers what is due, conversations side by side and each
conversation's messages one after the other, in the order they came.
"""

import asyncio
import secrets
from collections.abc import Callable

import structlog

from bot.turn import Gateway, TurnResult, answer_turn
from bot.typing_sign import TypingSign, shown_while_it_takes_long
from bot.waiting import wait_briefly
from service.inbox import (
    Incoming,
    PendingUpdate,
    bury_update,
    next_update,
    postpone_update,
    release_lane,
    release_lanes_of,
    store_update,
    take_lane,
    waiting_conversations,
)
from service.metrics import TURN_FAILURES, WAIT_SECONDS
from service.outbox import Draft, put_message
from service.outcomes import Author, Outcome
from service.turns import TurnRecord, store_turn

CONCURRENT_LANES = 16  # conversations answered side by side
LOOK_AGAIN = 0.5  # seconds between looks for retries and for other gateways' leftovers

log = structlog.get_logger()


class Inbox:
    """Stores what arrives and works it off."""

    def __init__(
        self,
        gateway: Gateway,
        on_reply: Callable[[str], None],
        typing: TypingSign | None = None,
    ) -> None:
        """Use ``on_reply`` to tell the outbox which conversation has something to send."""
        self._gateway = gateway
        self._on_reply = on_reply
        self._typing = typing
        self._holder = secrets.token_hex(8)
        self._arrived = asyncio.Event()
        self._lanes: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    async def receive(self, incoming: Incoming) -> bool:
        """Store an update; when this returns, it is on disk. False when it was there before."""
        conversation_id = await asyncio.to_thread(self._store, incoming)
        if conversation_id is not None:
            self._arrived.set()
        return conversation_id is not None

    async def run(self) -> None:
        """Answer what is due, until cancelled; then let the answers under way finish."""
        try:
            while True:
                self._arrived.clear()
                await self._open_lanes()
                await wait_briefly(self._arrived, LOOK_AGAIN)
        finally:
            self._stopping = True
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)
            await asyncio.to_thread(self._release_all)

    def _store(self, incoming: Incoming) -> str | None:
        with self._gateway.database.write() as session:
            return store_update(session, incoming, self._gateway.clock())

    async def _open_lanes(self) -> None:
        free = CONCURRENT_LANES - len(self._lanes)
        if free <= 0:
            return
        try:
            waiting = await asyncio.to_thread(self._waiting, CONCURRENT_LANES * 2)
        except Exception:  # the edge of the process: a full disk or a locked
            log.exception("inbox_unreadable")  # database must not end it
            return
        for conversation_id in [c for c in waiting if c not in self._lanes][:free]:
            lane = asyncio.create_task(self._work(conversation_id))
            self._lanes[conversation_id] = lane

    def _waiting(self, limit: int) -> list[str]:
        with self._gateway.database.read() as session:
            return waiting_conversations(session, self._gateway.clock(), limit)

    async def _work(self, conversation_id: str) -> None:
        """Answer a conversation's updates one after the other until none is due."""
        try:
            while (update := await asyncio.to_thread(self._next, conversation_id)) is not None:
                await self._answer(update)
        except Exception:  # the edge of a lane: logged, and looked at again
            log.exception("lane_broke", conversation=conversation_id)
            await asyncio.sleep(LOOK_AGAIN)
            await asyncio.to_thread(self._give_back, conversation_id)
        finally:
            self._lanes.pop(conversation_id, None)
            self._arrived.set()  # more may have come for it while the lane was closing

    def _next(self, conversation_id: str) -> PendingUpdate | None:
        now = self._gateway.clock()
        with self._gateway.database.write() as session:
            if self._stopping or not take_lane(session, conversation_id, self._holder, now):
                return None
            update = next_update(session, conversation_id, now)
            if update is None:
                release_lane(session, conversation_id, self._holder)
            return update

    async def _answer(self, update: PendingUpdate) -> TurnResult | None:
        if update.attempts == 0:
            WAIT_SECONDS.observe(update.waited)
        try:
            with shown_while_it_takes_long(self._typing, update.conversation_id):
                result = await answer_turn(self._gateway, update)
        except Exception as error:  # the edge of a turn: retried, then told
            log.exception("turn_failed", update=update.id, attempt=update.attempts + 1)
            await asyncio.to_thread(self._put_off, update, type(error).__name__)
            return None
        finally:
            self._on_reply(update.conversation_id)
        return result

    def _put_off(self, update: PendingUpdate, error: str) -> None:
        """Try an update again later, or set it aside and tell the citizen."""
        now = self._gateway.clock()
        with self._gateway.database.write() as session:
            if postpone_update(session, update.id, error, now):
                TURN_FAILURES.labels("retried").inc()
                return
            record = TurnRecord(
                update_id=update.id,
                conversation_id=update.conversation_id,
                kind=update.kind,
                text=update.text,
                outcome=Outcome.FAILED,
                answered_by="gateway",
            )
            turn_id = store_turn(session, record, now)
            text = self._gateway.answers.say("failed")
            draft = Draft(update.conversation_id, Author.SYSTEM, text, turn_id=turn_id)
            put_message(session, draft, now)
            bury_update(session, update.id, now)
        TURN_FAILURES.labels("dead").inc()

    def _give_back(self, conversation_id: str) -> None:
        try:
            with self._gateway.database.write() as session:
                release_lane(session, conversation_id, self._holder)
        except Exception:  # the edge of a lane: its lease ends by itself
            log.exception("lane_not_given_back", conversation=conversation_id)

    def _release_all(self) -> None:
        with self._gateway.database.write() as session:
            release_lanes_of(session, self._holder)
