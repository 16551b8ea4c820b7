"""A text as the mask's patterns expect it, with each character's place in what was written.

Lower case, ASCII digits, one kind of dash and space; nothing invisible; labels of an earlier
masking are barriers. Addresses of pages are decoded, and letters that stand for digits inside a
number are digits ("O8l2"), so that the ordinary patterns read both.
"""

import re
import unicodedata
from functools import lru_cache

KINDS = (
    *("NIK", "NIP", "NPWP", "telepon", "email", "rekening", "kartu", "nomor"),
    *("tanggal lahir", "paspor", "plat nomor", "alamat", "sandi"),
)
BARRIER = "\x00"
LABEL = re.compile(rf"\[(?:{'|'.join(KINDS)}) disembunyikan\]")
_ENCODED = re.compile(r"%[0-9a-f]{2}|&#(?:64|46|43|45);")
_TOKEN = re.compile(r"[^\s\x00]+")
_ADDRESS_SIGNS = ("/", "=", "%40", "%2540", "%2e", "&#")
_LETTERED = re.compile(r"(?<![a-z0-9])[\dolisb]{2,20}(?![a-z0-9])")
_CHUNK = re.compile(r"(?<![a-z0-9])[\doli](?:[.\-/_]?[\doli]){7,40}(?![a-z0-9])")
_GROUP = r"(?:(?=[olisbz]{0,19}\d)[\dolisbz]{1,20}|o{1,4})"
_GROUPS = re.compile(rf"(?<![a-z0-9]){_GROUP}(?:[.\-/_ ]{_GROUP}){{0,8}}(?![a-z0-9])")
_NUMBER = re.compile(  # a mobile number, a NIK or a NIP by its digits
    r"(?:0|62)8[1-9]\d{7,10}|[1-9]\d{5}[0-7]\d[01]\d{7}|(?:19|20)\d{6}20[0-4]\d[01]\d[12]\d{3}"
)
_LETTERS = str.maketrans("olisbz", "011582")
DISGUISED = 9  # characters from which "s" and "b" count as digits as well


def fold(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and each of its characters' place; the last is the length."""
    text = text.replace(BARRIER, " ")
    hidden = LABEL.sub(lambda found: BARRIER * len(found.group()), text)
    pairs = [(folded, at) for at, char in enumerate(hidden) if (folded := fold_char(char))]
    folded, places = "".join(char for char, _ in pairs), [at for _, at in pairs]
    if "%" in folded or "&#" in folded:
        folded, places = _decode(*_decode(folded, places))
    folded = _GROUPS.sub(_disguised, folded)
    folded = _CHUNK.sub(_mostly_digits, _LETTERED.sub(_as_digits, folded))
    return folded, [*places, len(text)]


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """Return one plain character, or nothing for what is invisible (zero-width, keycaps)."""
    if char.isascii():
        return " " if char in "\t\r\v\f" else char.lower()
    category = unicodedata.category(char)
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if category in {"Cf", "Mn", "Me"} or char in "\u115f\u1160\u3164\uffa0":
        return ""
    if category in {"Zs", "Zl", "Zp"} or char == "\u2800":
        return " " if category != "Zp" else "\n"
    return _fold_sign(char, category)


def _fold_sign(char: str, category: str) -> str:
    if category == "Pd" or char == "\u2212":
        return "-"
    if char in "·•∙⋅・":
        return "."
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def _decode(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Read %40 as @ in addresses, once; what was a space becomes a dash, so that it stays one."""
    chars: list[str] = []
    kept: list[int] = []
    end = 0
    for token in _TOKEN.finditer(text):
        if not any(sign in token.group() for sign in _ADDRESS_SIGNS):
            continue
        for code in _ENCODED.finditer(text, token.start(), token.end()):
            chars += [*text[end : code.start()], _decoded(code.group())]
            kept += places[end : code.start() + 1]
            end = code.end()
    return "".join([*chars, *text[end:]]), kept + places[end:]


def _decoded(code: str) -> str:
    char = chr(int(code[1:], 16)) if code[0] == "%" else chr(int(code[2:-1]))
    return "-" if char.isspace() or not char.isprintable() else char.lower()


def _as_digits(found: re.Match[str]) -> str:
    """Read "O8l2" as 0812; a word, and a short one with as many letters as digits, stays."""
    token = found.group()
    digits = sum(map(str.isdigit, token))
    letters = len(token) - digits
    if not letters or not digits:
        return token
    if set(token) & set("sb") and (len(token) < DISGUISED or digits < 2 * letters):
        return token
    is_number = not token.strip("0123456789o") or (digits >= letters and digits >= 2)
    return token.translate(_LETTERS) if is_number else token


def _disguised(found: re.Match[str]) -> str:
    """Read "O8I2 34S6 789O" as what it is to a reader, where that is somebody's number."""
    read = found.group().translate(_LETTERS)
    letters = sum(map(str.isalpha, found.group()))
    digits = "".join(filter(str.isdigit, read))
    is_number = 0 < letters * 5 <= len(digits) * 3 and _NUMBER.fullmatch(digits)
    if digits[:1] not in ("0", "6") and not set(found.group()) & set("oli"):
        return found.group()  # "49S 431250 9142887" is a point on a map
    return read if is_number else found.group()


def _mostly_digits(found: re.Match[str]) -> str:
    """Read "3l.456.789.O-023" as digits: eight and more of them, and few letters."""
    digits = sum(map(str.isdigit, found.group()))
    letters = sum(map(str.isalpha, found.group()))
    is_number = digits > DISGUISED and 0 < letters * 3 <= digits
    return found.group().translate(_LETTERS) if is_number else found.group()
