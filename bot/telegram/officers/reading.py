"""What an update says that concerns the officers' desk. Pure.

Of talk among officers nothing is read: only orders, notes, answers to what the bot said, edits,
presses, and what happens to the group.
"""

from typing import Any

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Message,
    Update,
)
from telegram.constants import ChatType

from bot.telegram.updates import MEDIA
from service.forum.cards import DATA_MARK
from service.forum.links import code_in
from service.forum.orders import Order, Ordered, is_marked, read_order
from service.forum.received import Received

GROUPS = (ChatType.GROUP, ChatType.SUPERGROUP)
AWAY = frozenset({ChatMember.BANNED, ChatMember.LEFT})
NOBODY = "0"
FOR_THE_WEB = ("photo", "document")  # what citizens on the web can be sent
PLACES = ("venue", "location")  # a venue comes with its location beside it


def chat_of(update: Update) -> str | None:
    """Return the group that an update is from, None when it is from none."""
    changed = update.my_chat_member or update.chat_member
    query, message = update.callback_query, update.message or update.edited_message
    chat = changed.chat if changed is not None else None
    if query is not None and query.message is not None:
        chat = query.message.chat
    elif message is not None:
        chat = message.chat
    return str(chat.id) if chat is not None and chat.type in GROUPS else None


def links_a_group(update: Update) -> bool:
    """Tell whether a message in any group asks to make it a unit's."""
    message = update.message
    order = read_order(message.text or "") if message is not None else None
    return isinstance(order, Ordered) and order.order is Order.LINK


def links_an_account(update: Update) -> bool:
    """Tell whether somebody sends the bot a code that makes their account an officer's."""
    message = update.message
    if message is None or message.chat.type != ChatType.PRIVATE:
        return False
    return code_in(message.text or "") is not None


def read(update: Update, source: str) -> Received | None:
    """Return what an update of a unit's group, or of an officer, says; None: it is talk."""
    if links_an_account(update) and update.message is not None:
        message = update.message
        account = str(message.from_user.id) if message.from_user else NOBODY
        code = code_in(message.text or "")
        return _received(update, source, "private", message.chat.id, account, text=code)
    if update.callback_query is not None:
        return _press(update, update.callback_query, source)
    if update.chat_member is not None:
        return _member(update, update.chat_member, source)
    if update.my_chat_member is not None:
        changed = update.my_chat_member
        kind = "bot_gone" if changed.new_chat_member.status in AWAY else "bot_back"
        return _received(update, source, kind, changed.chat.id, NOBODY)
    if update.message is not None:
        return _message(update, update.message, source)
    if update.edited_message is not None:
        return _message(update, update.edited_message, source, is_edit=True)
    return None


def _press(update: Update, query: CallbackQuery, source: str) -> Received | None:
    shown = query.message
    if shown is None or not (query.data or "").startswith(f"{DATA_MARK}:"):
        return None
    thread = getattr(shown, "message_thread_id", None)
    return _received(
        update,
        source,
        "press",
        shown.chat.id,
        str(query.from_user.id),
        thread=str(thread) if thread else None,
        answers=str(shown.message_id),
        data=(query.data or "")[:64],
        query=query.id,
    )


def _member(update: Update, changed: ChatMemberUpdated, source: str) -> Received | None:
    member = changed.new_chat_member
    if isinstance(member, ChatMemberRestricted):  # stays so for who left while restricted
        is_away = not member.is_member
    else:
        is_away = member.status in AWAY
    if not is_away:
        return None
    account = str(member.user.id)
    return _received(update, source, "left", changed.chat.id, account)


def _message(
    update: Update, message: Message, source: str, *, is_edit: bool = False
) -> Received | None:
    account = str(message.from_user.id) if message.from_user else NOBODY
    thread = str(message.message_thread_id) if message.message_thread_id else None
    if message.migrate_to_chat_id is not None:
        moved = str(message.migrate_to_chat_id)
        return _received(update, source, "moved", message.chat.id, account, data=moved)
    if message.forum_topic_closed is not None:
        return _received(update, source, "topic_closed", message.chat.id, account, thread=thread)
    text, answers = message.text or message.caption or "", _answered(message)
    is_order = read_order(text) is not None or is_marked(text)
    if not (is_edit or is_order or _answers_the_bot(message, source)):
        return None
    return _received(
        update,
        source,
        "edit" if is_edit else "message",
        message.chat.id,
        account,
        thread=thread,
        number=str(message.message_id),
        answers=answers,
        text=text,
        file=_file(message),
        data="forum" if message.chat.is_forum else None,
    )


def _answered(message: Message) -> str | None:
    """Return what a message replies to; what replies to nothing replies to its topic's first."""
    answered = message.reply_to_message
    if answered is None or answered.forum_topic_created is not None:
        return None
    return str(answered.message_id)


def _answers_the_bot(message: Message, source: str) -> bool:
    answered = message.reply_to_message
    if answered is None or _answered(message) is None or answered.from_user is None:
        return False
    return str(answered.from_user.id) == source


def _file(message: Message) -> dict[str, Any] | None:
    kind = next((name for name in (*MEDIA, *PLACES) if getattr(message, name)), None)
    if kind is None:
        return None
    if kind not in FOR_THE_WEB:
        return {"kind": kind}
    found = message.photo[-1] if kind == "photo" else message.document
    if found is None:
        return {"kind": kind}
    return {"kind": kind, "id": found.file_id, "size": found.file_size}


def _received(
    update: Update, source: str, kind: str, chat: int, account: str, **values: object
) -> Received:
    told = {name: value for name, value in values.items() if value is not None}
    return Received(source, str(update.update_id), kind, str(chat), account, **told)  # type: ignore[arg-type]
