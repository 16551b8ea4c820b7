"""What polling and webhook share: storing an update, and telling how Telegram is doing.

An update is on disk when ``store`` returns; only then may Telegram be told that it was received.
"""

import asyncio
from collections.abc import Callable

import structlog
from telegram import Bot, BotCommand, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.backoff import Backoff
from bot.inbox import Inbox
from bot.pace import Pace
from bot.telegram.bot import id_of
from bot.telegram.officers.desk import OfficersDesk, Verdict
from bot.telegram.sender import CHANNEL, seconds_to_wait
from bot.telegram.updates import update_to_incoming
from service.answering.commands import COMMANDS
from service.errors import DatabaseUnavailable
from service.operations.metrics import TELEGRAM_RECEIVING
from service.updates.store import Incoming

PAUSES = (0.5, 30.0)  # seconds: the first and the longest while Telegram cannot be reached
REFUSED_PAUSE = 10.0  # seconds between tries while the token is refused, or somebody else polls
REMIND = 60.0  # seconds after which a trouble that lasts is logged again
SPINNER_PAUSES = (1.0, 2.0)  # seconds before further tries to stop a button's spinner
SPINNER_TIMEOUT = 3.0  # seconds a try waits for its answer
SPINNER_LIFE = 15.0  # seconds after which Telegram takes no acknowledgement of a press any more
SPINNER_LONGEST_WAIT = 5.0  # seconds that Telegram may ask for; later nobody looks at it
STORE_TRIES = 5  # of an update that cannot be stored although the database works


class Unreadable(TelegramError):
    """An answer of Telegram's that the library cannot read; its cause is the library's error."""


TROUBLES: tuple[tuple[type[TelegramError], str, str], ...] = (
    (
        InvalidToken,
        "telegram_refuses_token",
        "it was revoked or is wrong; put the one that @BotFather shows into TELEGRAM_BOT_TOKEN"
        " and restart the gateway",
    ),
    (
        Conflict,
        "telegram_conflict",
        "another program asks for this bot's updates; stop it, or give it a bot of its own",
    ),
    (
        Unreadable,
        "telegram_unreadable",
        "the server of TELEGRAM_API_URL is no Bot API, or a newer one: look there, and for a newer"
        " version of python-telegram-bot",
    ),
    (RetryAfter, "telegram_limits", "nothing; Telegram says how long to wait"),
    (TelegramError, "telegram_unreachable", "nothing; updates wait at Telegram for 24 hours"),
)

log = structlog.get_logger()


class Receiver:
    """Stores what Telegram sends, and stops the spinner of a pressed button."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        say: Callable[[str], str],
        pace: Pace | None = None,
        desk: OfficersDesk | None = None,
    ) -> None:
        """Count in ``pace`` what is asked of Telegram beside the messages."""
        self._desk = desk
        self._bot = bot
        self._pace = pace or Pace()
        self._say = say
        self._source = id_of(bot)  # the bot's id, known before it is logged in
        self._name = ""  # by which groups call it; unknown before it is logged in
        self._inbox = inbox
        self._tries: dict[int, int] = {}
        self._seen: dict[int, float] = {}  # when an update first came, until it is stored
        self._background: set[asyncio.Task[None]] = set()

    async def prepare(self) -> None:
        """Log in and publish the commands; a second time does no harm.

        Raises:
            TelegramError: Telegram refuses the token, or is away.
        """
        await self._bot.initialize()
        self._name = self._bot.username
        names = [command.name for command in COMMANDS]
        commands = [BotCommand(name, self._say(f"command_{name}")) for name in names]
        try:
            await self._bot.set_my_commands(commands)
        except TelegramError as error:
            log.warning("commands_not_published", error=type(error).__name__)

    async def store(self, update: Update) -> None:
        """Store an update; a press is acknowledged to the phone beside it.

        Raises:
            DatabaseUnavailable: Nothing was stored; Telegram must send it again.
            Exception: As above, for another reason; after ``STORE_TRIES`` it is given up.
        """
        incoming, verdict = None, Verdict.OTHER
        seen_at = self._seen.setdefault(update.update_id, asyncio.get_running_loop().time())
        try:
            verdict = await self._desk.take(update) if self._desk else Verdict.OTHER
            if verdict is Verdict.TALK:
                await self._store_bare(str(update.update_id), "group")
            elif verdict is Verdict.OTHER:
                incoming = update_to_incoming(update, self._source, self._name)
                await self._inbox.receive(incoming)
        except DatabaseUnavailable:
            raise
        except Exception:
            if not self._is_given_up(update.update_id):
                raise
            log.exception("update_given_up", update=update.update_id)
            await self._store_bare(str(update.update_id))
        self._tries.pop(update.update_id, None)
        self._seen.pop(update.update_id, None)
        if update.callback_query is not None and verdict is not Verdict.STORED:
            until = seen_at + SPINNER_LIFE
            task = asyncio.create_task(
                self._acknowledge(update.callback_query.id, incoming, until)
            )
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    async def _store_bare(self, update_id: str, kind: str = "unknown") -> None:
        await self._inbox.receive(Incoming(CHANNEL, self._source, update_id, None, kind))

    def _is_given_up(self, update_id: int) -> bool:
        """Count a failure; Telegram would send it again for ever, and nothing after it."""
        self._tries[update_id] = self._tries.get(update_id, 0) + 1
        return self._tries[update_id] >= STORE_TRIES

    async def _acknowledge(self, query_id: str, incoming: Incoming | None, until: float) -> None:
        """Acknowledge a press while that can be done; cosmetic: the reply goes another way.

        Who says that an answer helped is thanked for a moment.
        """
        try:
            async with asyncio.timeout_at(until):
                is_thanked = incoming is not None and await self._inbox.is_thanked(incoming)
                said = self._say("thanked") if is_thanked else None
                await self._try_to_stop_spinner(query_id, said)
        except TimeoutError as error:
            log.info("press_not_acknowledged", error=type(error).__name__)

    async def _try_to_stop_spinner(self, query_id: str, said: str | None) -> None:
        for pause in (*SPINNER_PAUSES, None):
            self._pace.count_request()
            try:
                await self._bot.answer_callback_query(query_id, said, read_timeout=SPINNER_TIMEOUT)
            except TelegramError as error:
                wait = _before_another_try(error, pause)
                if wait is None:
                    log.info("press_not_acknowledged", error=type(error).__name__)
                    return
                await asyncio.sleep(wait)
            else:
                return


def _before_another_try(error: TelegramError, pause: float | None) -> float | None:
    """Return how many seconds to wait, None when another try would come too late or be in vain."""
    if pause is None or isinstance(error, BadRequest | Forbidden | InvalidToken):
        return None  # a BadRequest says that the press is too old
    if isinstance(error, RetryAfter):
        asked = seconds_to_wait(error)
        return asked if asked <= SPINNER_LONGEST_WAIT else None
    return pause


class Contact:
    """Whether updates arrive; says what is wrong once a minute, and when it is over."""

    def __init__(self, how: str) -> None:
        self._how = how
        self._backoff = Backoff(*PAUSES)
        self._trouble: str | None = None
        self._told_at = 0.0
        TELEGRAM_RECEIVING.labels(how).set(0)

    def is_away(self) -> bool:
        """Tell whether Telegram could not be asked the last time."""
        return self._trouble is not None

    def works(self) -> None:
        """Note that updates arrive."""
        if self._trouble is not None:
            log.info("telegram_is_back", after=self._trouble)
        self._trouble = None
        self._backoff.reset()
        TELEGRAM_RECEIVING.labels(self._how).set(1)

    def rests(self) -> None:
        """Note that nobody is asked: another gateway does it."""
        self._trouble = None
        TELEGRAM_RECEIVING.labels(self._how).set(0)

    def fails(self, error: TelegramError) -> float:
        """Note an error, never its text, which may hold the token; return the seconds to wait."""
        kind, name, advice = next(known for known in TROUBLES if isinstance(error, known[0]))
        now = asyncio.get_running_loop().time()
        if name != self._trouble or now - self._told_at >= REMIND:
            self._told_at = now
            severity = log.error if kind in (InvalidToken, Conflict) else log.warning
            severity(name, error=type(error.__cause__ or error).__name__, do=advice)
        self._trouble = name
        TELEGRAM_RECEIVING.labels(self._how).set(0)
        if isinstance(error, RetryAfter):
            return seconds_to_wait(error)
        return REFUSED_PAUSE if kind in (InvalidToken, Conflict) else self._backoff.pause()
