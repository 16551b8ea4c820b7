"""The Bot API's chats: every message of each, and what the bot may do with it."""

import threading
import time
from collections import Counter
from collections.abc import Callable

from doubles.bot_api_groups import GENERAL, Groups
from doubles.bot_api_reactions import checked_reaction
from doubles.bot_api_wire import (
    CAPTION_LIMIT,
    Params,
    Refused,
    a_bot,
    a_person,
    check_buttons,
    check_message,
)

MEDIA = "photo video animation document voice audio video_note sticker".split()
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are"
    " exactly the same as a current content and reply markup of the message"
)
CHANGEABLE = 48 * 3600.0  # seconds in which a bot may delete its message in a private chat


class Chats:
    """Every chat of the bot.

    Attributes:
        sent: Every message that the bot sent: the request's fields, ``method``, ``message_id``.
        groups: Those of the chats that are groups, which have rules of their own.
        age: Seconds by which all messages are older than they say.
        bot: Who writes; the one of the newest request.
    """

    def __init__(self, lock: threading.Condition) -> None:
        """Number messages under ``lock``, which callers may hold already."""
        self.sent: list[Params] = []
        self.groups = Groups()
        self.age = 0.0
        self.bot = a_bot("1:double")
        self._lock = lock
        self._last_ids: Counter[int] = Counter()  # by group; 0 is all private chats together
        self._kept: dict[tuple[int, int], Params] = {}

    def forget(self) -> None:
        """Forget every message and every group."""
        with self._lock:
            self.sent.clear()
            self._kept.clear()
        self.groups, self.age = Groups(), 0.0

    def sent_to(self, chat_id: int) -> list[Params]:
        """Return what was sent to a chat."""
        return [message for message in self.sent if message["chat_id"] == chat_id]

    def kept_in(self, chat_id: int) -> list[Params]:
        """Return the messages that somebody who opens the chat now sees, the oldest first."""
        with self._lock:
            return [message for (chat, _), message in self._kept.items() if chat == chat_id]

    def message(self, chat_id: int, *, from_bot: bool = False) -> Params:
        """Return a new message of a private chat without its content."""
        message = {
            "message_id": self._number(0),
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": "private", "first_name": "Warga"},
            "from": self.bot if from_bot else a_person(chat_id),
        }
        return self.keep(message)

    def group_message(self, chat_id: int, sender: Params, **content: object) -> Params:
        """Return a new message of a group."""
        message = {
            "message_id": self._number(chat_id),
            "date": int(time.time()),
            "chat": self.groups.at(chat_id).described(),
            "from": sender,
            **content,
        }
        return self.keep(message)

    def keep(self, message: Params) -> Params:
        """Let a message be in its chat."""
        with self._lock:
            self._kept[(message["chat"]["id"], message["message_id"])] = message
        return message

    def find(self, chat_id: int, message_id: int, why: str) -> Params:
        """Return a message.

        Raises:
            Refused: There is none, ``why`` says for what it was looked for.
        """
        try:
            return self._kept[(chat_id, message_id)]
        except KeyError:
            raise Refused(400, f"Bad Request: message to {why} not found") from None

    def remove(self, chat_id: int, message_id: int) -> None:
        """Let a message be gone, as when a person deleted it: nobody is told."""
        self._kept.pop((chat_id, message_id), None)

    def methods(self) -> dict[str, Callable[[Params], object]]:
        """Return what carries out each method that is about messages."""
        of_files = {f"send{kind.title().replace('_', '')}": kind for kind in MEDIA}
        sending: dict[str, Callable[[Params], object]] = {
            method: lambda params, kind=kind: self._send_file(params, kind)  # type: ignore[misc]
            for method, kind in of_files.items()
        }
        return sending | {
            "sendMessage": self.send_text,
            "sendMediaGroup": self._send_album,
            "copyMessage": self._copy,
            "copyMessages": self._copy_several,
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageReplyMarkup": self._edit_buttons,
            "deleteMessage": self._delete,
            "setMessageReaction": self._react,
        }

    # What the bot sends.

    def send_text(self, params: Params) -> Params:
        """Carry out ``sendMessage``.

        Raises:
            Refused: Telegram would not send it.
        """
        text = str(params.get("text", ""))
        check_message(text, params)
        return self._put(params, {"text": text})

    def _send_file(self, params: Params, kind: str) -> Params:
        check_caption(params)
        return self._put(params, {kind: _as_file(kind, str(params.get(kind, "")))})

    def _send_album(self, params: Params) -> list[Params]:
        if not 2 <= len(params["media"]) <= 10:
            raise Refused(400, "Bad Request: group send failed")
        album = f"album{sum(self._last_ids.values()) + 1}"
        return [
            self._put({**params, **part}, _as_part(part) | {"media_group_id": album})
            for part in params["media"]
        ]

    def _copy(self, params: Params) -> Params:
        check_caption(params)
        source = self.find(int(params["from_chat_id"]), int(params["message_id"]), "copy")
        content = {key: source[key] for key in (*MEDIA, "text", "caption") if key in source}
        if not content:
            raise Refused(400, "Bad Request: the message can't be copied")
        sent = self._put({k: v for k, v in params.items() if k != "message_id"}, content)
        return {"message_id": sent["message_id"]}

    def _copy_several(self, params: Params) -> list[Params]:
        numbers = params["message_ids"]
        if numbers != sorted(set(numbers)):
            what = "message identifiers must be in a strictly increasing order"
            raise Refused(400, f"Bad Request: {what}")
        return [self._copy({**params, "message_id": number}) for number in numbers]

    def _put(self, params: Params, content: Params) -> Params:
        """Put a message of the bot's into a chat, if its group lets it."""
        chat_id = int(params["chat_id"])
        self.groups.admit(chat_id, params)
        content |= {k: params[k] for k in ("caption", "reply_markup") if params.get(k)}
        answered = self._answered(chat_id, params)
        if chat_id in self.groups:
            content |= self.groups.at(chat_id).placed(params.get("message_thread_id"))
            content |= answered
            message = self.group_message(chat_id, self.bot, **content)
        else:
            message = self.message(chat_id, from_bot=True)
            message |= content | answered
        number = {"chat_id": chat_id, "message_id": message["message_id"]}
        self.sent.append({**params, **content, **number})
        return message

    def _answered(self, chat_id: int, params: Params) -> Params:
        asked = params.get("reply_parameters")
        if not asked:
            return {}
        found = self._kept.get((chat_id, int(asked["message_id"])))
        if found is None and not asked.get("allow_sending_without_reply"):
            raise Refused(400, "Bad Request: message to be replied not found")
        return {"reply_to_message": without_reply(found)} if found else {}

    # What the bot changes.

    def _edit_text(self, params: Params) -> Params:
        check_message(str(params["text"]), params)
        return self._edit(params, {"text": params["text"]})

    def _edit_caption(self, params: Params) -> Params:
        check_caption(params)
        return self._edit(params, {"caption": params.get("caption", "")})

    def _edit_buttons(self, params: Params) -> Params:
        return self._edit(params, {})

    def _edit(self, params: Params, content: Params) -> Params:
        check_buttons(params)
        chat_id = int(params["chat_id"])
        self.groups.admit(chat_id, {})
        message = self.find(chat_id, int(params["message_id"]), "edit")
        if not message["from"]["is_bot"]:
            raise Refused(400, "Bad Request: message can't be edited")
        content["reply_markup"] = params.get("reply_markup")
        if all(message.get(key) == value for key, value in content.items()):
            raise Refused(400, NOT_MODIFIED)
        message |= content | {"edit_date": int(time.time())}
        return without_empty(message)

    def _delete(self, params: Params) -> bool:
        chat_id = int(params["chat_id"])
        self.groups.enter(chat_id)
        message = self.find(chat_id, int(params["message_id"]), "delete")
        may = self.groups.at(chat_id).may("delete_messages") if chat_id in self.groups else True
        if not message["from"]["is_bot"] and not may:
            raise Refused(400, "Bad Request: message can't be deleted")
        if time.time() - message["date"] + self.age > CHANGEABLE and not (chat_id < 0 and may):
            raise Refused(400, "Bad Request: message can't be deleted for everyone")
        self.remove(chat_id, message["message_id"])
        return True

    def _react(self, params: Params) -> bool:
        chat_id = int(params["chat_id"])
        self.groups.enter(chat_id)
        message = self.find(chat_id, int(params["message_id"]), "react")
        message["reaction"] = checked_reaction(params, self.groups.reactions_in(chat_id))
        return True

    def _number(self, counter: int) -> int:
        with self._lock:
            first = GENERAL if counter else 0  # a forum's first number is its general topic's
            self._last_ids[counter] = max(self._last_ids[counter], first) + 1
            return self._last_ids[counter]


def check_caption(params: Params) -> None:
    """Refuse what Telegram refuses under a file.

    Raises:
        Refused: The words are too long, or a button's data is.
    """
    if len(str(params.get("caption") or "")) > CAPTION_LIMIT:
        raise Refused(400, "Bad Request: message caption is too long")
    check_buttons(params)


def without_reply(message: Params) -> Params:
    """Return a message as it is told of within another: without what it answered itself."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def without_empty(message: Params) -> Params:
    """Return a message without fields that say nothing."""
    return {key: value for key, value in message.items() if value is not None}


def _as_part(part: Params) -> Params:
    kind = str(part["type"])
    return {kind: _as_file(kind, str(part["media"]))}


def _as_file(kind: str, file_id: str) -> object:
    found: Params = {"file_id": file_id, "file_unique_id": file_id}
    if kind in ("photo", "video", "animation", "sticker"):
        found |= {"width": 9, "height": 9}
    if kind in ("video", "animation", "voice", "audio"):
        found["duration"] = 3
    return [found] if kind == "photo" else found
