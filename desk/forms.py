"""Forms as browsers post them: read within a limit, compared and cleaned before use."""

import hmac
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

BODY_LIMIT = 64 * 1024  # bytes; a reply of 4,000 emoji takes 48 KB
FIELD_LIMIT = 20
REPLY_LIMIT = 4000  # UTF-16 units, as browsers and Telegram count


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form.

    Raises:
        HTTPException: 413 for a body over ``BODY_LIMIT``, 400 for more fields than any form has.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            raise HTTPException(413)
    text = body.decode("utf-8", errors="replace")
    try:
        return dict(parse_qsl(text, keep_blank_values=True, max_num_fields=FIELD_LIMIT))
    except ValueError as error:
        raise HTTPException(400) from error


def is_same_token(given: str, expected: str) -> bool:
    """Compare two tokens in constant time; nothing equals an empty token."""
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())


def clean_reply(text: str) -> str:
    """Return an officer's reply as it is sent: line feeds only, no NUL, no space around it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def problem_of_reply(text: str) -> str | None:
    """Return why a cleaned reply cannot be sent (``empty``, ``too_long``), None when it can."""
    if not text:
        return "empty"
    if len(text.encode("utf-16-le", errors="surrogatepass")) // 2 > REPLY_LIMIT:
        return "too_long"
    return None
