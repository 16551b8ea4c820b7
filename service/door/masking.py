"""Hides personal numbers and addresses in what citizens write.

Called at the door, before anything is stored, logged or sent to Rasa. Pure and linear in the
length of the text. When a long number could be personal it is hidden; amounts, laws, dates,
tickets and the numbers that BPKP publishes itself are left alone.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from service.door import patterns as shape
from service.door.runs import Run

KEEP = ""
KINDS = ("NIK", "NIP", "NPWP", "telepon", "email", "rekening", "kartu", "nomor")
LABEL = re.compile(rf"\[(?:{'|'.join(KINDS)}) disembunyikan\]")
ATOM = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
Span = tuple[int, int, str]


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds that were hidden, in order of appearance."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str) -> Masked:
    """Replace each piece of personal data with a label such as ``[NIK disembunyikan]``.

    Repeats until nothing is found, so that masking a masked text changes nothing.
    """
    kinds: list[str] = []
    while spans := find_spans(text):
        kinds += [kind for _, _, kind in spans]
        text = replace_spans(text, spans)
    order = sorted(set(kinds), key=lambda kind: text.find(label(kind)))
    return Masked(text, tuple(order))


def label(kind: str) -> str:
    return f"[{kind} disembunyikan]"


def replace_spans(text: str, spans: list[Span]) -> str:
    pieces: list[str] = []
    end_before = 0
    for start, end, kind in spans:
        pieces += [text[end_before:start], label(kind)]
        end_before = end
    return "".join([*pieces, text[end_before:]])


def find_spans(text: str) -> list[Span]:
    """Return (start, end, kind) of each piece of personal data, by position in ``text``."""
    folded, origin = fold(text)
    spans: list[Span] = []
    position = 0
    while atom := ATOM.match(folded, position):
        start, end, kind = judge(folded, position) or (position, atom.end(), KEEP)
        if kind:
            spans.append((origin[start], origin[end], kind))
        position = end
    return spans


def fold(text: str) -> tuple[str, list[int]]:
    """Return the text as the patterns expect it, and each character's place in the original.

    The places end with the original's length.
    Labels of an earlier masking become barriers that no pattern and no context crosses.
    """
    text = text.replace(shape.BARRIER, " ")
    text = LABEL.sub(lambda found: shape.BARRIER * len(found.group()), text)
    pairs = [(folded, place) for place, char in enumerate(text) if (folded := fold_char(char))]
    return "".join(char for char, _ in pairs), [*(place for _, place in pairs), len(text)]


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
    return fold_sign(char, category)


def fold_sign(char: str, category: str) -> str:
    if category == "Pd" or char == "\u2212":
        return "-"
    if char in "·•∙⋅・":
        return "."
    plain = unicodedata.normalize("NFKC", char).lower()
    return plain if len(plain) == 1 else char


def judge(text: str, position: int) -> Span | None:
    """Return the span that starts here, its kind empty if it must stay; None for neither."""
    for pattern, decide in rules_for(text[position]):
        found = pattern.match(text, position)
        span = decide(found) if found else None
        if span:
            return span
    return None


def rules_for(char: str) -> "tuple[Rule, ...]":
    if char.isdigit():
        return NUMBER_RULES
    if char.isalpha() or char == "_":
        return WORD_RULES
    return SIGN_RULES if char in "+(%'-$" else ()


def keep(found: re.Match[str]) -> Span | None:
    return found.start(), found.end(), KEEP


def name_as(kind: str) -> Callable[[re.Match[str]], Span | None]:
    return lambda found: (found.start(), found.end(), kind)


def judge_email(found: re.Match[str]) -> Span | None:
    address = shape.EMAIL_DOT.sub(".", shape.EMAIL_AT.sub("@", found.group(), count=1))
    is_public = shape.PUBLIC_ADDRESS.search(address)
    return found.start(), found.end(), KEEP if is_public else "email"


def judge_url(found: re.Match[str]) -> Span | None:
    numbers = shape.LONG_DIGITS.findall(found.group())
    if shape.URL_WITH_PERSON.search(found.group()) or any(
        shape.is_plausible_nik(n) for n in numbers
    ):
        return None
    return keep(found)


def judge_decree(found: re.Match[str]) -> Span | None:
    """Keep a slashed number if it has letters or ends in a year, and no part is personal."""
    token = found.group()
    has_long_part = any(len(digits) >= 9 for digits in shape.DIGITS.findall(token))
    parts = [len("".join(shape.DIGITS.findall(part))) for part in token.split("/")]
    is_number = any(char.isalpha() for char in token) or shape.YEAR_END.search(token)
    is_personal = shape.PHONE_START.search(token) or shape.CONTEXT.search(token)
    if has_long_part or is_personal or {15, 16, 18} & set(parts):
        return None
    return keep(found) if is_number and any(parts) else None


def judge_budget_code(found: re.Match[str]) -> Span | None:
    """Keep 5.1.02.01.01.0024, but not a NIK with points between its parts."""
    digits = "".join(shape.DIGITS.findall(found.group()))
    return None if len(digits) == 16 and shape.is_plausible_nik(digits) else keep(found)


def judge_nik(found: re.Match[str]) -> Span | None:
    """Name a NIK before its first digits are taken for a telephone's: 62 is a province as well."""
    digits = "".join(shape.DIGITS.findall(found.group()))
    return judge_sixteen(found) if shape.is_plausible_nik(digits) else None


def judge_thousands(found: re.Match[str]) -> Span | None:
    """Keep 27.850.450.000 unless it is spaced or a word says that it is something else."""
    if shape.AMOUNT_BEFORE.search(shape.text_before(found)) or found.group().endswith("000"):
        return keep(found)
    return None if " " in found.group() or shape.context_of(found).kinds else keep(found)


def judge_date(found: re.Match[str]) -> Span | None:
    return keep(found) if shape.DATE_BEFORE.search(shape.text_before(found)) else None


def judge_sixteen(found: re.Match[str]) -> Span | None:
    groups = shape.DIGITS.findall(found.group())
    if shape.are_listed(groups):
        return None
    return found.start(), found.end(), shape.name_sixteen("".join(groups), shape.context_of(found))


def judge_phone(found: re.Match[str]) -> Span | None:
    """Name a telephone number, but not what is spaced like a list beginning with 0."""
    shown = found.group()
    groups = shape.DIGITS.findall(shown)
    is_account = shown[0] == "0" and shape.context_of(found).last == "rekening"
    if is_account and groups[0][1:2] not in {"", "8"}:
        return None
    is_landline = shown[0] == "0" and len(groups) > 1 and groups[0][1:2] not in {"", "0", "8"}
    if is_landline and (min(map(len, groups)) < 3 or shape.are_listed(groups[1:])):
        return None
    start = found.start() + (shown[0] == "(" and ")" not in shown)
    sentence = shown.rpartition(". ")[0]  # one more digit may be of what the next begins with
    if sentence and shape.is_published(sentence):
        return start, found.start() + len(sentence), KEEP
    return start, found.end(), KEEP if shape.is_published(shown) else "telepon"


def judge_run(found: re.Match[str]) -> Span | None:
    """Name the longest personal number that begins a run of digit groups."""
    text, start = found.string, found.start()
    groups = list(shape.DIGITS.finditer(text, start, found.end()))
    context = shape.context_of(found)
    if sentence := first_sentence(found.group()):
        return start, start + len(sentence), KEEP
    if shape.is_bare_amount(groups[0].group(), shape.text_before(found), context):
        return start, groups[0].end(), KEEP
    dividers = [text[one.end() : two.start()] for one, two in pairwise(groups)]
    run = Run([group.group() for group in groups], dividers)
    strong, weak = run.candidates(is_told=bool(context.kinds))
    for name, some in ((shape.name_strong, strong), (shape.name_weak, weak)):
        for count, next_size in some:
            end = groups[count - 1].end()
            kind = name(text[start:end], next_size, context)
            if kind:
                return start, end, KEEP if shape.is_published(text[start:end]) else kind
    return None


def first_sentence(run: str) -> str:
    """Return what ends a sentence before the rest: "2009. 0877-0060-6969", else nothing."""
    sentence, point, rest = run.partition(". ")
    is_mixed = bool(shape.DIGITS.sub("", rest).replace(point, ""))
    is_whole = shape.is_published(sentence) or (is_mixed and shape.are_listed([sentence]))
    return sentence if point and is_whole else ""


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Span | None]]
SIGN_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.MONEY_PREFIXED, keep),
    (shape.PHONE, judge_phone),
)
WORD_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.URL, judge_url),
    (shape.TICKET, keep),
    (shape.DECREE, judge_decree),
    (shape.MONEY_PREFIXED, keep),
    (shape.BUDGET_CODE, keep),
    (shape.PHONE, judge_phone),
    (shape.SPELLED, name_as("nomor")),
)
NUMBER_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.URL, judge_url),
    (shape.DECREE, judge_decree),
    (shape.NIK_SHAPE, judge_nik),
    (shape.FOUR_BY_FOUR, judge_sixteen),
    (shape.NIP_SHAPE, name_as("NIP")),
    (shape.NPWP_SHAPE, name_as("NPWP")),
    (shape.BUDGET_CODE, judge_budget_code),
    (shape.COORDINATE, keep),
    (shape.CALL_CENTRE, keep),
    (shape.CALENDAR, keep),
    (shape.COMPACT_DATE, judge_date),
    (shape.MONEY_SUFFIXED, keep),
    (shape.THOUSANDS, judge_thousands),
    (shape.PHONE, judge_phone),
    (shape.RUN, judge_run),
)
