"""A web message as it comes in: the body of a POST, read with suspicion."""

import json
import re
from typing import Any

from starlette.requests import Request

from service.answering.commands import foreign_command, read_command
from service.updates.store import Incoming
from serving.bodies import read_whole

CHANNEL = "web"
BODY_LIMIT = 512 * 1024  # bytes of one POST; a message of 100,000 characters still fits
MESSAGE_ID = re.compile(r"[\w-]{8,64}", re.ASCII)  # what every database stores as it is


def is_json(request: Request) -> bool:
    """Tell whether a body is said to be JSON, which a form of another site's cannot say."""
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    return kind.strip().lower() == "application/json"


async def read_body(request: Request) -> Any:
    """Return the JSON of a body, None where it is none.

    Raises:
        HTTPException: 413 for one that is too large.
    """
    try:
        return json.loads(await read_whole(request, BODY_LIMIT))
    except (ValueError, RecursionError):  # the latter for "[[[[…"
        return None


def read_message(body: Any, address: str) -> Incoming | None:
    """Return what ``{"id": ..., "text": ...}`` or ``{"id": ..., "button": token}`` says."""
    if not isinstance(body, dict):
        return None
    message_id, text, button = body.get("id"), body.get("text"), body.get("button")
    if not isinstance(message_id, str) or not MESSAGE_ID.fullmatch(message_id):
        return None
    common: dict[str, Any] = {"channel": CHANNEL, "source": address[:32], "update_id": message_id}
    if isinstance(button, str) and button.isascii() and button.isprintable():
        return Incoming(**common, address=address, kind="button", pressed=button)
    if not isinstance(text, str):
        return None
    command = read_command(text)
    if command is not None:
        payload, rest = command
        return Incoming(**common, address=address, kind="command", text=rest, payload=payload)
    common["payload"] = foreign_command(text)
    return Incoming(**common, address=address, kind="text", text=text)
