"""The shapes of personal data and of what merely looks like it; read by ``service.door.masking``.

Numbers are named by their digits, their grouping and the words around them: a strong name is
sure, a weak one is for what is hidden because in doubt, nothing for what cannot be personal.
Every pattern is written for folded text: lower case, ASCII digits, one kind of dash and space.
Every repetition that can be followed by more pattern is bounded, so a match costs a constant
and masking stays linear on hostile input.
"""

import re
from typing import NamedTuple

from service.door.folding import BARRIER

SEP = r"[ .\-/_()]{0,3}"
JOIN = r"(?: ?[.\-/_] ?| {1,2})"

# E-mail addresses, also as people spell them to escape robots.
_PROVIDER = r"(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|icloud|protonmail|live)"
_DOT_WORD = r"(?: ?[\[({] ?(?:dot|titik|\.) ?[\])}] ?| (?:dot|titik) )"
_DOT = rf"(?:\.|,(?=(?:com|co|id|go)\b)|{_DOT_WORD}| ?\. ?(?=(?:com|net|org|co|id|go|ac)\b))"
_AT_WORD = r"(?:at|et)?[ \-]?sign|a? ?keong|a bulat"  # the sign's names
_AT = (
    rf"(?: ?[\[({{<] ?(?:at|et|a|@|{_AT_WORD}) ?[\])}}>] ?|[ \n]?@{{1,3}}[ \n]?|"
    rf"\x20a\x20(?={_PROVIDER}\b)| (?:at|et|{_AT_WORD}) | (?:at|et)(?={_PROVIDER}\b))"
)
_SIGN_WORD = r"(?: (?:under ?score|garis bawah|strip|setrip|dash|minus) )"
_ATOM = r"[\w%+'\-]{1,256}"
_HOST = r"[\w\-]{1,63}"
_DOMAIN = rf"(?:{_HOST}(?:{_DOT}{_HOST}){{1,6}}|{_PROVIDER}\b(?: com\b| co id\b)?)"
EMAIL = re.compile(
    rf"(?<![\w%+'\-]){_ATOM}(?:(?:\.{{1,3}}|{_DOT_WORD}|{_SIGN_WORD}){_ATOM}){{0,15}}{_AT}{_DOMAIN}"
)
EMAIL_AT = re.compile(
    rf" ?[\[({{<] ?(?:at|et|a|@|{_AT_WORD}) ?[\])}}>] ?|[ \n]?@{{1,3}}[ \n]?"
    rf"| (?:a|at|et|{_AT_WORD}) "
)
EMAIL_DOT = re.compile(rf"{_DOT_WORD}| ?\. ?|,")

# What looks like a number worth hiding and is not.
URL = re.compile(
    r"(?<![\w@])(?:https?://|www\.)[^\s\x00]{1,600}"
    r"|(?<![\w@.\-])(?:[a-z0-9\-]{1,63}\.){1,6}(?:id|com|org|net|info|io|me|ly|gl|be|tv)"
    r"/[^\s\x00]{0,600}"
)
TICKET = re.compile(r"(?<!\w)tb-[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}(?![\w]|-\w)")
DECREE = re.compile(r"(?<![\w./\-])[a-z0-9.\-]{1,40}(?:/[a-z0-9.\-]{1,40}){1,9}(?![\w/])")
PHONE_START = re.compile(r"(?:0|62|0062)[.\-/]?8(?:[.\-/]?\d){7}")
YEAR_END = re.compile(r"/(?:19|20)\d\d\.?$")
_END = r"(?![.\-/]?\d)"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
CALENDAR = re.compile(
    rf"(?<!\d)(?:{_DAY}[\-/.]{_MONTH}[\-/.](?:{_YEAR}|\d\d(?! \d\d)){_END}"
    rf"|{_DAY} {_MONTH} {_YEAR}(?! ?\d)"
    rf"|{_YEAR}[\-/.]{_MONTH}[\-/.]{_DAY}{_END}"
    rf"|{_YEAR} ?[\-/] ?(?:{_YEAR}|\d\d){_END}"
    rf"|{_MONTH}[\-/]{_YEAR}{_END}"
    rf"|{_CLOCK} ?- ?{_CLOCK}{_END}(?! ?\d{{4}})|\d?\d:[0-5]\d{_END}"
    rf"|(?:(?<=jam )|(?<=pukul )|(?<=pkl )|(?<=pkl\. )){_CLOCK}{_END})"
)
BUDGET_CODE = re.compile(
    r"(?<![\d.])(?!08|62)\d{1,3}(?:\.\d{1,2}){2,7}(?:\.\d{3,6}){0,2}(?:\.\d{1,6})?"
    r"(?:\.[a-z]{2,3})?(?![.\-]?\d)"
    r"|kode (?:rekening|rek|akun)\W{0,3}[4-9]\d{3,13}(?!\d)"
)
LONG_BUDGET_CODE = re.compile(r"(?<![\d.])[1-9]\.\d\d(?:\.\d{1,6}){3,14}(?![.\-]?\d)")
TAX_CODE = re.compile(r"(?<!\d)4\d{5}-\d{3}(?![\d\-])")
COORDINATE = re.compile(r"(?<![\d.])(?:9[5-9]|1[0-4]\d)\.\d{4,8}(?![.\-]?\d)")
CALL_CENTRE = re.compile(r"(?<!\d)1[45]00[ \-.]?\d{3}(?!\d)")
MONEY_PREFIXED = re.compile(
    r"(?<![a-z])(?:rp|idr|usd|us\$|\$)[. ]{0,2}(?!0\d{7})"
    r"(?:\d{1,3}(?:([. ,])\d{3})(?:\1\d{3}){0,7}(?!\d)|\d{1,20}(?!\d))(?:[.,]\d{1,2}(?!\d))?"
)
MONEY_SUFFIXED = re.compile(
    r"(?<![\d.])(?!628\d{6})[1-9]\d{0,2}(?:[. ,]?\d{3}){0,7}\d{0,2}(?:[.,]\d{1,3})? ?"
    r"(?:rupiah|rp|perak|ribu|juta|jt|miliar|milyar|mlr|triliun|dolar|usd)\b"
)
THOUSANDS = re.compile(
    r"(?<![\d.])(?!62\.8)[1-9]\d{0,2}(?:(?:\.\d{3}){2,7}(?:,\d{1,2})?|(?:,\d{3}){2,7}"
    r"|(?: \d{3}){2,7}(?! \d))"
    r"(?![.,]?\d)"
)
DATE_BEFORE = re.compile(r"(?:tgl|tanggal|per)\W{0,2}$")
COMPACT_DATE = re.compile(rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")

# Personal numbers.
NIK_SHAPE = re.compile(rf"(?<!\d)(?:(?:\d\d{JOIN}){{3}}|\d{{6}}{JOIN})\d{{6}}{JOIN}\d{{4}}(?!\d)")
NIP_SHAPE = re.compile(rf"(?<!\d)(?:19|20)\d{{6}}{JOIN}\d{{6}}{JOIN}\d{JOIN}\d{{3}}(?!\d)")
NPWP_SHAPE = re.compile(
    rf"(?<!\d)\d{{2}}{JOIN}\d{{3}}{JOIN}\d{{3}}{JOIN}\d{JOIN}\d{{3}}{JOIN}?\d{{3}}(?!\d)"
)
FOUR_BY_FOUR = re.compile(
    rf"(?<!\d)\d{{4}}({JOIN})\d{{4}}\1\d{{4}}\1\d{{4}}(?!\d)(?!\1\d{{1,8}}(?!\d))"
)
PHONE = re.compile(
    r"(?<!\d)(?:"
    r"\(?(?:\+?62|0062|0)8\d{7,11}(?!\d)"
    rf"|\(?(?:\+ ?|\+?00)?62{SEP}(?:\(?0\)?{SEP})?8(?:{SEP}\d){{7,11}}(?!\d)"
    rf"|\(?[0o]{SEP}8(?:{SEP}\d){{7,11}}(?!\d)"
    rf"|\(?(?:\+?62|0062){SEP}(?:\(?0\)?{SEP})?[2-79]\d{{1,2}}{SEP}\d(?:{SEP}\d){{4,7}}(?!\d)"
    r"|0[2-79]\d{7,10}(?!\d)"
    rf"|\(?0[2-79]\d{{1,2}}{SEP}\d(?:{SEP}\d){{4,7}}(?!\d)"
    rf"|\+[1-9](?:{SEP}\d){{7,14}}(?!\d)"
    r")"
)
RUN = re.compile(rf"(?<!\d)\d+(?:{JOIN}\d+){{0,20}}")

CONTEXT = re.compile(
    r"\b(?:"
    r"(?P<npwp>npwp)"
    r"|(?P<nip>nip)"
    r"|(?P<nik>nik|e?-?ktp|no kk|kk|kependudukan|kartu keluarga)"
    r"|(?P<kartu>kartu|atm|kredit|debit|visa|mastercard|cc)"
    r"|(?P<rekening>rekening|rekeningnya|norek|rek|bank|bca|bri|bni|mandiri|bsi|btn|cimb|niaga|danamon|permata|panin"
    r"|ocbc|maybank|mega|bukopin|muamalat|btpn|jenius|jago|seabank|bjb|bpd|bjbs|transfer|tf"
    r"|virtual account|va|a\.n|a/n|atas nama)"
    r"|(?P<telepon>telp|telpon|telepon|telephone|tlp|tlpn|tel|hp|hape|no ?hp|wa|wanya|hpnya"
    r"|whatsapp|wasap|whatsap"
    r"|hub|hubungi|call|sms|fax|faks|faksimile|ponsel|seluler|phone|handphone|nope|kontak)"
    r")\b"
)
CONTEXT_AFTER = re.compile(
    r"\W{0,3}(?:(?:bank )?(?:bca|bri|bni|mandiri|bsi|btn|bjb|bpd)\b|a\.?n\b|a/n\b|atas nama\b)"
)

# A year, or a short number that anyone may be told to call.
LISTED = re.compile(r"(?:19|20)\d\d|198|1708|11[0235789]|129")
DIGITS = re.compile(r"\d+")

WINDOW = 50  # characters in which a word such as "rekening" still speaks of a number
NEAR = 25  # the same, for numbers so short that they could be anything
IN_DOUBT = 9  # digits from which a number that nothing explains is hidden
LONGEST = 20  # digits of the longest number that has a name
NAMES = {"nik": "NIK", "nip": "NIP", "npwp": "NPWP"}


def is_plausible_nik(digits: str) -> bool:
    """Say whether 16 digits hold a province and a birth date (a woman's day is 40 higher)."""
    province, day, month = int(digits[:2]), int(digits[6:8]) % 40, int(digits[8:10])
    return 11 <= province <= 96 and 1 <= day <= 31 and 1 <= month <= 12


def is_plausible_nip(digits: str) -> bool:
    birth, appointed = COMPACT_DATE.match(digits[:8]), int(digits[12:14])
    return birth is not None and 1 <= appointed <= 12 and digits[14] in "12"


def is_card(digits: str) -> bool:
    """Say whether digits could be a payment card's: known first digit, right Luhn sum."""
    doubled = (int(d) * 2 for d in digits[-2::-2])
    total = sum(map(int, digits[-1::-2])) + sum(d - 9 if d > 9 else d for d in doubled)
    return digits[0] in "3456" and total % 10 == 0


def are_listed(groups: list[str]) -> bool:
    """Say whether all groups are years or numbers of services, whatever they are divided by."""
    return all(map(LISTED.fullmatch, groups))


class Context(NamedTuple):
    """What the words around a number speak of: all of them, the last, the last one nearby."""

    kinds: tuple[str, ...] = ()
    last: str = ""
    near: str = ""


def text_before(found: re.Match[str]) -> str:
    """Return the last characters before a match, from the last hidden item on."""
    before = found.string[max(0, found.start() - WINDOW) : found.start()]
    return before.rpartition(BARRIER)[2]


def context_of(found: re.Match[str]) -> Context:
    before = text_before(found)
    words = list(CONTEXT.finditer(before)) if before != before.upper() else []
    kinds = tuple(word.lastgroup or "" for word in words)
    if CONTEXT_AFTER.match(found.string, found.end()) and not set(kinds[-1:]) & set(NAMES):
        kinds = (*kinds, "rekening")
        return Context(kinds, "rekening", "rekening")
    if not words:
        return Context()
    return Context(kinds, kinds[-1], kinds[-1] if len(before) - words[-1].end() <= NEAR else "")


def name_sixteen(digits: str, context: Context) -> str:
    if "kartu" in context.kinds:
        return "kartu"
    if context.last in {"npwp", "rekening"}:
        return NAMES.get(context.last, context.last)
    is_nik = context.last == "nik" or is_plausible_nik(digits) or not is_card(digits)
    return "NIK" if is_nik else "kartu"


def name_strong(shown: str, next_size: int, context: Context) -> str:
    """Name digits whose length and grouping, or a word before them, leave no doubt.

    Args:
        shown: The digits with their separators.
        next_size: Digits in the group that follows; 0 for none.
        context: What the words around speak of.
    """
    groups = DIGITS.findall(shown)
    if sum(map(len, groups)) > LONGEST:
        return ""
    is_cut = len(groups) > 1 and 3 <= next_size < IN_DOUBT
    swallows = len(groups) > 1 and len(groups[0]) > 8 and shown[len(groups[0])] == " "
    if is_cut or swallows or are_listed(groups):
        return ""
    return name_by_length(groups, " " in shown, context) or name_by_context(groups, context)


def name_by_length(groups: list[str], is_spaced: bool, context: Context) -> str:
    digits = "".join(groups)
    is_tight = len(groups) == 1 or not is_spaced
    if len(digits) == 18 and (is_tight or is_plausible_nip(digits) or context.last == "nip"):
        return "kartu" if context.last == "kartu" else "NIP"
    sizes = {len(group) for group in groups}
    is_even = min(sizes) >= 3 or sizes == {1} or 6 in sizes
    if len(digits) == 16 and (is_tight or is_even or context.kinds or is_plausible_nik(digits)):
        return name_sixteen(digits, context)
    is_number = is_tight and min(map(len, groups)) >= 3 and not context.kinds
    if 13 <= len(digits) <= 19 and is_number and is_card(digits):
        return "kartu"
    return "NPWP" if len(digits) == 15 and len(groups) == 1 and not context.kinds else ""


def name_by_context(groups: list[str], context: Context) -> str:
    size = len("".join(groups))
    if context.last in NAMES and 12 <= size <= 20:
        return NAMES[context.last]
    if "kartu" in context.kinds and 13 <= size <= 19:
        return "rekening" if context.last == "rekening" and size < 16 else "kartu"
    if context.last in {"rekening", "kartu"} and 8 <= size <= 16 and max(map(len, groups)) > 2:
        is_near = size >= IN_DOUBT or context.near
        return "rekening" if is_near else ""
    return "telepon" if is_told_phone(groups, size, context) else ""


def is_told_phone(groups: list[str], size: int, context: Context) -> bool:
    """Say whether 6 to 14 digits follow a word for telephone and are no service or year."""
    word = context.last if size >= IN_DOUBT else context.near
    if word != "telepon" or not 6 <= size <= 14 or any(map(LISTED.fullmatch, groups)):
        return False
    return size >= IN_DOUBT or not groups[-1].endswith("000")


def name_weak(shown: str, next_size: int, context: Context) -> str:
    """Name ``nomor`` what is long and explained by nothing; a list of small numbers is not."""
    groups = DIGITS.findall(shown)
    sizes = [len(group) for group in groups]
    if sum(sizes) < IN_DOUBT or any(size >= IN_DOUBT for size in sizes[1:]):
        return ""
    least = 3 if " " in shown else 2
    is_single_digits = max(sizes) == 1 and sum(sizes) >= 10 and groups[:3] != ["1", "2", "3"]
    is_round = len(groups) > 2 and " " in shown and all(group.endswith("0") for group in groups)
    is_long = min(sizes) >= least and not are_listed(groups) and not is_round
    return "nomor" if is_long or is_single_digits else ""
