"""What is asked of Telegram about a group, and what its answers mean for the desk."""

from dataclasses import dataclass
from enum import StrEnum

from telegram import (
    Bot,
    ChatMemberAdministrator,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.telegram.sender import seconds_to_wait
from service.forum.cards import Shown
from service.forum.inspection import Inspected
from service.forum.rendering import ToShow
from service.outbox.changes import Change
from service.outbox.revisions import EDIT

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
NOT_MODIFIED = ("not modified", "topic_not_modified")
NO_TOPIC = ("thread not found", "topic_id_invalid", "topic_deleted")
NO_GROUP = ("chat not found", "not a forum", "not enough rights", "have no rights")
NO_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")
NO_FILE = ("copy not found", "can't be copied")


class Why(StrEnum):
    """What a group did not take something for."""

    LIMITED = "limited"
    TOPIC_GONE = "topic_gone"
    TOPIC_CLOSED = "topic_closed"
    GROUP_GONE = "group_gone"
    MOVED = "moved"
    NUMBER_GONE = "number_gone"  # what was to be changed is not there any more
    FILE_GONE = "file_gone"  # the citizen deleted it
    REFUSED = "refused"
    AWAY = "away"  # Telegram cannot be reached, or did not answer


@dataclass(frozen=True)
class Done:
    """It stands in the group under this number."""

    number: str | None = None


@dataclass(frozen=True)
class NotDone:
    """It does not.

    Attributes:
        seconds: How long Telegram asks to wait.
        chat: The number that the group goes on under.
    """

    why: Why
    seconds: float = 0.0
    chat: str = ""
    error: str = ""


Answer = Done | NotDone


async def show(bot: Bot, chat: str, thread: str | None, asked: ToShow) -> Answer:
    """Show a message in a group, or change one."""
    try:
        return await _show(bot, chat, thread, asked)
    except TelegramError as error:
        answer = meaning(error, asked.number)
        is_other_chat = isinstance(answer, NotDone) and answer.why is Why.GROUP_GONE
        if asked.file is not None and is_other_chat:
            # Whose chat it was is not told. If it is the group, what is said instead shows it.
            return NotDone(Why.FILE_GONE, error=type(error).__name__)
        return answer


async def make_topic(bot: Bot, chat: str, name: str) -> Answer:
    """Make a topic."""
    try:
        made = await bot.create_forum_topic(chat, name[:128])
    except TelegramError as error:
        return meaning(error)
    return Done(str(made.message_thread_id))


async def inspect(bot: Bot, chat: str) -> Inspected:
    """Ask how a group stands, and what the bot may there."""
    try:
        about = await bot.get_chat(chat)
        member = await bot.get_chat_member(chat, bot.id)
    except TelegramError as error:
        return Inspected(trouble=str(error))
    except (TypeError, KeyError) as error:  # an answer of a shape that the library does not know
        return Inspected(trouble=type(error).__name__)
    admin = member if isinstance(member, ChatMemberAdministrator) else None
    return Inspected(
        has_topics=bool(about.is_forum),
        may_topics=admin is not None and bool(admin.can_manage_topics),
        may_delete=admin is not None and bool(admin.can_delete_messages),
    )


async def reopen_topic(bot: Bot, chat: str, thread: str) -> Answer:
    """Open a closed topic again."""
    try:
        await bot.reopen_forum_topic(chat, int(thread))
    except TelegramError as error:
        return meaning(error)
    return Done()


async def delete_topic(bot: Bot, chat: str, thread: str) -> Answer:
    """Delete a topic with everything in it."""
    try:
        await bot.delete_forum_topic(chat, int(thread))
    except TelegramError as error:
        return meaning(error)
    return Done()


async def react(bot: Bot, chat: str, number: str, emoji: str) -> Answer:
    """Put a reaction on a message."""
    try:
        await bot.set_message_reaction(chat, int(number), emoji)
    except TelegramError as error:
        return meaning(error)
    return Done()


async def change(bot: Bot, asked: Change) -> Answer:
    """Change an answer in a citizen's chat, or delete it."""
    if asked.number is None:
        return NotDone(Why.AWAY)
    chat, number = int(asked.address), int(asked.number)
    try:
        if asked.kind != EDIT:
            await bot.delete_message(chat, number)
        elif asked.is_file:
            await bot.edit_message_caption(chat, number, caption=asked.text)
        else:
            await bot.edit_message_text(asked.text, chat, number, link_preview_options=NO_PREVIEW)
    except TelegramError as error:
        return meaning(error, asked.number)
    return Done()


def meaning(error: TelegramError, number: str | None = None) -> Answer:
    """Return what an error of Telegram's means."""
    name = type(error).__name__
    if isinstance(error, RetryAfter):
        return NotDone(Why.LIMITED, seconds=seconds_to_wait(error), error=name)
    if isinstance(error, ChatMigrated):
        return NotDone(Why.MOVED, chat=str(error.new_chat_id), error=name)
    if isinstance(error, Forbidden):
        return NotDone(Why.GROUP_GONE, error=name)
    if not isinstance(error, BadRequest):
        return NotDone(Why.AWAY, error=name)
    text = str(error).lower()
    if any(known in text for known in NOT_MODIFIED):
        return Done(number)
    meanings = (
        (NO_TOPIC, Why.TOPIC_GONE),
        (("topic_closed",), Why.TOPIC_CLOSED),
        (NO_MESSAGE, Why.NUMBER_GONE),
        (NO_FILE, Why.FILE_GONE),
        (NO_GROUP, Why.GROUP_GONE),
    )
    found = (why for known, why in meanings if any(part in text for part in known))
    return NotDone(next(found, Why.REFUSED), error=name)


async def _show(bot: Bot, chat: str, thread: str | None, asked: ToShow) -> Done:
    if asked.number is not None:
        return await _change(bot, chat, asked)
    topic = int(thread) if thread else None
    reply = None
    if asked.answers is not None:
        reply = ReplyParameters(int(asked.answers), allow_sending_without_reply=True)
    if asked.file is not None:
        made = await bot.copy_message(
            chat,
            int(asked.file.chat),
            int(asked.file.message),
            message_thread_id=topic,
            caption=asked.shown.text,
            reply_parameters=reply,
        )
        return Done(str(made.message_id))
    sent = await bot.send_message(
        chat,
        asked.shown.text,
        message_thread_id=topic,
        reply_markup=keyboard(asked.shown),
        reply_parameters=reply,
        link_preview_options=NO_PREVIEW,
    )
    return Done(str(sent.message_id))


async def _change(bot: Bot, chat: str, asked: ToShow) -> Done:
    number, markup, text = int(asked.number or 0), keyboard(asked.shown), asked.shown.text
    if asked.is_caption:
        await bot.edit_message_caption(chat, number, caption=text, reply_markup=markup)
    else:
        await bot.edit_message_text(
            text, chat, number, reply_markup=markup, link_preview_options=NO_PREVIEW
        )
    return Done(asked.number)


def keyboard(shown: Shown) -> InlineKeyboardMarkup | None:
    """Return a message's buttons as Telegram shows them."""
    rows = [
        [
            InlineKeyboardButton(one.label, url=one.url)
            if one.url
            else InlineKeyboardButton(one.label, callback_data=one.data)
            for one in row
        ]
        for row in shown.rows
    ]
    return InlineKeyboardMarkup(rows) if rows else None
