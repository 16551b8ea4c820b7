"""A text that is too long for one message, cut where a reader would pause.

Pure, used by the outbox. Telegram counts a text's UTF-16 units after it has read the markup, which
is our text before it becomes HTML: cut here, no tag or entity can ever be cut.
"""

import re
import unicodedata
from collections.abc import Iterator

LIMIT = 4096  # UTF-16 units in one message of Telegram's
_STEPS_BACK = 64  # characters of a joined emoji or of stacked accents that are kept together
_SIGHT = 64  # characters looked at after the furthest cut

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n\s*")  # a run of lines at once: cut anywhere in it, the parts are alike
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")  # not "1. Isi" of a list: see _is_bad
_WORD = re.compile(r"(?<!\d)\s+|\s+(?!\d)")  # not inside "0812 3456 7890"
_SPACE = re.compile(r"\s+")
_BREAKS = (_PARAGRAPH, _LINE, _SENTENCE, _WORD)
_TITLE = re.compile(r"\s*# ")
_NUMBERED = re.compile(r"(?:^|\n)\s*\d{1,3}[.)]$")


def split_text(text: str, limit: int = LIMIT) -> list[str]:
    """Cut a text into parts of at most ``limit`` UTF-16 units.

    At a paragraph, else a line, a sentence or a word; never inside an address, a spaced number, or
    what is seen as one character. A later part never begins with a title's mark.
    """
    parts = []
    rest = text.strip()
    while (reach := _reach(rest, limit)) < len(rest):
        cut = _last_break(rest, reach)
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def utf16_length(text: str) -> int:
    """Return a text's length as Telegram counts it."""
    return len(text) + sum(character > "\uffff" for character in text)


def _reach(text: str, limit: int) -> int:
    """Return how many characters of the text fit."""
    reach = min(len(text), limit)
    while utf16_length(text[:reach]) > limit:
        reach -= (utf16_length(text[:reach]) - limit + 1) // 2
    return reach


def _last_break(text: str, reach: int) -> int:
    """Return where to cut: the best kind of break in the later half, else any, else by force."""
    half = reach // 2
    tries = [(kind, earliest) for earliest in (half, 1) for kind in _BREAKS] + [(_SPACE, half)]
    for kind, earliest in tries:
        at = max(_breaks(kind, text, earliest, reach), default=0)
        if at:
            return at
    return _between_characters(text, reach)


def _breaks(kind: re.Pattern[str], text: str, earliest: int, reach: int) -> Iterator[int]:
    for found in kind.finditer(text, earliest - 1, reach + _SIGHT):
        at = found.start()
        if earliest <= at <= reach and not _is_bad(text, at):
            yield at


def _is_bad(text: str, at: int) -> bool:
    """Tell whether a part would end with a list's bare number, or begin like a title."""
    return bool(_NUMBERED.search(text[max(0, at - 8) : at]) or _TITLE.match(text, at))


def _between_characters(text: str, reach: int) -> int:
    """Step back from inside what is seen as one character; not without end."""
    for at in range(reach, max(1, reach - _STEPS_BACK), -1):
        if not _is_joined(text, at):
            return at
    return reach


def _is_joined(text: str, at: int) -> bool:
    """Tell whether the characters before and after ``at`` are shown as one."""
    before, after = text[at - 1], text[at]
    if before == "\u200d" or after == "\u200d" or "\U0001f3fb" <= after <= "\U0001f3ff":
        return True
    if unicodedata.category(after)[0] == "M" or "\U000e0020" <= after <= "\U000e007f":
        return True
    return _is_flag_letter(after) and _flag_letters_before(text, at) % 2 == 1


def _flag_letters_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_letter(text[at - 1 - count]):
        count += 1
    return count


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
