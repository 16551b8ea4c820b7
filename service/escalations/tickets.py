"""Ticket numbers: the public name of an escalation, ``TB-7KQ2-9XMD``.

Random, so that nobody can guess another citizen's; without the letters that are misread.
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
_TICKET = re.compile(r"\bTB[ -]?([0-9A-Z]{4})[ -]?([0-9A-Z]{4})\b", re.IGNORECASE)
_MISREAD = str.maketrans("OIL", "011")


def new_ticket() -> str:
    """Return a fresh ticket number (40 random bits)."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"TB-{letters[:4]}-{letters[4:]}"


def find_ticket(text: str) -> str | None:
    """Return the ticket number in a text, as we write it; None when there is none."""
    match = _TICKET.search(text)
    if match is None:
        return None
    first, second = (part.upper().translate(_MISREAD) for part in match.groups())
    return f"TB-{first}-{second}"
