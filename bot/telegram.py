"""Telegram, incoming: polling. ``telegram_updates`` reads what comes, ``telegram_sender`` sends.

Nothing else in the project sees an Update. Polling puts each update through ``DurableQueue``,
whose ``put`` returns when it is on disk: only then does the next poll confirm it.
"""

import asyncio
import time
from typing import Any

import structlog
from telegram import Bot, BotCommand, Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Updater
from telegram.request import HTTPXRequest

from bot.inbox import Inbox
from bot.telegram_updates import UpdatesRequest, update_to_incoming
from service.commands import COMMANDS
from service.errors import SettingsError
from service.settings import Settings

RECONNECT = 5  # seconds between attempts to log in while Telegram is unreachable
POLL_TIMEOUT = 30  # seconds Telegram holds a poll open
RECENT = 45  # seconds; polling waits at most 30 between two tries

log = structlog.get_logger()


def make_bot(settings: Settings) -> Bot:
    """Return the bot of the configured token, against the configured Bot API server.

    Raises:
        SettingsError: There is no token.
    """
    if settings.telegram_bot_token is None:
        raise SettingsError("TELEGRAM_BOT_TOKEN is not set; get one from @BotFather")
    base = settings.telegram_api_url.rstrip("/")
    return Bot(
        settings.telegram_bot_token.get_secret_value(),
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=HTTPXRequest(connection_pool_size=64, read_timeout=15, pool_timeout=5),
        get_updates_request=UpdatesRequest(read_timeout=POLL_TIMEOUT + 10),
    )


class DurableQueue(asyncio.Queue[Any]):
    """What python-telegram-bot takes for its queue of updates: ``put`` stores them on disk."""

    def __init__(self, bot: Bot, inbox: Inbox) -> None:
        super().__init__()
        self._bot = bot
        self._inbox = inbox
        self._background: set[asyncio.Task[None]] = set()

    async def put(self, item: Any) -> None:
        """Store an update; a press is acknowledged to the phone beside it.

        Raises:
            NetworkError: It could not be stored; the only kind of error after which polling
                goes on, unconfirmed, so that Telegram sends the update again.
        """
        try:
            bot = self._bot
            await self._inbox.receive(update_to_incoming(item, str(bot.id), bot.username))
        except Exception as error:  # the edge of the process: a full disk must not end polling
            log.exception("update_not_stored", update=item.update_id)
            raise NetworkError("an update could not be stored") from error
        if item.callback_query is not None:
            task = asyncio.create_task(self._stop_spinner(item.callback_query.id))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    async def _stop_spinner(self, query_id: str) -> None:
        try:
            await self._bot.answer_callback_query(query_id)
        except TelegramError as error:  # cosmetic: the reply itself goes through the outbox
            log.info("press_not_acknowledged", error=type(error).__name__)


class TelegramChannel:
    """Long polling."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._updater: Updater | None = None
        self._failed_at = float("-inf")

    def is_away(self) -> bool:
        """Tell whether Telegram could not be reached a moment ago; polling tries again often."""
        return time.monotonic() - self._failed_at < RECENT

    async def start(self, inbox: Inbox) -> None:
        """Log in, publish the commands, and poll until ``stop``.

        Raises:
            SettingsError: Telegram does not know the token.
        """
        await self._log_in()
        self._updater = Updater(self._bot, DurableQueue(self._bot, inbox))
        await self._updater.initialize()
        commands = [BotCommand(command.name, command.description) for command in COMMANDS]
        try:
            await self._bot.set_my_commands(commands)
        except TelegramError as error:
            log.warning("commands_not_published", error=type(error).__name__)
        await self._updater.start_polling(
            timeout=POLL_TIMEOUT,
            allowed_updates=Update.ALL_TYPES,
            bootstrap_retries=-1,
            error_callback=self._note_error,
        )

    async def stop(self) -> None:
        """Stop polling; the connections stay open for what is still being sent."""
        if self._updater is not None and self._updater.running:
            await self._updater.stop()

    def _note_error(self, error: TelegramError) -> None:
        self._failed_at = time.monotonic()
        log.warning("telegram_unreachable", error=type(error).__name__)

    async def _log_in(self) -> None:
        while True:
            try:
                return await self._bot.initialize()
            except InvalidToken as error:
                what = "Telegram refuses TELEGRAM_BOT_TOKEN; check it in .env"
                raise SettingsError(what) from error
            except NetworkError as error:
                self._note_error(error)
                await asyncio.sleep(RECONNECT)
