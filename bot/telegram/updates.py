"""Telegram, incoming: Update to Incoming, in our words and without names of people. Pure.

Every update becomes something that can be recorded: what is new, or not as documented, is read as
far as it can be, so that one update can never stop the others.
"""

from collections.abc import Mapping
from typing import Any

import structlog
from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, MessageEntity, Update
from telegram.constants import ChatType, UpdateType
from telegram.request import HTTPXRequest

from bot.telegram.sender import CHANNEL
from service.answering.commands import foreign_command, read_command
from service.payloads import Payload, PayloadKind
from service.updates.attachments import IncomingFile
from service.updates.store import Incoming

MEDIA = (
    "photo video_note video animation document voice audio sticker contact poll dice game story"
    " paid_media checklist invoice giveaway"
).split()  # an animation comes with a document beside it, so it stands before it
SERVICE = (
    "pinned_message message_auto_delete_timer_changed write_access_allowed chat_background_set"
    " users_shared chat_shared connected_website proximity_alert_triggered boost_added gift"
    " unique_gift successful_payment refunded_payment web_app_data forum_topic_created"
    " forum_topic_edited forum_topic_closed forum_topic_reopened checklist_tasks_done"
    " checklist_tasks_added suggested_post_approved suggested_post_declined"
).split()  # what a phone reports of a private chat; nobody wrote it
FILE_TYPES = {  # what an officer can use, and its type where Telegram names none
    "photo": "image/jpeg",
    "video": "video/mp4",
    "video_note": "video/mp4",
    "animation": "video/mp4",
    "voice": "audio/ogg",
    "audio": None,
    "document": None,
}
KINDS = tuple(kind.value for kind in UpdateType)
AWAY = frozenset({ChatMember.BANNED, ChatMember.LEFT})

Common = dict[str, Any]

log = structlog.get_logger()


class UpdatesRequest(HTTPXRequest):
    """Reads what polling fetched; an update that cannot be read whole is cut down to its sender.

    The library reads a batch all or not at all, logs the whole of it, and asks for it again for
    ever: one sticker of a new kind would silence the bot.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Return the answer of ``getUpdates`` with updates that can all be read.

        Raises:
            ValueError: None of them has a number: they would come again at once, for ever.
        """
        answer = HTTPXRequest.parse_json_payload(payload)
        found = answer.get("result")
        if isinstance(found, list):
            numbered = [update for update in found if has_number(update)]
            if len(numbered) < len(found):
                log.warning("telegram_updates_without_number", count=len(found) - len(numbered))
            if found and not numbered:
                raise ValueError("updates without a number")
            answer["result"] = [readable(update) for update in numbered]
        return answer


def has_number(update: Any) -> bool:
    """Tell whether something is an update; what has no number cannot be confirmed either."""
    return isinstance(update, dict) and type(update.get("update_id")) is int


def readable(update: dict[str, Any]) -> dict[str, Any]:
    """Return an update as it came, or the least of it that can still be read, and name it."""
    trouble = _trouble_of(update)
    if trouble is None:
        return update
    bare: dict[str, Any] = {"update_id": update["update_id"]}
    kind = next((name for name in KINDS if name in update), "unknown")
    log.warning("telegram_update_cut_down", update=bare["update_id"], kind=kind, error=trouble)
    with_senders = bare | _senders(update)
    return bare if _trouble_of(with_senders) else with_senders


def update_to_incoming(update: Update, source: str, username: str = "") -> Incoming:
    """Return what an update says.

    Args:
        source: The bot's number, which is also its user id.
        username: The bot's name, by which it is called in groups.
    """
    common: Common = {
        "channel": CHANNEL,
        "source": source,
        "update_id": str(update.update_id),
        "address": None,
    }
    message = update.message or update.edited_message
    if update.callback_query is not None:
        return _read_press(update.callback_query, common)
    if update.my_chat_member is not None:
        return _read_membership(update.my_chat_member, common)
    if message is None:
        return Incoming(**common, kind=_silent_kind(update))
    if message.chat.type != ChatType.PRIVATE:
        return _read_group(message, common, username)
    return _read_message(message, update.edited_message is not None, common)


def _read_press(query: CallbackQuery, common: Common) -> Incoming:
    if query.message is not None and query.message.chat.type != ChatType.PRIVATE:
        return Incoming(**common, kind="group")
    chat = query.message.chat.id if query.message else query.from_user.id
    return Incoming(**common | {"address": str(chat)}, kind="button", pressed=query.data)


def _read_membership(change: ChatMemberUpdated, common: Common) -> Incoming:
    """Read that a citizen blocked the bot or let it back, or that a group added it."""
    is_away = change.new_chat_member.status in AWAY
    if change.chat.type == ChatType.PRIVATE:
        kind = "blocked" if is_away else "unblocked"
        return Incoming(**common | {"address": str(change.chat.id)}, kind=kind)
    if change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP) and not is_away:
        return _call(change.chat.id, common)
    return Incoming(**common, kind="membership")


def _read_group(message: Message, common: Common, username: str) -> Incoming:
    """Read no word of a group; only whether it called the bot."""
    is_group = message.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    if is_group and _calls(message, int(common["source"]), f"@{username}".lower()):
        return _call(message.chat.id, common)
    return Incoming(**common, kind="group")


def _call(chat_id: int, common: Common) -> Incoming:
    return Incoming(
        **common | {"address": str(chat_id)}, kind="group", payload=Payload(PayloadKind.GROUP)
    )


def _calls(message: Message, bot_id: int, name: str) -> bool:
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None:
        return answered.from_user.id == bot_id
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.BOT_COMMAND]
    marked = message.parse_entities(kinds) if message.text else {}
    marked |= message.parse_caption_entities(kinds) if message.caption else {}
    return any(said.lower().endswith(name) for said in marked.values())


def _read_message(message: Message, is_edited: bool, common: Common) -> Incoming:
    if any(getattr(message, name) for name in SERVICE):
        return Incoming(**common, kind="service_message")
    if message.location is not None:
        return _read_place(message, is_edited, common)
    common = common | _context(message) | {"is_edit": is_edited}
    if message.text is not None:
        return _read_text(message.text, "edited" if is_edited else "text", common)
    kind = next((name for name in MEDIA if getattr(message, name)), "unknown")
    file = None if is_edited and message.caption else _read_file(message, kind)
    kind = "edited" if is_edited and message.caption else kind
    card = message.contact.phone_number if message.contact is not None else None
    return Incoming(**common, kind=kind, text=message.caption or "", file=file, card=card)


def _read_file(message: Message, kind: str) -> IncomingFile | None:
    """Return the file of a message, if it is of a kind that an officer can use."""
    if kind not in FILE_TYPES:
        return None
    found = message.photo[-1] if kind == "photo" else getattr(message, kind)
    media_type = getattr(found, "mime_type", None) or FILE_TYPES[kind]
    return IncomingFile(found.file_id, media_type, found.file_size)


def _context(message: Message) -> Common:
    """Return where a message belongs: its chat, and the messages it stands beside."""
    answered = message.reply_to_message
    return {
        "address": str(message.chat.id),
        "message_id": str(message.message_id),
        "reply_to": str(answered.message_id) if answered else None,
        "album_id": message.media_group_id,
        "is_forwarded": message.forward_origin is not None,
    }


def _read_place(message: Message, is_edited: bool, common: Common) -> Incoming:
    if is_edited or message.location is None:
        return Incoming(**common, kind="live_location")  # comes every few seconds
    point = f"{message.location.latitude:.2f},{message.location.longitude:.2f}"
    kind = "venue" if message.venue else "location"
    return Incoming(
        **common | _context(message), kind=kind, payload=Payload(PayloadKind.NEAR, point)
    )


def _read_text(text: str, kind: str, common: Common) -> Incoming:
    command = read_command(text)
    if command is not None:
        payload, rest = command
        return Incoming(**common, kind="command", text=rest, payload=payload)
    return Incoming(**common, kind=kind, text=text, payload=foreign_command(text))


def _silent_kind(update: Update) -> str:
    """Name an update in which nobody wrote to the bot, as Telegram names it."""
    return next((kind.value for kind in UpdateType if getattr(update, kind, None)), "unknown")


def _trouble_of(update: dict[str, Any]) -> str | None:
    """Return what the library trips over in an update, by the name of its error."""
    try:
        Update.de_json(update, None)
    except Exception as error:  # noqa: BLE001 - whatever it is
        return type(error).__name__
    return None


def _senders(update: Mapping[str, Any]) -> dict[str, Any]:
    """Return of each message only where it came from."""
    return {
        name: {key: message[key] for key in ("message_id", "date", "chat") if key in message}
        for name in ("message", "edited_message")
        if isinstance(message := update.get(name), dict)
    }
