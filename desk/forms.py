"""Forms as browsers post them: read within a limit, compared and cleaned before use."""

import hashlib
import hmac
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC

BODY_LIMIT = 64 * 1024  # bytes; a reply of 4,000 emoji takes 48 KB
MANY = 50  # tickets closed at once
FIELD_LIMIT = 2 * MANY + 10  # a sentence and its tick are two
NUMBER = re.compile(r"\d{1,9}", re.ASCII)  # as a form names a row
REPLY_LIMIT = 4000  # UTF-16 units, as browsers and Telegram count


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form, without NUL, which PostgreSQL keeps nowhere.

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
        fields = parse_qsl(text, keep_blank_values=True, max_num_fields=FIELD_LIMIT)
    except ValueError as error:
        raise HTTPException(400) from error
    return {name: value.replace("\0", "") for name, value in fields}


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


@dataclass(frozen=True)
class Checked:
    """A reply as it may be sent, and what of it the officer is still to decide.

    Attributes:
        text: As it is sent.
        kinds: Personal data that the officer has not been warned of; empty: it may go.
        seal: What shows that the warning was about these very words.
        can_stay: Whether something of it may be an agency's, and go as it is.
    """

    text: str
    kinds: tuple[str, ...] = ()
    seal: str = ""
    can_stay: bool = False


def check_reply(form: Mapping[str, str]) -> Checked:
    """Decide how a reply with personal data goes: hidden, as it is, or not before a warning.

    What can only be a person's (a NIK, a PIN) is never sent as it is. Who changes the words after
    the warning is warned anew, unless all of it is to be hidden anyway.
    """
    text = clean_reply(form.get("text", ""))
    masked = mask(text)
    if not masked.kinds:
        return Checked(text)
    seal = hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()
    choice = form.get("personal", "")
    if choice == "hide":
        return Checked(masked.text)
    if choice == "keep" and is_same_token(form.get("seal", ""), seal):
        return Checked(mask(text, leaving=CAN_BE_PUBLIC).text)
    return Checked(text, masked.kinds, seal, bool(CAN_BE_PUBLIC.intersection(masked.kinds)))
