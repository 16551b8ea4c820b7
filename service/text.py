"""Plain text in, plain words out: what search and the classifier see of a citizen's message.

Pure, standard library only and valid on Python 3.10, because Rasa's components use it as well:
both sides of the bot must read "gmn cr mnta dta" alike (docs/adr/0003).
"""

import re
import unicodedata
from collections.abc import Mapping

MAX_CHARACTERS = 4096  # Telegram's own limit for one message

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED = re.compile(r"^([^\W\d_]{2,})2(?=$|[^\W\d_])")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n+")


def clean(text: str) -> str:
    """Remove what a reader cannot see: control, zero-width and direction characters.

    Keeps line breaks; at most ``MAX_CHARACTERS`` characters are kept.
    """
    text = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 4])
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n"))
    kept = (c if c == "\n" or unicodedata.category(c)[0] != "C" else " " for c in text)
    text = _SPACES.sub(" ", "".join(kept))
    return _BLANK_LINES.sub("\n\n", text).strip()[:MAX_CHARACTERS]


def is_too_long(text: str) -> bool:
    """Tell whether ``clean`` drops the end of a text."""
    return len(text.strip()) > MAX_CHARACTERS


def words(text: str) -> list[str]:
    """Split into lower-case words, letters stretched for emphasis shortened ("bangeeet")."""
    folded = unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'")
    return [_STRETCHED.sub(r"\1", word) for word in _WORD.findall(folded)]


def normalise(text: str, slang: Mapping[str, str]) -> str:
    """Write a message in standard words, separated by single spaces.

    Args:
        text: As the citizen wrote it (masked).
        slang: Word to replacement of none or several words; see ``content/slang.yml``.
    """
    replaced = (_replace(word, slang) for word in words(text))
    return " ".join(word for word in replaced if word)


def _replace(word: str, slang: Mapping[str, str]) -> str:
    if word in slang:
        return slang[word]
    doubled = _DOUBLED.sub(r"\1 \1 ", word)  # "masing2" is "masing masing"
    if doubled != word:
        return " ".join(slang.get(part, part) for part in doubled.split())
    return word
