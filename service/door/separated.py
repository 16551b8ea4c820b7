"""Numbers whose groups stand apart: by signs that nobody expects, over lines, "… belakangnya …".

Rules of ``service.door.masking`` read points, dashes, slashes and spaces. Here any sign counts and
words such as "terus", so what is hidden must look like a number by its digits, or have a word for
it in front: lists, times and sums are written with the same signs.
"""

import re
from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

from service.door.harmless import SUMS_NEAR
from service.door.patterns import (
    DIGITS,
    JOIN,
    NAMES,
    THOUSANDS,
    Context,
    are_listed,
    context_of,
    is_plausible_nik,
    is_plausible_nip,
    text_before,
)
from service.door.public_contacts import is_published
from service.door.spans import KEEP, Decision

_SIGNS = r"(?:[^\w\x00]|_)"
_LINK = (
    r"(?:terus|trus|trs|lanjut\w{0,4}|sambung\w{0,6}|lalu|kemudian|dash|strip|setrip|spasi|titik"
    r"|koma|garis|minus)"
)
_APART = rf"(?:{_SIGNS}{{0,3}}{_LINK}{_SIGNS}{{1,3}}|{_SIGNS}{{1,4}}|x)"
APART = re.compile(rf"(?<!\d)\d{{1,18}}(?:{_APART}\d{{1,18}}){{1,20}}(?!\d)")
_ORDINARY = re.compile(JOIN)
_ODD = re.compile(rf"\d(?!\d|{JOIN}\d)(?s:.)")
_LISTS = re.compile(r"[,;:+/&] +|[,; ]{1,3}\+")
_OTHER = re.compile(
    r"\b(?:bpjs|sim|nisn|nuptk|peserta|anggota|pelanggan|porsi|imei|karpeg"
    r"|taspen)\b[^\d\x00]{0,20}$"
)
_TO = (
    r"(?:ter)?(?:tengah|belakang|akhir|ujung|lanjut|sisa|sambung|terus|ekor|buntut|depan|awal|lalu"
    r"|kemudian|kedua|ketiga|berikut)\w{0,5}"
)
_PIECE = r"\d(?:[ .\-]{0,2}\d){1,17}"
FRONT_AND_BACK = re.compile(
    rf"(?<!\d){_PIECE}(?:[^\d\x00]{{1,24}}\b{_TO}[^\d\x00]{{0,15}}{_PIECE}){{1,3}}(?!\d)"
)
_FRONT = re.compile(r"\b(?:depan|awal|pertama|front)\w{0,4}[^\d\x00]{1,15}$")
_MOBILE = re.compile(r"(?:0|62|0062)8[1-9]\d{7,10}")
_AREA = re.compile(r"0[2-79]\d{1,2}")
_BESIDE_AREA = ("|", "~", "*", "=", " | ", " ~ ", " * ", "--", "\n")
_SIZES = {
    "nik": (16, 16),
    "nip": (18, 18),
    "npwp": (15, 16),
    "kartu": (13, 19),
    "rekening": (8, 16),
}
LEAST = 9  # digits of two pieces that are together a number
NPWP_GROUPS = [2, 3, 3, 1, 3, 3]


def judge_apart(found: re.Match[str]) -> Decision:
    """Name the longest number that begins a row of groups, if an unusual sign stands in it."""
    if not _ODD.search(found.group()):  # most rows end here
        return None
    text, start = found.string, found.start()
    context = context_of(found)
    groups = list(DIGITS.finditer(text, start, found.end()))
    between = [text[one.end() : two.start()] for one, two in pairwise(groups)]
    fewest = next((at for at, sign in enumerate(between, 2) if not _ORDINARY.fullmatch(sign)), 0)
    is_other = bool(_OTHER.search(text_before(found)))
    if not context.near:
        groups = groups[: _end_of_first(between)]
    if not fewest or len(groups) < fewest:
        return None
    numbers = [group.group() for group in groups]
    totals = list(accumulate(map(len, numbers)))
    could_be = range(8, 21) if is_other else _sizes_of("".join(numbers[:5]), context)
    for count in range(len(groups), fewest - 1, -1):
        if totals[count - 1] not in could_be:
            continue
        kind = _name(numbers[:count], between[: count - 1], context) or "nomor" * is_other
        if kind:
            end = groups[count - 1].end()
            return start, end, KEEP if is_published(text[start:end]) else kind
    return None


def _end_of_first(between: list[str]) -> int:
    """Return how many groups come before a sign that ends an item of a list: "1, 2", "8: 9"."""
    ends = (at for at, sign in enumerate(between, 1) if _LISTS.fullmatch(sign))
    return next(ends, len(between) + 1)


def _sizes_of(begin: str, context: Context) -> Container[int]:
    """Return how many digits the numbers have that could begin so."""
    if context.near:
        return range(8, 21)
    return range(9, 19) if begin.startswith(("0", "628")) else (15, 16, 18)


def _name(groups: list[str], between: list[str], context: Context) -> str:
    if are_listed(groups) or not _is_one_number(groups, between):
        return ""
    by_digits = _name_by_digits("".join(groups), list(map(len, groups)))
    if len(groups) == 2 and _AREA.fullmatch(groups[0]) and between[0] in _BESIDE_AREA:
        by_digits = "telepon" if 9 <= sum(map(len, groups)) <= 11 else by_digits
    if by_digits == "telepon" and context.last in _SIZES:
        by_digits = ""
    return by_digits or _name_by_word(groups, between, context)


def _is_one_number(groups: list[str], between: list[str]) -> bool:
    """Tell whether the signs between the groups are those of one number, not of a list."""
    signs = {sign.strip(" ") for sign in between}
    sizes = list(map(len, groups))
    if "\n" in "".join(between) and max(sizes) >= 10:  # each line may be a number of its own
        return sizes[-1] <= 4 and sum(sizes) in {16, 18} and len(groups) == 2
    if len(signs) == 1:
        return True
    odd = [sign for sign in between if not _ORDINARY.fullmatch(sign)]
    return len(odd) <= 2 or (max(sizes) >= 3 and len(signs) <= 3)


def _name_by_digits(digits: str, sizes: Sequence[int]) -> str:
    if len(digits) == 16 and is_plausible_nik(digits):
        return "NIK"
    if len(digits) == 18 and is_plausible_nip(digits):
        return "NIP"
    if list(sizes) == NPWP_GROUPS:
        return "NPWP"
    is_grouped = sizes[0] >= 3 or set(sizes) == {1} or (sizes[0] == 2 and digits[:2] == "62")
    return "telepon" if is_grouped and _MOBILE.fullmatch(digits) else ""


def _name_by_word(groups: list[str], between: list[str], context: Context) -> str:
    """Name what follows its word: "rek 1234|5678|90"."""
    kind, size = context.near, sum(map(len, groups))
    if not kind or (max(map(len, groups)) <= 2 and size < 14):
        return ""
    if THOUSANDS.fullmatch(",".join(groups)) and {sign.strip() for sign in between} <= {",", "."}:
        return ""
    if kind == "telepon":
        return kind if LEAST <= size <= 14 else ""
    least, most = _SIZES[kind]
    return NAMES.get(kind, kind) if least <= size <= most else ""


def judge_front_and_back(found: re.Match[str]) -> Decision:
    """Hide "0812 … belakangnya 34567890": both pieces, whatever stands between them."""
    pieces = list(re.finditer(_PIECE, found.group()))
    digits = "".join("".join(DIGITS.findall(piece.group())) for piece in pieces)
    context = context_of(found)
    before = text_before(found)
    if not LEAST <= len(digits) <= 20 or SUMS_NEAR.search(before):
        return None
    kind = _name_by_digits(digits, [len(digits)])
    if not kind and not context.near and not _FRONT.search(before):
        return None
    kind = kind or NAMES.get(context.near, context.near) or "nomor"
    start = found.start()
    return [(start + piece.start(), start + piece.end(), kind) for piece in pieces]
