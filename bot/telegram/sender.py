"""Telegram, outgoing: one message through ``sendMessage``, and what each error means for it."""

import httpx
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    MessageId,
    ReplyParameters,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.officer_files import OfficerFiles, OpenedFile
from bot.sender import GaveUp, Moved, Result, Sent, TryAgain, Unreachable
from bot.telegram.render import to_telegram_html
from bot.telegram.uploads import upload
from service.errors import NotFound
from service.markup import plain_by, read_by
from service.outbox.queue import Outgoing, SentButton
from service.outcomes import Delivery, DeliveryTrouble
from service.payloads import FEEDBACK_KINDS

CHANNEL = "telegram"
NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
TYPING_TIMEOUT = 2.0  # seconds; a sign that comes later says nothing


class TelegramSender:
    """Sends messages, and shows that an answer is being written."""

    channel = CHANNEL

    def __init__(self, bot: Bot, files: OfficerFiles | None = None) -> None:
        """Read from ``files`` what officers sent from the web desk."""
        self._bot = bot
        self._files = files

    async def send(self, message: Outgoing) -> Result:
        """Send one message and say what became of it."""
        copied = message.placing.copied
        if copied is None or copied.stored is None:
            return await self._send_marked(message, None)
        file = await self._file(copied.stored)
        if file is None:
            return GaveUp(DeliveryTrouble.FILE_GONE)
        return await self._send_marked(message, file)

    async def _file(self, number: int) -> OpenedFile | None:
        try:
            return await self._files.read(number) if self._files is not None else None
        except NotFound:  # sealed with another key
            return None

    async def _send_marked(self, message: Outgoing, file: OpenedFile | None) -> Result:
        try:
            shown = to_telegram_html(read_by(message.author, message.text))
            return await self._send(message, shown, ParseMode.HTML, file)
        except BadRequest as error:
            if "parse" not in str(error).lower():
                return GaveUp(_why_refused(error))
        try:
            plain = plain_by(message.author, message.text)
            return await self._send(message, plain, None, file)
        except BadRequest as error:
            return GaveUp(_why_refused(error))

    async def show_typing(self, address: str) -> None:
        """Show "sedang mengetik" in a chat for five seconds, or until a message comes.

        Raises:
            TelegramError: It could not be shown.
        """
        await self._bot.send_chat_action(
            int(address), ChatAction.TYPING, read_timeout=TYPING_TIMEOUT
        )

    async def _send(
        self, message: Outgoing, text: str, mode: str | None, file: OpenedFile | None
    ) -> Result:
        try:
            sent = await self._sent(message, text, mode, file)
        except BadRequest:
            raise
        except TelegramError as error:
            return what_became(error)
        return Sent(str(sent.message_id))

    async def _sent(
        self, message: Outgoing, text: str, mode: str | None, file: OpenedFile | None
    ) -> Message | MessageId:
        """Send a text, or an officer's file with the text under it, without their name."""
        copied, reply = message.placing.copied, _reply(message)
        if file is not None:
            placed = {"caption": text, "parse_mode": mode, "reply_parameters": reply}
            return await upload(self._bot, int(message.address), file, **placed)
        if copied is None:
            return await self._bot.send_message(
                chat_id=int(message.address),
                text=text,
                parse_mode=mode,
                reply_markup=_keyboard(message),
                reply_parameters=reply,
                disable_web_page_preview=True,
            )
        return await self._bot.copy_message(
            int(message.address),
            copied.chat,
            int(copied.message),
            caption=text,
            parse_mode=mode,
            reply_parameters=reply,
        )


def _reply(message: Outgoing) -> ReplyParameters | None:
    answers = message.placing.answers
    if answers is None:
        return None
    return ReplyParameters(int(answers), allow_sending_without_reply=True)


def what_became(error: TelegramError) -> Result:
    """Tell what an error of ``sendMessage`` means for the message."""
    match error:
        case RetryAfter():
            return TryAgain(DeliveryTrouble.LIMITED, seconds_to_wait(error))
        case Forbidden():
            return GaveUp(DeliveryTrouble.BLOCKED)
        case ChatMigrated():
            return Moved(str(error.new_chat_id))
        case InvalidToken():
            return Unreachable(DeliveryTrouble.TOKEN_REFUSED)
    return _what_became_of_the_request(error)


def _why_refused(error: BadRequest) -> DeliveryTrouble:
    is_gone = "chat not found" in str(error).lower()
    return DeliveryTrouble.CHAT_NOT_FOUND if is_gone else DeliveryTrouble.REFUSED


def _what_became_of_the_request(error: TelegramError) -> Result:
    """Tell by its cause whether a request left this machine, and whether it was refused."""
    cause = error.__cause__
    if isinstance(cause, NEVER_LEFT):
        return Unreachable(DeliveryTrouble.UNREACHABLE)
    if isinstance(error, NetworkError) and (cause is None or isinstance(cause, TelegramError)):
        return TryAgain(DeliveryTrouble.IN_TROUBLE)  # an error status, its body readable or not
    if cause is not None:
        return GaveUp(DeliveryTrouble.NO_ANSWER, Delivery.UNCERTAIN)
    return GaveUp(DeliveryTrouble.REFUSED)


def _keyboard(message: Outgoing) -> InlineKeyboardMarkup | None:
    """Return a row for each button; those that say whether an answer helped share the last."""
    rows = [[_button(b)] for b in message.buttons if b.kind not in FEEDBACK_KINDS]
    small = [_button(b) for b in message.buttons if b.kind in FEEDBACK_KINDS]
    rows += [small] if small else []
    return InlineKeyboardMarkup(rows) if rows else None


def _button(button: SentButton) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.token)


def seconds_to_wait(error: RetryAfter) -> float:
    """Return what Telegram asks for; the library gives numbers or spans, by its version."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int | float) else wait.total_seconds())
