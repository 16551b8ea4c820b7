"""Numbers told piece by piece, one message after the other: "nik saya 32730145", then "07910002".

A message of nothing but digits says nothing to a bot, so from six digits on it is hidden at once,
whatever came before: nothing is remembered, so neither a restart nor a second gateway lets it
through. What is shorter is judged together with the end of the message before, as that is stored;
``service.updates.pieces`` then hides both.
"""

import re

from service.door import patterns as shape
from service.door.folding import fold
from service.door.harmless import SUMS_NEAR
from service.door.masking import Masked, label
from service.door.public_contacts import is_published

PIECE_KIND = "nomor"
ALONE = 6  # digits that are hidden although nothing else is said
TOGETHER = 8  # digits of two messages that are a number
LONGEST = 20
_SAID = (
    r"(?:dan|terus|trus|lanjut\w*|sambung\w*|belakang\w*|akhir\w*|sisa\w*|ujung\w*|tengah\w*"
    r"|depan\w*|awal\w*|itu|ini"
    r"|nya|yg|yang|lagi|kak|min|pak|bu|ya|lalu|kemudian|maaf|eh|oh|oke|ok|nomor|no|nomornya)"
)
_PIECE = re.compile(
    rf"[\W_]{{0,9}}(?:{_SAID}[\W_]{{1,3}}){{0,4}}(?P<digits>\d(?:[\W_]{{0,3}}\d){{2,18}})"
    rf"[\W_]{{0,9}}(?:{_SAID}[\W_]{{0,3}}){{0,3}}"
)
_GOES_ON = re.compile(r"\b(?:lanjut|sambung|belakang|akhir|sisa|ujung|tengah|terus|trus)")
_TAIL = re.compile(r"\d(?:[ .\-]{0,2}\d){2,11}[^\w\x00]{0,5}$")
_ENDS_HIDDEN = re.compile(r"\x00[^\w\x00]{0,5}$")
_OTHERWISE = (
    *(shape.BUDGET_CODE, shape.CALENDAR, shape.THOUSANDS, shape.CALL_CENTRE, shape.COORDINATE),
    *(
        re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"),
        re.compile(r"[1-9]\d{0,3}0{3,9}"),
    ),
)


def digits_alone(text: str) -> str:
    """Return the digits of a message that says nothing else, else nothing.

    At least three of them that are no year, no service's and no office's number, date or sum.
    """
    found = _PIECE.fullmatch(fold(text)[0])
    if found is None:
        return ""
    shown = found.group("digits")
    is_year = shape.are_listed(shape.DIGITS.findall(shown)) and not _GOES_ON.search(found.string)
    if is_published(shown) or is_year or any(pattern.fullmatch(shown) for pattern in _OTHERWISE):
        return ""
    return "".join(shape.DIGITS.findall(shown))


def hide_piece(masked: Masked, digits: str) -> Masked:
    """Hide a message of nothing but six digits and more, unless they are hidden already."""
    if len(digits) < ALONE or masked.kinds:
        return masked
    return Masked(label(PIECE_KIND), (PIECE_KIND,))


def hide_former(before: str, digits: str) -> str | None:
    """Return the message before without its piece; None when the two are no number together.

    Args:
        before: Masked, as it is stored.
        digits: Of the message that follows it, which says nothing else.
    """
    folded, places = fold(before)
    if _ENDS_HIDDEN.search(folded):
        return before
    tail = _TAIL.search(folded)
    if tail is None or not _is_number(folded, tail.group(), digits, tail.start()):
        return None
    start, end = places[tail.start()], places[tail.start() + len(tail.group().rstrip(" .,:;-\n"))]
    return before[:start] + label(PIECE_KIND) + before[end:]


def _is_number(before: str, tail: str, digits: str, at: int) -> bool:
    """Tell whether an end and what follows are one number, or could be anything."""
    first = "".join(shape.DIGITS.findall(tail))
    both = first + digits
    words = before[max(0, at - shape.WINDOW) : at]
    is_told = shape.CONTEXT.search(words) is not None
    is_year = shape.are_listed(shape.DIGITS.findall(tail)) and not is_told
    if not TOGETHER <= len(both) <= LONGEST or is_year or SUMS_NEAR.search(words):
        return False
    is_alone = bool(_PIECE.fullmatch(before))
    is_mobile = both.startswith(("08", "628")) and len(both) <= 14
    is_nik = len(both) == 16 and shape.is_plausible_nik(both)
    return is_alone or is_told or is_mobile or is_nik
