"""Citizens of the Bot API double: what they write and press in their private chats."""

import itertools
from collections.abc import Callable

from doubles.bot_api_chats import MEDIA, Chats, without_reply
from doubles.bot_api_wire import Params, a_person, buttons_of


class Citizens:
    """What citizens do; each becomes an update.

    Attributes:
        chats: What was written and sent; a group is let in by ``officers_group``.
        written: What citizens wrote, the newest last.
    """

    def __init__(self, chats: Chats, push: Callable[[Params], int]) -> None:
        self.chats = chats
        self.written: list[Params] = []
        self._push = push
        self._files = itertools.count(1)

    def say(self, chat_id: int, text: str, reply_to: int | None = None) -> int:
        """Let a citizen write in their private chat; return the update's id."""
        return self._put_in(chat_id, reply_to, text=text)

    def send(self, chat_id: int, kind: str, reply_to: int | None = None, **fields: object) -> int:
        """Let a citizen send a file of a kind, with a ``caption`` or a ``media_group_id``."""
        if kind not in MEDIA:
            raise ValueError(f"no kind of file: {kind!r}")
        file_id = f"warga{next(self._files)}"
        file: Params = {"file_id": file_id, "file_unique_id": file_id, "width": 9, "height": 9}
        file["duration"] = 3
        content: object = [file] if kind == "photo" else file
        return self._put_in(chat_id, reply_to, **{kind: content}, **fields)

    def send_contact(self, chat_id: int, phone: str) -> int:
        """Let a citizen send a contact."""
        return self._put_in(chat_id, None, contact={"phone_number": phone, "first_name": "Budi"})

    def edit(self, chat_id: int, text: str) -> int:
        """Let a citizen change what they wrote last; return the update's id."""
        said = next(m for m in reversed(self.written) if m["chat"]["id"] == chat_id)
        name = "text" if "text" in said else "caption"
        said |= {name: text, "edit_date": said["date"]}
        return self._push({"edited_message": dict(said)})

    def press(self, chat_id: int, data: str) -> int:
        """Let a citizen press the button that carries ``data``; return the update's id."""
        shown = {**self.chats.message(chat_id, from_bot=True), "text": "…"}
        query = {
            "id": f"{chat_id}{shown['message_id']}",
            "from": a_person(chat_id),
            "chat_instance": "1",
            "message": shown,
            "data": data,
        }
        return self._push({"callback_query": query})

    def press_label(self, chat_id: int, label: str) -> int:
        """Let a citizen press the newest button with this label; return the update's id."""
        for message in reversed(self.chats.sent_to(chat_id)):
            for shown, data in buttons_of(message):
                if shown == label:
                    return self.press(chat_id, data)
        raise LookupError(f"chat {chat_id} was shown no button {label!r}")

    def _put_in(self, chat_id: int, reply_to: int | None, **content: object) -> int:
        message = self.chats.message(chat_id)
        if reply_to is not None:
            answered = self.chats.find(chat_id, reply_to, "reply")
            content["reply_to_message"] = without_reply(answered)
        message |= content
        self.written.append(message)
        return self._push({"message": dict(message)})
