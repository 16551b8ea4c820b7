"""Numbers in words: what they say, and when they are a number."""

import pytest

from service.door.masking import mask
from service.door.spelled import read_digits


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("nol delapan satu dua", "0812"),
        ("nol delapan sebelas", "0811"),
        ("dua puluh lima", "25"),
        ("dua puluh", "20"),
        ("dua puluh nol", "200"),
        ("tiga puluh empat puluh", "3040"),
        ("dua belas tiga puluh empat", "1234"),
        ("dobel tiga", "33"),
        ("nol 8 satu 2", "0812"),
        ("noldelapan", "08"),
    ],
)
def test_words_say_digits(said: str, digits: str) -> None:
    """A number is judged by its digits, however it is said."""
    assert read_digits(said)[0] == digits


@pytest.mark.parametrize(
    "text",
    [
        "dua puluh lima juta tiga ratus ribu rupiah",
        "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh",
        "nol besar",
    ],
)
def test_sums_and_counting_are_no_number(text: str) -> None:
    """An amount in words is what a question about money is made of."""
    assert mask(text).kinds == ()
