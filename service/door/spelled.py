"""Numbers in words, or in words and digits: "nol delapan sebelas dua puluh lima", "nol 8 satu 2".

A row of number words is a number when it has as many digits as one, and is no sum ("dua puluh lima
juta"), no count and no enumeration.
"""

import re

from service.door.patterns import NAMES, context_of, is_plausible_nik, is_plausible_nip
from service.door.spans import Decision, keep

_COUNTED_UP = (
    "satu dua tiga empat lima enam tujuh delapan sembilan",
    "one two three four five six seven eight nine",
    "siji loro telu papat limo enem pitu wolu songo",
    "hiji duwa tilu opat limo genep tujuh dalapan salapan",
    "ciek duo tigo ampek limo anam tujuah lapan sambilan",
    "stu dw tga mpat lma nam tjh dlpn smbln",
)
_UNITS = {
    **{word: str(at) for row in _COUNTED_UP for at, word in enumerate(row.split(), 1)},
    **dict.fromkeys(("nol", "kosong", "zero", "oh", "nul"), "0"),
    **{"dlapan": "8", "ampat": "4", "tuju": "7", "sanga": "9", "tiluh": "3"},  # noqa: PIE800
}
_UNIT = rf"(?:{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
_WORD = (
    rf"(?:(?:dobel|double|dabel|dua kali) ?{_UNIT}|sepuluh|sebelas|seratus"
    rf"|{_UNIT}(?: ?(?:belas|puluh|ratus))?)"
)
_GAP = r"[ ,.\-\n]{0,3}"
_DIGITS = r"(?<!\d)\d{1,18}(?!\d)"
_TOKEN = rf"(?:{_DIGITS}|{_WORD})"
SPELLED = re.compile(rf"(?<![^\W_]){_WORD}(?:{_GAP}{_TOKEN}){{2,30}}(?![^\W\d_])")
MIXED = re.compile(
    rf"(?<![\d.,]){_DIGITS}(?:[ ,.\-]{{1,3}}{_DIGITS}){{0,3}}{_GAP}{_WORD}"
    rf"(?:{_GAP}{_TOKEN}){{1,30}}(?![^\W\d_])"
)
_PARTS = re.compile(
    rf"\d+|(dobel|double|dabel|dua kali) ?({_UNIT})|(sepuluh|sebelas|seratus)"
    rf"|({_UNIT}) ?(belas|puluh|ratus)?"
)
_COUNTED = re.compile(
    r" ?(?:ratus|ribu|rb|juta|jt|miliar|milyar|triliun|rupiah|persen|orang|tahun|hari|bulan"
    r"|kali|kilo|meter)"
)
LEAST = 9  # digits
WORDS = 8  # number words that are a number whatever they say


def judge_spelled(found: re.Match[str]) -> Decision:
    """Name a row of number words by the digits that it says."""
    digits, count = read_digits(found.group())
    near = context_of(found).near
    if digits.startswith("123456789") and count >= LEAST and not near:
        return keep(found)
    if len(digits) < LEAST:
        return None
    if _COUNTED.match(found.string, found.end()):
        return None
    kind = _name(digits, count, near)
    return (found.start(), found.end(), kind) if kind else None


def read_digits(said: str) -> tuple[str, int]:
    """Return the digits that a row of number words says, and how many parts it has."""
    parts = list(_PARTS.finditer(said))
    digits, carried = "", 0
    for part in parts:
        twice, unit_twice, teen, unit, scale = part.groups()
        value = _value(part.group(), teen, unit, scale)
        if carried and unit and not scale and value:
            digits += str(carried + value)
            carried = 0
            continue
        digits += str(carried or "")
        carried = value or 0 if scale == "puluh" else 0
        if twice:
            digits += _UNITS[unit_twice] * 2
        elif not carried:
            digits += part.group() if value is None else str(value)
    return digits + (str(carried) if carried else ""), len(parts)


def _value(shown: str, teen: str | None, unit: str | None, scale: str | None) -> int | None:
    """Return what one part counts; None for digits as they stand."""
    if teen:
        return {"sepuluh": 10, "sebelas": 11, "seratus": 100}[teen]
    if unit is None:
        return None
    value = int(_UNITS[unit])
    return {"belas": 10 + value, "puluh": 10 * value, "ratus": 100 * value}.get(scale or "", value)


def _name(digits: str, count: int, near: str) -> str:
    if digits.startswith(("08", "628")) and len(digits) <= 14:
        return "telepon"
    if len(digits) == 16 and is_plausible_nik(digits):
        return "NIK"
    if len(digits) == 18 and is_plausible_nip(digits):
        return "NIP"
    if near:
        return NAMES.get(near, near)
    return "nomor" if count >= WORDS else ""
