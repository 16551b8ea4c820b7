"""People in a group of the Bot API double: what they write, press, delete, and when they leave."""

import itertools
import time
from collections.abc import Callable

from doubles.bot_api_chats import Chats, without_empty, without_reply
from doubles.bot_api_forums import drop_topic
from doubles.bot_api_groups import GENERAL, Group, person, standing
from doubles.bot_api_wire import Params, buttons_of

Push = Callable[[Params], int]


class OfficersGroup:
    """A group with people in it; what they do comes to the bot as Telegram would tell it.

    Attributes:
        group: What Telegram keeps of it.
    """

    def __init__(self, group: Group, chats: Chats, push: Push) -> None:
        self.group = group
        self._chats = chats
        self._push = push
        self._files = itertools.count(1)

    # What is seen.

    def messages(self, topic: int | None = None) -> list[Params]:
        """Return what somebody sees who opens a topic now."""
        kept = self._chats.kept_in(self.group.id)
        return [without_empty(m) for m in kept if m.get("message_thread_id") == topic]

    def texts(self, topic: int | None = None) -> list[str]:
        """Return the words of what is seen in a topic, also those under files."""
        seen = self.messages(topic)
        return [str(m.get("text") or m.get("caption") or "") for m in seen]

    def topics(self) -> dict[int, str]:
        """Return the names of the topics that are there."""
        return {number: topic.name for number, topic in self.group.topics.items()}

    # What they do.

    def join(self, user_id: int) -> int:
        """Let somebody come in."""
        return self._change(user_id, "member")

    def leave(self, user_id: int) -> int:
        """Let somebody go."""
        return self._change(user_id, "left")

    def remove(self, user_id: int) -> int:
        """Let somebody be put out."""
        return self._change(user_id, "kicked")

    def leave_restricted(self, user_id: int) -> int:
        """Let somebody go who was not allowed to do everything: Telegram tells it otherwise."""
        return self._change(user_id, "restricted")

    def say(
        self, user_id: int, text: str, topic: int | None = None, reply_to: int | None = None
    ) -> Params:
        """Let somebody write; return the message."""
        return self._write(user_id, topic, reply_to, text=text)

    def send(
        self,
        user_id: int,
        kind: str,
        topic: int | None = None,
        reply_to: int | None = None,
        **fields: object,
    ) -> Params:
        """Let somebody send a file of a kind, with a ``caption`` or a ``media_group_id``."""
        file_id = f"petugas{next(self._files)}"
        file: Params = {"file_id": file_id, "file_unique_id": file_id, "width": 9, "height": 9}
        if kind in ("voice", "audio", "video"):
            file["duration"] = 3
        if kind == "sticker":
            file |= {"type": "regular", "is_animated": False, "is_video": False}
        content: object = [file] if kind == "photo" else file | dict(fields.pop("file", {}))  # type: ignore[call-overload]
        return self._write(user_id, topic, reply_to, **{kind: content}, **fields)

    def edit(self, message: Params, text: str) -> int:
        """Let the words of a message, or those under its file, be changed."""
        name = "text" if "text" in message else "caption"
        message |= {name: text, "edit_date": int(time.time())}
        return self._push({"edited_message": message})

    def press(self, user_id: int, label: str, message: Params | None = None) -> int:
        """Let somebody press the newest button with this label, or that of one message."""
        seen = [message] if message else reversed(self._chats.kept_in(self.group.id))
        for shown in seen:
            for text, data in buttons_of(shown):
                if text == label:
                    return self.press_data(user_id, data, shown)
        raise LookupError(f"the group was shown no button {label!r}")

    def press_data(self, user_id: int, data: str, message: Params) -> int:
        """Let somebody press a button that carries ``data``."""
        query = {
            "id": f"{user_id}{time.monotonic_ns()}",
            "from": person(user_id),
            "chat_instance": "1",
            "message": without_empty(message),
            "data": data,
        }
        return self._push({"callback_query": query})

    def delete(self, message: Params) -> None:
        """Let a message be deleted by hand: the bot is not told."""
        self._chats.remove(self.group.id, message["message_id"])

    def close_topic(self, user_id: int, topic: int) -> int:
        """Let a topic be closed by hand."""
        self.group.topics[topic].is_closed = True
        return self._report(user_id, topic, forum_topic_closed={})

    def delete_topic(self, topic: int) -> None:
        """Let a topic be deleted by hand: the bot is not told."""
        drop_topic(self._chats, self.group, topic)

    def remove_bot(self, user_id: int, status: str = "kicked") -> int:
        """Let the bot be put out."""
        return self._change_bot(user_id, status)

    def readmit_bot(self, user_id: int) -> int:
        """Let the bot come back as an administrator."""
        return self._change_bot(user_id, "administrator")

    def move(self, number: int) -> "OfficersGroup":
        """Let the group go on under another number, with its people and without its messages."""
        old = self.group
        new = Group(number, old.title, old.is_forum, members=dict(old.members))
        self._chats.groups.add(new)
        self._report(0, None, migrate_to_chat_id=number)
        old.moved_to = number
        moved = OfficersGroup(new, self._chats, self._push)
        moved._report(0, None, migrate_from_chat_id=old.id)
        return moved

    def _change(self, user_id: int, status: str) -> int:
        before = self.group.members.get(user_id, "left")
        self.group.members[user_id] = status
        both = standing(before, person(user_id)), standing(status, person(user_id))
        return self._push({"chat_member": self._changed(user_id, *both)})

    def _change_bot(self, user_id: int, status: str) -> int:
        both = []
        for now in (self.group.bot, status):
            self.group.bot = now
            both.append(self.group.bot_member(self._chats.bot))
        return self._push({"my_chat_member": self._changed(user_id, *both)})

    def _changed(self, user_id: int, before: Params, after: Params) -> Params:
        common = {"chat": self.group.described(), "from": person(user_id), "date": 1}
        return {**common, "old_chat_member": before, "new_chat_member": after}

    def _write(
        self, user_id: int, topic: int | None, reply_to: int | None, **content: object
    ) -> Params:
        self.group.members.setdefault(user_id, "member")
        place = self.group.placed(topic if topic != GENERAL else None)
        answered = self._chats.find(self.group.id, reply_to, "reply") if reply_to else None
        if answered is not None:
            place["reply_to_message"] = without_empty(without_reply(answered))
            place |= {k: answered[k] for k in ("message_thread_id",) if k in answered}
        message = self._chats.group_message(self.group.id, person(user_id), **place, **content)
        if self._is_told(message):
            self._push({"message": message})
        return message

    def _report(self, user_id: int, topic: int | None, **what: object) -> int:
        place = self.group.placed(topic)
        message = self._chats.group_message(self.group.id, person(user_id), **place, **what)
        return self._push({"message": message})

    def _is_told(self, message: Params) -> bool:
        """Tell whether the bot hears of it: one that is no administrator hears what calls it."""
        if self.group.bot == "administrator":
            return True
        if self.group.bot in ("left", "kicked"):
            return False
        answered = message.get("reply_to_message", {})
        is_answer = answered.get("from") == self._chats.bot
        return is_answer or str(message.get("text", "")).startswith("/")
