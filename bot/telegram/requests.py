"""What Telegram answers, read as far as it can be: what it took is delivered.

A newer Bot API, or a server of another maker, may answer with what the library cannot read. Of a
message that was sent nobody needs more than its number, of ourselves no more than the name.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import structlog
from telegram import Message, TelegramObject, User
from telegram.request import HTTPXRequest

OK = 200
NO_NUMBER = 0  # as the Bot API itself numbers a message that has no number yet
NOBODY = {"id": 0, "type": "private"}
T = TypeVar("T", bound=TelegramObject)

log = structlog.get_logger()


class LenientRequest(HTTPXRequest):
    """Hands the library only answers that it can read; names in the log what it cannot."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask, and cut down what cannot be read."""
        status, payload = await super().do_request(url, *args, **kwargs)
        method = url.rpartition("/")[2]
        if status == OK and method in READERS:
            payload = _readable(method, payload)
        return status, payload


def _readable(method: str, payload: bytes) -> bytes:
    """Return an answer as it came, or the least of it that can be read."""
    try:
        answer = json.loads(payload)
        if answer["ok"] is not True:
            return payload
    except (ValueError, LookupError, TypeError):  # not an answer of a Bot API: the library says so
        return payload
    result = answer.get("result")
    read, least_of = READERS[method]
    try:
        read(result)
    except Exception as error:  # noqa: BLE001 - whatever the library trips over
        log.warning("telegram_answer_cut_down", method=method, error=type(error).__name__)
        least = least_of(result if isinstance(result, dict) else {})
        return json.dumps({"ok": True, "result": least}).encode()
    return payload


def _read_message(result: Any) -> None:
    int(_read(Message, result).message_id)


def _read_user(result: Any) -> None:
    int(_read(User, result).id)


def _read(kind: type[T], result: Any) -> T:
    found = kind.de_json(result, None)
    if found is None:
        raise TypeError("an answer without a result")
    return found


def _least_of_a_message(result: Mapping[str, Any]) -> dict[str, Any]:
    number = result.get("message_id")
    known = int(str(number)) if str(number).isdecimal() else NO_NUMBER
    return {"message_id": known, "date": 0, "chat": NOBODY}


def _least_of_a_user(result: Mapping[str, Any]) -> dict[str, Any]:
    number, name = result.get("id"), result.get("username")
    known = int(str(number)) if str(number).isdecimal() else 0
    return {"id": known, "is_bot": True, "first_name": "", "username": str(name or "")}


Reader = tuple[Callable[[Any], None], Callable[[Mapping[str, Any]], dict[str, Any]]]
READERS: dict[str, Reader] = {
    "sendMessage": (_read_message, _least_of_a_message),
    "getMe": (_read_user, _least_of_a_user),
}
