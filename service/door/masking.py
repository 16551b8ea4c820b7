"""Hides personal numbers and addresses in what citizens write.

Called at the door, before anything is stored, logged or sent to Rasa. Pure and linear in the
length of the text. When a long number could be personal it is hidden; amounts, laws, dates,
tickets and the numbers that BPKP publishes itself are left alone.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from service.door import harmless, worded
from service.door import patterns as shape
from service.door.folding import KINDS, LABEL, fold
from service.door.named_after import BEFORE_NUMBER, BEFORE_WORD
from service.door.page_addresses import judge_url
from service.door.public_contacts import is_public_address, is_published
from service.door.runs import Run
from service.door.separated import APART, FRONT_AND_BACK, judge_apart, judge_front_and_back
from service.door.spans import KEEP, Rule, Span, keep, name_as
from service.door.spelled import MIXED, SPELLED, judge_spelled

__all__ = ["KINDS", "LABEL", "Masked", "label", "mask"]

ATOM = re.compile(r"[^\W\d_]+|\d+|.", re.DOTALL)
SUFFIX = re.compile(r"(?:nya|nyo|ku|kami|mu|ne|na|e)$")
AFTER = 25  # characters behind a number that may say what it counts


@dataclass(frozen=True)
class Masked:
    """A text without personal data, and the kinds that were hidden, in order of appearance."""

    text: str
    kinds: tuple[str, ...]


def mask(text: str, leaving: Collection[str] = ()) -> Masked:
    """Replace each piece of personal data with a label such as ``[NIK disembunyikan]``.

    Repeats until nothing is found, so that masking a masked text changes nothing.

    Args:
        leaving: Kinds that stay.
    """
    kinds: list[str] = []
    while spans := [span for span in find_spans(text) if span[2] not in leaving]:
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
        found = judge(folded, position, atom.group())
        spans += [(origin[start], origin[end], kind) for start, end, kind in found if kind]
        position = found[-1][1] if found else atom.end()
    return spans


def judge(text: str, position: int, atom: str) -> list[Span]:
    """Return the pieces that begin here, the last one's end is where to read on.

    A piece that must stay has an empty kind; nothing is returned where nothing begins.
    """
    for pattern, decide in rules_for(atom):
        found = pattern.match(text, position)
        decided = decide(found) if found else None
        if decided:
            return decided if isinstance(decided, list) else [decided]
    return []


def rules_for(atom: str) -> tuple[Rule, ...]:
    if atom[0].isdigit():
        return NUMBER_RULES
    if atom[0].isalpha() or atom == "_":
        return BEHIND.get(atom) or BEHIND.get(SUFFIX.sub("", atom), WORD_RULES)
    return SIGN_RULES if atom in "+(%'-$" else ()


def judge_email(found: re.Match[str]) -> Span:
    address = shape.EMAIL_DOT.sub(".", shape.EMAIL_AT.sub("@", found.group(), count=1))
    is_price = address.replace(".", "").replace("@", "").isdigit()  # "10 @ 5.000"
    is_public = is_price or is_public_address(address)
    return found.start(), found.end(), KEEP if is_public else "email"


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
    if harmless.AMOUNT_BEFORE.search(shape.text_before(found)) or found.group().endswith("000"):
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
    if sentence and is_published(sentence):
        return start, found.start() + len(sentence), KEEP
    return start, found.end(), KEEP if is_published(shown) else "telepon"


def judge_run(found: re.Match[str]) -> Span | None:
    """Name the longest personal number that begins a run of digit groups."""
    text, start = found.string, found.start()
    groups = list(shape.DIGITS.finditer(text, start, found.end()))
    context = shape.context_of(found)
    if sentence := first_sentence(found.group()):
        return start, start + len(sentence), KEEP
    after = text[groups[0].end() : groups[0].end() + AFTER]
    before = shape.text_before(found)
    if harmless.is_bare_amount(groups[0].group(), before, context, after):
        return start, groups[0].end(), KEEP
    rest = text[groups[1].start() : found.end()] if len(groups) > 1 else ""
    if rest and shape.are_listed([groups[0].group()]) and is_published(rest):  # "129 / 08111-…"
        return start, groups[0].end(), KEEP
    dividers = [text[one.end() : two.start()] for one, two in pairwise(groups)]
    run = Run([group.group() for group in groups], dividers)
    strong, weak = run.candidates(is_told=bool(context.kinds))
    for name, some in ((shape.name_strong, strong), (shape.name_weak, weak)):
        for count, next_size in some:
            end = groups[count - 1].end()
            kind = name(text[start:end], next_size, context)
            if kind:
                return start, end, KEEP if is_published(text[start:end]) else kind
    return None


def first_sentence(run: str) -> str:
    """Return what ends a sentence before the rest: "2009. 0877-0060-6969", else nothing."""
    sentence, point, rest = run.partition(". ")
    is_mixed = bool(shape.DIGITS.sub("", rest).replace(point, ""))
    is_whole = is_published(sentence) or (is_mixed and shape.are_listed([sentence]))
    return sentence if point and is_whole else ""


SIGN_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.MONEY_PREFIXED, keep),
    (shape.PHONE, judge_phone),
)
WORD_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.URL, judge_url),
    (shape.TICKET, keep),
    (harmless.OTHERS_TICKET, keep),
    (shape.DECREE, judge_decree),
    (shape.MONEY_PREFIXED, keep),
    (shape.BUDGET_CODE, keep),
    (shape.PHONE, judge_phone),
    (SPELLED, judge_spelled),
    *BEFORE_WORD,
    (worded.BARE_PLATE, name_as("plat nomor")),
)
NUMBER_RULES: tuple[Rule, ...] = (
    (shape.EMAIL, judge_email),
    (shape.URL, judge_url),
    (harmless.COORDINATES, keep),
    (harmless.SERVER, keep),
    (harmless.DIPA, keep),
    (harmless.HOURS, keep),
    (harmless.BOOK, keep),
    (harmless.TAX_LETTER, keep),
    (harmless.ZERO_SUM, harmless.judge_zero_sum),
    (shape.TAX_CODE, keep),
    (shape.LONG_BUDGET_CODE, keep),
    *BEFORE_NUMBER,
    (shape.DECREE, judge_decree),
    (shape.NIK_SHAPE, judge_nik),
    (shape.FOUR_BY_FOUR, judge_sixteen),
    (shape.NIP_SHAPE, name_as("NIP")),
    (shape.NPWP_SHAPE, name_as("NPWP")),
    (MIXED, judge_spelled),
    (APART, judge_apart),
    (FRONT_AND_BACK, judge_front_and_back),
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


def _by_first_word() -> Mapping[str, tuple[Rule, ...]]:
    """Return the rules at each word that has some of its own: these before all others'."""
    rules: dict[str, tuple[Rule, ...]] = {}
    for heads, rule in (*worded.WORD_RULES, *harmless.CODE_RULES):
        for head in heads.split():
            rules[head] = (*rules.get(head, ()), rule)
    return {head: (*some, *WORD_RULES) for head, some in rules.items()}


BEHIND = _by_first_word()
