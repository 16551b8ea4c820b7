"""The officers' desk in Telegram: what officers do is on disk before Telegram is told so.

Any gateway stores what comes; one at a time, by a lease, works it off and shows what must stand in
the groups. When there is no group, or it is gone, nothing here runs into anything: officers work
at the web desk.
"""

import asyncio
import secrets
from enum import StrEnum

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.backoff import Backoff
from bot.pace import Pace
from bot.telegram.bot import id_of
from bot.telegram.officers.fetching import Fetching
from bot.telegram.officers.reading import chat_of, links_a_group, links_an_account, read
from bot.telegram.officers.showing import Showing
from bot.waiting import wait_briefly
from service.clock import Clock
from service.errors import DatabaseUnavailable
from service.forum import received
from service.forum.handling import Handled, handle_next, tell_failed
from service.forum.links import group_of_chat, groups
from service.forum.means import DeskMeans
from service.forum.received import Received
from service.storage.database import Database
from service.storage.leases import RENEW_SECONDS, release_lease, take_lease

LEASE = "officers-desk"
LOOK_AGAIN = 0.3  # seconds between two looks for what another gateway stored
SHOW_AGAIN = 0.5  # seconds between two looks for what must be shown
PAUSES = (0.5, 10.0)  # seconds: the first and the longest after something broke
PRESS_TEXT = 200  # characters that Telegram shows for a moment

log = structlog.get_logger()


class Verdict(StrEnum):
    """Whose an update is."""

    STORED = "stored"  # the desk's, and on disk
    TALK = "talk"  # among officers: nobody's business
    OTHER = "other"  # a citizen's


class OfficersDesk:
    """The desk of one gateway."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        means: DeskMeans,
        clock: Clock,
        pace: Pace,
        fetching: Fetching,
    ) -> None:
        """Fetch by ``fetching`` what officers send to citizens on the web."""
        self._fetching = fetching
        self._bot = bot
        self._database = database
        self._means = means
        self._clock = clock
        self._pace = pace
        self._showing = Showing(bot, database, means, clock, pace)
        self._holder = secrets.token_hex(8)
        self._came = asyncio.Event()
        self._changed = asyncio.Event()
        self._background: set[asyncio.Task[None]] = set()

    async def take(self, update: Update) -> Verdict:
        """Store an update if it is the desk's; when this returns, it is on disk.

        Raises:
            DatabaseUnavailable: Nothing was stored; Telegram must send it again.
        """
        chat = chat_of(update)
        if chat is None and not links_an_account(update):
            return Verdict.OTHER
        verdict = await asyncio.to_thread(self._store, update, chat)
        if verdict is Verdict.STORED:
            self._came.set()
        return verdict

    def _store(self, update: Update, chat: str | None) -> Verdict:
        found = read(update, id_of(self._bot))
        with self._database.read() as session:  # talk, and other groups', holds up no writer
            is_ours = chat is None or group_of_chat(session, chat) is not None
            if not is_ours and not links_a_group(update):
                return Verdict.OTHER
            if found is None or not received.is_wanted(session, found):
                return Verdict.TALK
        with self._database.write() as session:
            received.store(session, found, self._clock())
        return Verdict.STORED

    async def run(self) -> None:
        """Work while the lease is ours, until cancelled."""
        try:
            while True:
                if await self._is_ours():
                    await self._work_while_ours()
                await asyncio.sleep(RENEW_SECONDS)
        finally:
            await asyncio.to_thread(self._give_back)

    async def step(self) -> None:
        """Do once what ``run`` does again and again: work off what came, then show."""
        while await self._handle_one() or await self._fetching.step():
            pass
        await asyncio.gather(*self._background)
        await self._showing.step()

    async def _work_while_ours(self) -> None:
        jobs = [asyncio.create_task(job) for job in (self._handle(), self._show(), self._fetch())]
        try:
            await self._keep_lease()
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)

    async def _keep_lease(self) -> None:
        """Prolong the lease until it is lost."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            if not await self._is_ours():
                log.warning("officers_desk_lost", reason="another gateway took over")
                return

    async def _handle(self) -> None:
        backoff = Backoff(*PAUSES)
        while True:
            self._came.clear()
            try:
                while await self._handle_one():
                    self._changed.set()
                backoff.reset()
            except Exception as error:  # the edge: nothing may end it
                log.exception("officers_desk_broke", during="handling", error=type(error).__name__)
                await asyncio.sleep(backoff.pause())
            await wait_briefly(self._came, LOOK_AGAIN)

    async def _show(self) -> None:
        backoff = Backoff(*PAUSES)
        while True:
            self._changed.clear()
            try:
                if await asyncio.to_thread(self._has_groups):
                    await self._showing.step()
                else:
                    await self._showing.change_answers()
                backoff.reset()
            except Exception as error:  # the edge: nothing may end it
                log.exception("officers_desk_broke", during="showing", error=type(error).__name__)
                await asyncio.sleep(backoff.pause())
            await wait_briefly(self._changed, SHOW_AGAIN)

    async def _fetch(self) -> None:
        backoff = Backoff(*PAUSES)
        while True:
            try:
                if await self._fetching.step():
                    self._came.set()
                backoff.reset()
            except Exception as error:  # the edge: nothing may end it
                log.exception("officers_desk_broke", during="fetching", error=type(error).__name__)
                await asyncio.sleep(backoff.pause())
            await asyncio.sleep(LOOK_AGAIN)

    async def _handle_one(self) -> bool:
        """Work off one thing; False when nothing is due."""
        handled = await asyncio.to_thread(self._handle_stored)
        if handled is None:
            return False
        if handled.received.query is not None:
            task = asyncio.create_task(self._answer_press(handled.received.query, handled.said))
            self._background.add(task)
            task.add_done_callback(self._background.discard)
        return True

    def _handle_stored(self) -> Handled | None:
        with self._database.read() as session:
            due = received.next_pending(session, self._clock())
        if due is None:
            return None
        try:
            with self._database.write() as session:
                return handle_next(session, self._means, self._clock())
        except DatabaseUnavailable:
            raise
        except Exception:  # the edge of one act: tried again, then its officer is told
            log.exception("officer_act_failed", update=due.id, attempt=due.attempts + 1)
            return self._put_off(due)

    def _put_off(self, due: Received) -> Handled:
        now = self._clock()
        with self._database.write() as session:
            if received.put_off(session, due, now):
                return Handled(due)
            return Handled(due, tell_failed(session, due, self._means, now))

    async def _answer_press(self, query: str, text: str) -> None:
        """Stop the spinner, and say for a moment what came of the press; cosmetic."""
        self._pace.count_request()
        try:
            await self._bot.answer_callback_query(query, text[:PRESS_TEXT] or None)
        except TelegramError as error:
            log.info("press_not_answered", error=type(error).__name__)

    def _has_groups(self) -> bool:
        with self._database.read() as session:
            return bool(groups(session))

    async def _is_ours(self) -> bool:
        try:
            return await asyncio.to_thread(self._take_lease)
        except Exception as error:  # noqa: BLE001 - the edge: tried again in a moment
            log.warning("lease_not_kept", error=type(error).__name__)
            return False

    def _take_lease(self) -> bool:
        with self._database.write() as session:
            return take_lease(session, LEASE, self._holder, self._clock())

    def _give_back(self) -> None:
        try:
            with self._database.write() as session:
                release_lease(session, LEASE, self._holder)
        except Exception as error:  # noqa: BLE001 - the edge: it ends by itself
            log.warning("lease_not_given_back", error=type(error).__name__)
