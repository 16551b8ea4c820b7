"""Reads a message as codes of what its words mean where somebody may be accused.

Called by ``service.door.accusations`` and ``telling``: "pak Darmo nilep 20jt uang desa" is
``TITLE NAME WRONG SUM MONEY VILLAGE``. Words without a meaning here are left out; ``|`` ends a
sentence, ``Q`` is its question mark.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.door.accusation_codes import CODES
from service.door.accusation_words import INSTITUTIONS, NO_NAMES
from service.text import as_read

REMEMBERED = 20_000  # words whose code is kept at hand
SHORTEST_STEM = 3  # letters
SHORTEST_ROOT = 4  # letters of a verb without its prefix
STOP, QUESTION = "|", "Q"
SUM, NUMBER, DATE, PLATE = "SUM", "NUMBER", "DATE", "PLATE"
NAME, TITLE, CAPITAL = "NAME", "TITLE", "CAP"
OWN_ROLE = "ME"  # "saya bendahara desa": who writes, and nobody who is accused
LONGEST_COUNT = 5  # digits and dots; more is a sum, as nobody counts so far
_TOKEN = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*\d?|\d[\d.,:/-]*|[.!?\n;%]")
_MARKS = {**dict.fromkeys(".!\n;", STOP), "?": QUESTION}
_UNITS = frozenset(
    "yuta yuto jt juta jutaan rb ribu rebu ribuan ewu miliar milyar triliun million "
    "thousand".split()
)
_MONTHS = frozenset(
    "januari februari maret april mei juni juli agustus september oktober november desember "
    "jan feb mar apr jun jul agu sep okt nov des senin selasa rabu kamis jumat sabtu minggu "
    "kemarin kmrn wingi kamari tadi".split()
)
_PLATE = re.compile(r"\b[A-Z]{1,2} ?\d{1,4} ?[A-Z]{1,3}\b|\[plat nomor disembunyikan\]")
_PHRASES = re.compile(  # several words for a wrong, each harmless by itself
    r"\b(?:mark[ -]up|main (?:mata|proyek|tender)|kongka ?li ?kong|jual beli jabatan|tutup mata|"
    r"atur\w* (?:tender|pemenang|proyek)|titip (?:proyek|absen)|uang (?:lelah|damai|pelicin)|"
    r"rekening (?:pribadi|istri\w*|anak\w*)|kantong (?:pribadi|sendiri))\b",
    re.IGNORECASE,
)
_FIRST_PERSON = frozenset(
    "saya sy sya aku ak gue gw kula kulo abdi ambo awak beta ane ulun i'm im i kami".split()
)
_BEHIND_I = frozenset("am the a an adalah ini selaku sebagai hanya cuma seorang dari".split())
_ROLES = frozenset({"ROLE", "PERSON"})
_ENDINGS = ("nya", "ku", "mu", "lah", "na", "ne", "nyo", "kah")
_BEGINNINGS = "di ma na nge me mem men mam man tak ku".split()
_VERBS = frozenset({"TAKE", "WRONG", "HARM"})

# How a question begins and ends that has no mark; "kok" and "kenapa" begin reproaches as well.
INTERROGATIVES = frozenset(
    "apa apakah apaan berapa brp kapan siapa sapa mana dimana kemana bagaimana gimana gmn piye "
    "pripun nopo napa menapa kumaha naon bisakah bolehkah haruskah adakah endi dima kama where "
    "how what when who can cara caranya carane carana".split()
)
WHY = frozenset("kenapa knp mengapa naha why".split())
LEFT_OPEN = frozenset(
    "tidak tdk ga gak gk nggak ngga enggak ndak teu ora mboten kah belum blm ra".split()
)


@dataclass(frozen=True)
class Reading:
    """A message as this reads it.

    Attributes:
        said: In lower case, as a reader reads it.
        words: The same in words.
        codes: What they mean, in order; words that mean nothing here are left out.
    """

    said: str
    words: Sequence[str]
    codes: Sequence[str]


def _table(codes: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    whole: dict[str, str] = {}
    begun: dict[str, str] = {}
    for code, listed in codes.items():
        for word in listed.split():
            (begun if word.endswith("*") else whole)[word.rstrip("*")] = code
    return whole, begun


_WHOLE, _BEGUN = _table(CODES)


@lru_cache(maxsize=REMEMBERED)
def code_of(word: str) -> str | None:
    """Return what a word means here, None where it means nothing."""
    found = _WHOLE.get(word) or _BEGUN.get(word)
    if found:
        return found
    for end in range(len(word) - 1, SHORTEST_STEM - 1, -1):
        if word[:end] in _BEGUN:
            return _BEGUN[word[:end]]
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and stem in _WHOLE:
            return _WHOLE[stem]
    return _of_verb(word)


def _of_verb(word: str) -> str | None:
    """Return what a verb means whose root is known: "naambil", "mamintak", "dak juwal"."""
    for beginning in _BEGINNINGS:
        root = word[len(beginning) :]
        if word.startswith(beginning) and len(root) >= SHORTEST_ROOT:
            found = code_of(root)
            if found in _VERBS:
                return found
    return None


def read(text: str) -> Reading:
    """Read a message, masked, as written."""
    shown = as_read(text)
    tokens = _TOKEN.findall(_PHRASES.sub("markup", shown))
    codes = list(_codes(tokens))
    if _PLATE.search(shown):
        codes.append(PLATE)
    words = [token.lower() for token in tokens if token not in _MARKS]
    return Reading(shown.lower(), words, codes)


def _codes(tokens: Sequence[str]) -> Iterator[str]:
    before, is_first = "", True  # the code before; whether a sentence begins
    is_own = False  # whether it began with "I" and has said nothing else so far
    for at, token in enumerate(tokens):
        following = tokens[at + 1].lower() if at + 1 < len(tokens) else ""
        code = _code_of_token(token, before, following, is_first)
        word = token.lower()
        if is_own and code in _ROLES:
            code, is_own = OWN_ROLE, False
        is_own = (is_first and word in _FIRST_PERSON) or (is_own and word in _BEHIND_I)
        if code:
            yield code
        is_first = token in _MARKS
        before = code or ""


def _code_of_token(token: str, before: str, following: str, is_first: bool) -> str | None:
    word = token.lower()
    if word in _MARKS:
        return _MARKS[word]
    if word[0].isdigit():
        return _number(word, following)
    if word in _UNITS:
        return None if before in (SUM, NUMBER) else SUM
    known = DATE if word in _MONTHS else code_of(word)
    return known or _name(token, before, is_first)


def _number(word: str, following: str) -> str:
    is_long = len(word) > LONGEST_COUNT and "-" not in word and "/" not in word
    return SUM if is_long or following in _UNITS or following == "%" else NUMBER


def _name(token: str, before: str, is_first: bool) -> str | None:
    """Tell whether a word that means nothing here is a name, or may be one."""
    word = token.lower()
    if word in NO_NAMES:
        return None
    if before == TITLE:
        return NAME
    is_shouted = token.isupper() and len(word) > 2
    if not token[0].isupper() or is_first or is_shouted or word in INSTITUTIONS:
        return None
    return NAME if before in (CAPITAL, NAME, "ROLE") else CAPITAL
