"""Passwords: which may be chosen, how they are kept (Argon2id), and whether one is right.

What is common is told by zxcvbn, which ships its lists and asks nobody; Indonesian words stand in
``common_words.txt`` beside this file.
"""

from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from service.errors import WeakPassword

PASSWORD_LENGTH = 12  # characters at least
GUESSABLE = 2  # of zxcvbn's 0 to 4: fewer than 10^8 guesses
READ = 72  # characters that zxcvbn looks at: its time grows with the square
AGENCY = ("bpkp", "tanyabpkp")
NAME_LENGTH = 4  # letters that a part of a name has at least to be looked for

HASHER = PasswordHasher()  # 64 MiB and a tenth of a second for each password, on purpose
UNUSABLE = "-"  # whoever was invited has no password yet
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$" + "A" * 43


def check_password(password: str, username: str, name: str) -> None:
    """Refuse a password that is easily guessed.

    Raises:
        WeakPassword: It is too short, common, or has a name in it; ``reason`` says which.
    """
    if len(password) < PASSWORD_LENGTH:
        raise WeakPassword("short", f"the password needs at least {PASSWORD_LENGTH} characters")
    if any(part in _letters(password) for part in _names(username, name)):
        raise WeakPassword("name", "the password has the user's name in it, or the agency's")
    known = [*common_words(), *_names(username, name)]
    if zxcvbn(password[:READ], user_inputs=known)["score"] <= GUESSABLE:
        raise WeakPassword("common", "the password is a common one, or made of common words")


def is_right(password_hash: str | None, password: str) -> bool:
    """Tell whether a password belongs to a hash; none at all takes as long, and is never right."""
    kept = None if password_hash == UNUSABLE else password_hash
    try:
        return HASHER.verify(kept or _NOBODY, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def common_words() -> tuple[str, ...]:
    """Return the words of ``common_words.txt``."""
    lines = (Path(__file__).parent / "common_words.txt").read_text("utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _names(username: str, name: str) -> list[str]:
    parts = [_letters(part) for part in (username, *name.split())]
    return [*AGENCY, *(part for part in parts if len(part) >= NAME_LENGTH)]


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
