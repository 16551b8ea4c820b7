"""The Bot API's forms on the wire: a request's fields, an error, a person, a bot."""

import json
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

NESTED = frozenset(
    "reply_markup commands allowed_updates link_preview_options reply_parameters reaction media"
    " message_ids".split()
)
PHRASES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
}
TEXT_LIMIT = 4096  # characters of one message
CAPTION_LIMIT = 1024  # characters under a file
DATA_LIMIT = 64  # bytes of one button
Params = dict[str, Any]


@dataclass(frozen=True)
class Fault:
    """What the next call of a method meets: a status, or something after it took effect.

    Attributes:
        cut: ``before`` or ``after`` it took effect the connection breaks.
        result: What is answered instead, if anything.
    """

    status: int | None = None
    description: str = ""
    retry_after: int | None = None
    seconds: float = 0.0
    cut: str = ""
    result: tuple[object, ...] = ()


class Refused(Exception):
    """A request that Telegram answers with an error status.

    Attributes:
        parameters: What helps to do better: ``retry_after`` or ``migrate_to_chat_id``.
    """

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.parameters = parameters


def check_message(text: str, params: Params) -> None:
    """Refuse what Telegram refuses to send.

    Raises:
        Refused: It is empty or too long, or a button's data is.
    """
    if not text.strip():
        raise Refused(400, "Bad Request: message text is empty")
    if len(text) > TEXT_LIMIT + 200:  # its markup does not count
        raise Refused(400, "Bad Request: message is too long")
    check_buttons(params)


def check_buttons(params: Params) -> None:
    """Refuse buttons whose data is empty or too long.

    Raises:
        Refused: One of them is.
    """
    if any(not 1 <= len(data.encode()) <= DATA_LIMIT for _, data in buttons_of(params)):
        raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")


def buttons_of(message: Params) -> list[tuple[str, str]]:
    """Return the label and the data of each button under a recorded message."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    pressed = [button for row in rows for button in row if "url" not in button]
    return [(button["text"], button.get("callback_data", "")) for button in pressed]


async def read_params(request: Request) -> Params:
    """Read a request's fields from address, form or JSON, as the Bot API takes them."""
    params: Params = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        body: Params = await request.json()
        return params | body
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                params[f"{name}_uploaded"] = (value.filename, await value.read())
            else:
                params[name] = value
    nested = {name: json.loads(params[name]) for name in NESTED & params.keys()}
    return params | nested


def refusal(status: int, description: str, **parameters: int | None) -> Response:
    """Return an error as Telegram words it."""
    body: Params = {"ok": False, "error_code": status}
    body["description"] = description or PHRASES.get(status, "Error")
    known = {name: value for name, value in parameters.items() if value is not None}
    if known:
        body["parameters"] = known
    return JSONResponse(body, status_code=status)


def a_bot(token: str) -> Params:
    """Return the bot that a token belongs to."""
    number = token.partition(":")[0]
    bot_id = int(number) if number.isdecimal() else 1
    return {"id": bot_id, "is_bot": True, "first_name": "Tanya BPKP", "username": "tanya_bpkp_bot"}


def a_person(chat_id: int) -> Params:
    """Return the citizen of a private chat."""
    return {"id": chat_id, "is_bot": False, "first_name": "Warga", "language_code": "id"}
