"""What is hidden in citizens' words and what is not, by two tables of realistic messages.

``masked.tsv``: text, the part that must be gone, its kind. ``kept.tsv``: texts
that must come back unchanged. Every personal number in them is invented.
"""

import unicodedata
from pathlib import Path

import pytest

from service.door.folding import BARRIER, LABEL, fold_char
from service.door.masking import Masked, mask
from service.door.patterns import NEAR

HERE = Path(__file__).parent
MASKED = [
    tuple(line.split("\t"))
    for line in (HERE / "masked.tsv").read_text(encoding="utf-8").split("\n")
    if line
]
KEPT = (HERE / "kept.tsv").read_text(encoding="utf-8").strip("\n").split("\n")
HOSTILE = (
    *("1", "12 ", "1-", "0812-", "2024-", "a", "a.", "a@", "a at ", "a dot ", "@", "(", " ", "/"),
    *("1/", "a/", "http://", "www.", "nol ", "rp 1.", "1.000.", "tb-", "+62 ", "(0", "62 8 "),
    *("rek 1 ", "\u200b", "\u0661", "[NIK disembunyikan]", "x@y.", "bit.ly/", "1 2 3 ", "\x00"),
)


@pytest.fixture(autouse=True)
def _nothing_is_remembered() -> None:
    """Let each test look at every character anew: one seen before would hide a fault."""
    fold_char.cache_clear()


def plain_digits(text: str) -> str:
    """Return only the digits, whatever the script or the separators."""
    return "".join(
        str(unicodedata.digit(c)) for c in text if unicodedata.digit(c, None) is not None
    )


@pytest.mark.parametrize(("text", "secret", "kind"), MASKED)
def test_personal_data_is_gone(text: str, secret: str, kind: str) -> None:
    """What a citizen types by mistake must not be stored, in any spelling."""
    masked = mask(text)

    assert kind in masked.kinds
    assert secret not in masked.text
    digits = plain_digits(secret)
    assert not digits or digits not in plain_digits(masked.text)


@pytest.mark.parametrize(("text", "secret", "kind"), MASKED)
def test_nothing_of_a_secret_is_left_over(text: str, secret: str, kind: str) -> None:
    """Half a telephone number beside a label still leads to a person."""
    remaining = plain_digits(LABEL.sub("", mask(text).text))

    assert len(remaining) <= len(plain_digits(text)) - len(plain_digits(secret))


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_numbers_stay(text: str) -> None:
    """A question about an amount, a law or BPKP's own number is useless without it."""
    assert mask(text) == Masked(text, ())


@pytest.mark.parametrize("text", [row[0] for row in MASKED])
def test_masking_twice_changes_nothing(text: str) -> None:
    """Texts pass the mask at the door and again before training data."""
    once = mask(text)

    assert mask(once.text) == Masked(once.text, ())


def test_tables_are_large_enough() -> None:
    """Issue 3 promises at least 150 cases in both directions."""
    assert len(set(MASKED)) >= 150
    assert len(set(KEPT)) >= 150


def test_kinds_are_named_once_in_order_of_appearance() -> None:
    """The citizen is told what was hidden, in the order in which it was written."""
    masked = mask("hp 081234567890, NIK 3273014507910002, wa 089876543210")

    assert masked.kinds == ("telepon", "NIK")
    assert mask("NIK 3273014507910002, wa 089876543210").kinds == ("NIK", "telepon")
    assert masked.text == (
        "hp [telepon disembunyikan], NIK [NIK disembunyikan], wa [telepon disembunyikan]"
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("hubungi (0274) 512345", "hubungi [telepon disembunyikan]"),
        ("hubungi (0274 512345)", "hubungi ([telepon disembunyikan])"),
        ("№ 081234567890 ya", "№ [telepon disembunyikan] ya"),
        (f"a{BARRIER}b 081234567890 ya", f"a{BARRIER}b [telepon disembunyikan] ya"),
        ("[NIK disembunyikan] 081234567890", "[NIK disembunyikan] [telepon disembunyikan]"),
    ],
)
def test_what_stands_around_a_number_stays(text: str, left: str) -> None:
    """The officer must still be able to read the sentence."""
    assert mask(text).text == left


@pytest.mark.parametrize(("distance", "is_hidden"), [(NEAR, True), (NEAR + 1, False)])
def test_a_short_number_needs_its_word_nearby(distance: int, is_hidden: bool) -> None:
    """Eight digits far from "rekening" are a file's number, or a date."""
    between = " x" * distance

    assert mask(f"rekening{between[: distance - 1]} 12345678").kinds == (
        ("rekening",) if is_hidden else ()
    )


def test_found_says_whether_anything_was_hidden() -> None:
    """The kind note to the citizen depends on it."""
    assert mask("wa 081234567890").kinds == ("telepon",)
    assert mask("apa itu BPKP?").kinds == ()


@pytest.mark.parametrize("zero", [0x30, 0x660, 0x6F0, 0x966, 0xFF10, 0x1D7CE])
def test_digits_of_every_script_are_read(zero: int) -> None:
    """Phones write full-width or Arabic digits, and some people use them to slip through."""
    number = "".join(chr(zero + int(digit)) for digit in "3273014507910002")

    assert mask(f"nik {number}").text == "nik [NIK disembunyikan]"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u20e3"])
def test_invisible_characters_hide_nothing(invisible: str) -> None:
    """Copied text carries zero-width characters between its digits."""
    assert mask("wa " + invisible.join("081234567890")).text.startswith("wa [telepon")


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_still_ends_masked(unit: str) -> None:
    """A pattern that backtracks would let one message stop the bot for everyone."""
    masked = mask((unit * 100_000)[:100_000] + " 081234567890")

    assert "081234567890" not in masked.text


@pytest.mark.parametrize("unit", HOSTILE)
def test_masking_hostile_input_twice_changes_nothing(unit: str) -> None:
    """A stable text needs no order between the places that mask."""
    once = mask((unit * 4_096)[:4_096] + " 081234567890")

    assert mask(once.text).text == once.text
