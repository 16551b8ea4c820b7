"""How a citizen talks to the running service over the Bot API double, and what is read."""

import time
from collections.abc import Sequence
from itertools import count
from typing import Any

from doubles.bot_api import BotApiDouble
from doubles.citizens import PATIENCE
from doubles.service import Service

CHATS = count(70_001)
OUTSIDE = "di luar layanan"
SECOND_ANSWER = 0.3  # seconds in which one more answer to the same message would come

Said = str | dict[str, Any]  # words, or the fields of a message, such as a location
Turn = tuple[Said, Sequence[str], Sequence[str]]  # said, one of these is read, none of these


def play(service: Service, turns: Sequence[Turn], chat_id: int | None = None) -> int:
    """Say one thing after the other and look at what is read; return the chat."""
    chat_id = chat_id or next(CHATS)
    for said, wanted, unwanted in turns:
        read = tell(service, chat_id, said)
        assert any(words in read for words in wanted), f"{said!r} was answered {read!r}"
        assert not [words for words in unwanted if words in read], f"{said!r}: {read!r}"
    return chat_id


def tell(service: Service, chat_id: int, said: Said) -> str:
    """Write on Telegram; return all that comes, in small letters, once nothing more does."""
    before = len(service.telegram.sent(chat_id))
    if isinstance(said, str):
        service.telegram.say(chat_id, said)
    else:
        service.telegram.push({"message": {**_message(service.telegram, chat_id), **said}})
    return read_from(service, chat_id, before)


def press(service: Service, chat_id: int, label: str) -> str:
    """Press the newest button with this label; return all that comes."""
    before = len(service.telegram.sent(chat_id))
    service.telegram.press_label(chat_id, label)
    return read_from(service, chat_id, before)


def read_from(service: Service, chat_id: int, before: int) -> str:
    """Wait for something newer than the first ``before`` messages, and return it with buttons."""
    service.telegram.wait_for(chat_id, before + 1, PATIENCE)
    time.sleep(SECOND_ANSWER)
    new = service.telegram.sent(chat_id)[before:]
    labels = [b["text"] for m in new for row in _keyboard(m) for b in row]
    return "\n".join([*(str(m["text"]) for m in new), *labels]).lower()


def _message(telegram: BotApiDouble, chat_id: int) -> dict[str, Any]:
    return telegram.chats.message(chat_id)


def _keyboard(message: dict[str, Any]) -> list[list[dict[str, str]]]:
    markup = message.get("reply_markup") or {}
    return list(markup.get("inline_keyboard", []))
