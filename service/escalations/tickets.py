"""Ticket numbers: the public name of an escalation, ``TB-7KQ2-9XMD``.

Random, so that nobody can guess another citizen's; without the letters that are misread. The last
character checks the seven before it: see docs/adr. A ticket whose last character is random too
stays valid, so a ticket that does not check is looked up all the same.
"""

import re
import secrets
from functools import reduce

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_TICKET = re.compile(r"\bTB[ -]?([0-9A-Z]{4})[ -]?([0-9A-Z]{4})\b", re.IGNORECASE)
_MISREAD = str.maketrans("OIL", "011")
_RANDOM = 7  # characters; 35 bits
_MODULUS = 0b100101  # x^5 + x^2 + 1: the polynomial that makes a field of 32 numbers


def new_ticket() -> str:
    """Return a fresh ticket number (35 random bits and a character that checks them)."""
    return as_ticket("".join(secrets.choice(ALPHABET) for _ in range(_RANDOM)))


def as_ticket(letters: str) -> str:
    """Return the ticket that begins with these seven letters: the eighth checks them."""
    return f"TB-{letters[:4]}-{letters[4:]}{ALPHABET[_fold(letters)]}"


def find_ticket(text: str) -> str | None:
    """Return the ticket number in a text, as we write it; None when there is none."""
    match = _TICKET.search(text)
    if match is None:
        return None
    first, second = (part.upper().translate(_MISREAD) for part in match.groups())
    return f"TB-{first}-{second}"


def without_ticket(text: str, instead: str = " ") -> str:
    """Return a text with something else in the place of ticket numbers."""
    return _TICKET.sub(lambda _: instead, text)


def is_mistyped(ticket: str) -> bool:
    """Tell whether a ticket that is not known was written wrongly: its last letter does not check.

    Args:
        ticket: As ``find_ticket`` returns it.
    """
    letters = ticket.removeprefix("TB-").replace("-", "")
    return not set(letters) <= set(ALPHABET) or _fold(letters) != 0


def _fold(letters: str) -> int:
    """Return what checks the letters; 0 when the last of them checks those before it."""
    return reduce(lambda checked, letter: _double(checked ^ ALPHABET.index(letter)), letters, 0)


def _double(number: int) -> int:
    """Multiply by x in the field; no two numbers give the same."""
    doubled = number << 1
    return doubled ^ _MODULUS if doubled >= len(ALPHABET) else doubled
