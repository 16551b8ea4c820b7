"""Long polling: asks Telegram for updates. Of several gateways one does, the others stand by.

Its own loop instead of the library's ``Updater``, which ends for ever when the token is refused
once, and knows nothing of a second gateway. An update is confirmed by the next question's
``offset``, so only once it is on disk. Citizens' messages are asked for first: who we are and what
commands there are is asked and told beside it.
"""

import asyncio
import secrets

import structlog
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import Conflict, TelegramError

from bot.backoff import Backoff
from bot.telegram.bot import id_of
from bot.telegram.receiver import PAUSES, Contact, Receiver, Unreadable
from bot.waiting import wait_briefly
from service.clock import Clock
from service.storage.database import Database
from service.storage.leases import RENEW_SECONDS, release_lease, take_lease

POLL_TIMEOUT = 30  # seconds Telegram holds a poll open
STAND_BY_SECONDS = 1.0  # between looks whether a killed gateway's lease is over
NAME_PATIENCE = 2.0  # seconds the first updates wait for our name, by which groups call us

log = structlog.get_logger()


class Polling:
    """Polls while it holds the bot's lease."""

    def __init__(self, bot: Bot, receiver: Receiver, database: Database, clock: Clock) -> None:
        self._bot = bot
        self._receiver = receiver
        self._database = database
        self._clock = clock
        self._lease = "polling:" + id_of(bot)
        self._holder = secrets.token_hex(8)
        self._is_ours = False
        self._contact = Contact("polling")
        self._unstored = Backoff(*PAUSES)
        self._offset: int | None = None  # the first update that is not on disk
        self._is_at_work = False  # Telegram has given updates, and nobody else asked since
        self._has_name = asyncio.Event()

    def routes(self) -> list[Route]:
        """Return none: polling needs no address."""
        return []

    def is_away(self) -> bool:
        """Tell whether Telegram could not be asked the last time."""
        return self._contact.is_away()

    async def run(self) -> None:
        """Receive updates until cancelled, whatever happens at Telegram."""
        try:
            while True:
                await self._stand_by()
                await self._poll_while_ours()
        finally:
            await asyncio.to_thread(self._give_back)

    async def _stand_by(self) -> None:
        """Wait until the lease is ours."""
        has_told = False
        while not await self._is_still_ours():
            self._contact.rests()
            if not has_told:
                log.info("polling_stands_by", reason="another gateway polls; ready to take over")
            has_told = True
            await asyncio.sleep(STAND_BY_SECONDS)
        log.info("polling_begins")

    async def _poll_while_ours(self) -> None:
        jobs = [asyncio.create_task(self._poll()), asyncio.create_task(self._prepare())]
        try:
            await self._keep_lease()
        finally:
            for job in jobs:
                job.cancel()
            await asyncio.gather(*jobs, return_exceptions=True)

    async def _prepare(self) -> None:
        """Log in and publish the commands, however often that must be tried."""
        backoff = Backoff(*PAUSES)
        while not self._has_name.is_set():
            try:
                await self._receiver.prepare()
            except Exception as error:  # noqa: BLE001 - polling meets the same and tells of it
                log.info("not_logged_in", error=type(error).__name__)
                await asyncio.sleep(backoff.pause())
            else:
                self._has_name.set()

    async def _keep_lease(self) -> None:
        """Prolong the lease until it is lost."""
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            if not await self._is_still_ours():
                log.warning("polling_lost", reason="another gateway took over; this one was slow")
                return

    async def _poll(self) -> None:
        self._is_at_work = False
        while True:
            try:
                await self._ask()
            except TelegramError as error:
                self._is_at_work = self._is_at_work and not isinstance(error, Conflict)
                await asyncio.sleep(self._contact.fails(error))
            except Exception as error:  # the edge: nothing may end polling
                log.exception("update_not_stored", error=type(error).__name__)
                await asyncio.sleep(self._unstored.pause())

    async def _ask(self) -> None:
        """Fetch what there is and store it, or wait for something to come."""
        try:
            updates = await self._fetch()
        except TelegramError:
            raise
        except Exception as error:
            raise Unreadable("what Telegram answered cannot be read") from error
        self._is_at_work = True
        self._contact.works()
        if updates and not self._has_name.is_set():
            await wait_briefly(self._has_name, NAME_PATIENCE)
        for update in updates:
            await self._receiver.store(update)
            self._offset = update.update_id + 1
        self._unstored.reset()

    async def _fetch(self) -> tuple[Update, ...]:
        """Ask; who begins and meets a webhook removes it: what waits there is kept, and comes."""
        try:
            return await self._get_updates()
        except Conflict:
            if self._is_at_work:  # somebody else asks: to be told, and to be waited for
                raise
        await self._bot.delete_webhook()
        return await self._get_updates()

    async def _get_updates(self) -> tuple[Update, ...]:
        return await self._bot.get_updates(
            offset=self._offset,
            timeout=POLL_TIMEOUT if self._is_at_work and not self.is_away() else 0,
            allowed_updates=Update.ALL_TYPES,
        )

    async def _is_still_ours(self) -> bool:
        """Take or prolong the lease; while the database is away, all stays as it is."""
        try:
            self._is_ours = await asyncio.to_thread(self._take)
        except Exception as error:  # noqa: BLE001 - the edge: tried again in a moment
            log.warning("lease_not_kept", error=type(error).__name__)
        return self._is_ours

    def _take(self) -> bool:
        with self._database.write() as session:
            return take_lease(session, self._lease, self._holder, self._clock())

    def _give_back(self) -> None:
        try:
            with self._database.write() as session:
                release_lease(session, self._lease, self._holder)
        except Exception as error:  # noqa: BLE001 - the edge: it ends by itself
            log.warning("lease_not_given_back", error=type(error).__name__)
