"""What numbers are called: at each limit the last that is one thing, and the first that is not.

All numbers are invented; where only the length matters they are written as sevens.
"""

import pytest

from service.door.harmless import is_bare_amount
from service.door.patterns import (
    Context,
    is_card,
    is_plausible_nik,
    is_plausible_nip,
    is_told_phone,
    name_by_context,
    name_by_length,
    name_sixteen,
    name_strong,
    name_weak,
)

NOTHING = Context()
CARD_16 = "5500000000000004"  # a right Luhn sum, and neither a province nor a birth date
CARD_13 = "4222222222222"
CARD_19 = "6304000000000000000"
NIK_AND_CARD = "3273010101900002"  # both: a province, a birth date, a right Luhn sum


def after(*kinds: str, is_near: bool = True) -> Context:
    """Return what words before a number speak of, the last of them near or not."""
    return Context(kinds, kinds[-1], kinds[-1] if is_near else "")


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("1173010101900007", True),
        ("1073010101900007", False),  # there is no province 10
        ("9673010101900007", True),
        ("9773010101900007", False),
        ("3273010001900007", False),  # the day
        ("3273013101900007", True),
        ("3273013201900007", False),
        ("3273010801900007", True),
        ("3273014101900007", True),  # a woman's first
        ("3273014001900007", False),
        ("3273017101900007", True),
        ("3273017201900007", False),
        ("3273010100900007", False),  # the month
        ("3273010112900007", True),
        ("3273010113900007", False),
    ],
)
def test_a_nik_holds_a_province_and_a_birth_date(digits: str, expected: bool) -> None:
    """Sixteen digits are an identity or a card: the citizen is told which was hidden."""
    assert is_plausible_nik(digits) is expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        ("199001012010011001", True),
        ("199001012010122001", True),
        ("199001012010002001", False),  # appointed in no month
        ("199001012010132001", False),
        ("199001012010013001", False),  # neither man nor woman
        ("199001012010010101", False),
        ("199013012010011001", False),  # born in no month
        ("777777777777011777", False),
    ],
)
def test_a_nip_holds_a_birth_date_a_month_and_a_sex(digits: str, expected: bool) -> None:
    """Eighteen digits in pieces are an officer's number only when they say so."""
    assert is_plausible_nip(digits) is expected


@pytest.mark.parametrize(
    ("digits", "expected"),
    [
        (CARD_16, True),
        ("5500000000000005", False),
        ("2223000048400011", False),  # the sum is right, the first digit no card's here
        ("4929000000006", True),
    ],
)
def test_a_card_has_a_known_beginning_and_a_right_sum(digits: str, expected: bool) -> None:
    """A telephone number must not be called a card."""
    assert is_card(digits) is expected


@pytest.mark.parametrize(
    ("digits", "before", "context", "expected"),
    [
        ("27850000", "", NOTHING, True),
        ("27850000", "", after("rekening"), False),
        ("27851000", "", NOTHING, False),
        ("7777777", "total ", NOTHING, True),
        ("07777777", "total ", NOTHING, False),
        ("62877777", "total ", NOTHING, False),
        ("7" * 14, "total ", NOTHING, True),
        ("7" * 15, "total ", NOTHING, False),
        ("7" * 13 + "000", "total ", NOTHING, True),
        ("7" * 14 + "000", "total ", NOTHING, False),
        ("7" * 10 + "0000", "", NOTHING, True),
        ("7" * 11 + "0000", "", NOTHING, False),
    ],
)
def test_an_amount_is_told_by_a_word_or_by_its_zeros(
    digits: str, before: str, context: Context, expected: bool
) -> None:
    """A question about money is useless without the sum; a telephone number is none."""
    assert is_bare_amount(digits, before, context) is expected


@pytest.mark.parametrize(
    ("digits", "context", "expected"),
    [
        (NIK_AND_CARD, NOTHING, "NIK"),
        (CARD_16, NOTHING, "kartu"),
        ("7777777777777777", NOTHING, "NIK"),
        (CARD_16, after("nik"), "NIK"),
        (CARD_16, after("npwp"), "NPWP"),
        (CARD_16, after("rekening"), "rekening"),
        ("7777777777777777", after("kartu", "rekening"), "kartu"),
    ],
)
def test_sixteen_digits_are_named_by_what_they_are_called(
    digits: str, context: Context, expected: str
) -> None:
    """What the citizen calls it counts before what it looks like."""
    assert name_sixteen(digits, context) == expected


@pytest.mark.parametrize(
    ("groups", "is_spaced", "context", "expected"),
    [
        (["7" * 18], False, NOTHING, "NIP"),
        (["7" * 9, "7" * 9], False, NOTHING, "NIP"),
        (["7" * 9, "7" * 9], True, NOTHING, ""),
        (["7" * 9, "7" * 9], True, after("nip"), "NIP"),
        (["19900101", "201001", "1", "001"], True, NOTHING, "NIP"),
        (["7" * 18], True, NOTHING, "NIP"),
        (["7" * 18], False, after("kartu"), "kartu"),
        (["7777", "777", "7777", "77777"], True, NOTHING, "NIK"),
        (["7777", "77", "7777", "777777"], True, NOTHING, "NIK"),
        (["7"] * 16, True, NOTHING, "NIK"),
        (["77"] * 8, True, NOTHING, ""),
        (["77"] * 8, True, after("telepon"), "NIK"),
        (["77"] * 8, False, NOTHING, "NIK"),
        (["32", "73", "01", "01", "01", "90", "00", "07"], True, NOTHING, "NIK"),
        (["7" * 16], False, NOTHING, "NIK"),
        ([CARD_13], False, NOTHING, "kartu"),
        ([CARD_13[:6], CARD_13[6:10], CARD_13[10:]], False, NOTHING, "kartu"),
        ([CARD_13[:9], CARD_13[9:11], CARD_13[11:]], False, NOTHING, ""),
        ([CARD_13[:6], CARD_13[6:]], True, NOTHING, ""),
        ([CARD_13], False, after("telepon"), ""),
        ([CARD_19], False, NOTHING, "kartu"),
        (["4" + "0" * 11], False, NOTHING, ""),
        (["42222222222222222228"], False, NOTHING, ""),  # a right sum, too long for a card
        (["7" * 15], False, NOTHING, "NPWP"),
        (["7" * 15], False, after("rekening"), ""),
        (["7" * 14], False, NOTHING, ""),
    ],
)
def test_a_length_that_leaves_no_doubt(
    groups: list[str], is_spaced: bool, context: Context, expected: str
) -> None:
    """Each of the state's numbers has its length; a list of small numbers has none."""
    assert name_by_length(groups, is_spaced, context) == expected


@pytest.mark.parametrize(
    ("groups", "context", "expected"),
    [
        (["7" * 12], after("nik"), "NIK"),
        (["7" * 11], after("nik"), ""),
        (["7" * 20], after("nip"), "NIP"),
        (["7" * 21], after("nip"), ""),
        (["7" * 13], after("kartu"), "kartu"),
        (["7" * 12], after("kartu"), "rekening"),
        (["7" * 19], after("kartu"), "kartu"),
        (["7" * 20], after("kartu"), ""),
        (["7" * 15], after("kartu", "rekening"), "rekening"),
        (["7" * 16], after("kartu", "rekening"), "kartu"),
        (["7" * 15], after("rekening", "kartu"), "kartu"),
        (["7" * 16], after("rekening"), "rekening"),
        (["7" * 17], after("rekening"), ""),
        (["7" * 8], after("rekening"), "rekening"),
        (["7" * 8], after("rekening", is_near=False), ""),
        (["7" * 9], after("rekening", is_near=False), "rekening"),
        (["7" * 7], after("rekening"), ""),
        (["77"] * 5, after("rekening"), ""),
        (["77", "777", "777"], after("rekening"), "rekening"),
    ],
)
def test_a_word_names_what_its_number_could_be(
    groups: list[str], context: Context, expected: str
) -> None:
    """The word says what it is as long as the length does not say otherwise."""
    assert name_by_context(groups, context) == expected


@pytest.mark.parametrize(
    ("groups", "context", "expected"),
    [
        (["7" * 6], after("telepon"), True),
        (["7" * 5], after("telepon"), False),
        (["7" * 14], after("telepon"), True),
        (["7" * 15], after("telepon"), False),
        (["7" * 8], after("telepon", is_near=False), False),
        (["7" * 9], after("telepon", is_near=False), True),
        (["7" * 9], after("rekening"), False),
        (["77777", "000"], after("telepon"), False),
        (["777777", "000"], after("telepon"), True),
        (["7777", "2024"], after("telepon"), False),
    ],
)
def test_a_word_for_telephone_makes_a_telephone_number(
    groups: list[str], context: Context, expected: bool
) -> None:
    """An extension, a year or an amount behind "telp" is nobody's number."""
    assert is_told_phone(groups, sum(map(len, groups)), context) is expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("777777777", "nomor"),
        ("77777777", ""),
        ("777 777 777", "nomor"),
        ("77 777 7777", ""),  # spaced, small groups: a list
        ("77-777-7777", "nomor"),
        ("7-777-77777", ""),
        ("777 777777777", ""),  # the second is a number by itself
        ("777 7777 77777777", "nomor"),
        ("7 7 7 7 7 7 7 7 7 7", "nomor"),
        ("7 7 7 7 7 7 7 7 7", ""),
        ("1 2 3 4 5 6 7 8 9 0", ""),  # counted
        ("1 2 4 4 5 6 7 8 9 0", "nomor"),
        ("1 3 3 4 5 6 7 8 9 0", "nomor"),
        ("2 2 3 4 5 6 7 8 9 0", "nomor"),
        ("77 77 77 77 77", ""),
        ("2023 2024 2025", ""),
    ],
)
def test_what_nothing_explains_is_hidden_when_it_is_long(shown: str, expected: str) -> None:
    """A number without a word could be anybody's; a list of small ones is nobody's."""
    assert name_weak(shown, 0, NOTHING) == expected


@pytest.mark.parametrize(
    ("shown", "next_size", "expected"),
    [
        ("7" * 18, 0, "NIP"),
        ("7" * 20, 0, "NIP"),
        ("7" * 21, 0, ""),
        ("7777-7777-7777-7777", 0, "NIK"),
        ("7777-7777-7777-7777", 3, ""),  # cut in the middle of a longer one
        ("7777-7777-7777-7777", 2, "NIK"),
        ("7777-7777-7777-7777", 9, "NIK"),
        ("777777777 7777777", 0, ""),  # two numbers, the first of which is one
        ("77777777 77777777", 0, "NIK"),
        ("777777777-7777777", 0, "NIK"),
        ("77777777-77777777", 3, ""),
        ("7" * 16, 3, "NIK"),
        ("77 77 77 77 77 77 77 77", 0, ""),
        ("77-77-77-77-77-77-77-77", 0, "NIK"),
        ("2021-2022-2023-2024", 0, ""),
        ("1995-1996-1997-1998", 0, ""),
    ],
)
def test_a_number_ends_where_it_ends(shown: str, next_size: int, expected: str) -> None:
    """Half of a number that is hidden leaves the other half to be read."""
    context = after("nip") if len(shown) in (20, 21) and shown.isdigit() else NOTHING

    assert name_strong(shown, next_size, context) == expected
