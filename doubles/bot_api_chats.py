"""The Bot API's chats: their messages' numbers, and what the bot sent."""

import threading
import time

from doubles.bot_api_wire import Params, a_bot, a_person, check_message


class Chats:
    """Every chat of the bot.

    Attributes:
        sent: Every message that the bot sent: the request's fields and ``message_id``.
    """

    def __init__(self, lock: threading.Condition) -> None:
        """Number messages under ``lock``, which callers may hold already."""
        self.sent: list[Params] = []
        self._lock = lock
        self._next_id = 1

    def sent_to(self, chat_id: int) -> list[Params]:
        """Return what was sent to a chat."""
        return [message for message in self.sent if message["chat_id"] == chat_id]

    def message(self, chat_id: int, *, from_bot: bool = False) -> Params:
        """Return a new message without its content."""
        with self._lock:
            message_id, self._next_id = self._next_id, self._next_id + 1
        return {
            "message_id": message_id,
            "date": int(time.time()),
            "chat": {"id": chat_id, "type": "private", "first_name": "Warga"},
            "from": a_bot("1:double") if from_bot else a_person(chat_id),
        }

    def send(self, params: Params) -> Params:
        """Carry out ``sendMessage``.

        Raises:
            Refused: Telegram would not send it.
        """
        text, chat_id = str(params.get("text", "")), int(params["chat_id"])
        check_message(text, params)
        message = {**self.message(chat_id, from_bot=True), "text": text}
        self.sent.append({**params, "chat_id": chat_id, "message_id": message["message_id"]})
        return message

    def edit(self, params: Params) -> Params:
        """Carry out ``editMessageText``."""
        message = self.message(int(params["chat_id"]), from_bot=True)
        return {**message, "message_id": int(params["message_id"]), "text": params["text"]}
