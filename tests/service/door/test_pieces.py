"""Numbers told in pieces: what is hidden at once, and what the message before loses."""

import pytest

from service.door.door import Door
from service.door.pieces import digits_alone, hide_former

HIDDEN = "[nomor disembunyikan]"


@pytest.mark.parametrize(
    "text", ["32730145", "0 8 1 2 3 4", "ini 34567890 ya", "lanjutannya 789012"]
)
def test_six_digits_alone_are_hidden_at_once(text: str) -> None:
    """Nothing is remembered for that: neither a kill nor a second gateway lets it through."""
    heard = Door().hear(text)

    assert heard.piece
    assert heard.masked.text == HIDDEN


@pytest.mark.parametrize(
    "text",
    [
        "2",
        "1 dan 3",
        "2024",
        "198",
        "1708",
        "150000",
        "27.850.450",
        "20240512",
        "17-08-2025",
        "halo",
    ],
)
def test_what_answers_a_question_of_ours_is_no_piece(text: str) -> None:
    """A choice, a year, a sum, a date or a service's number must be read."""
    assert digits_alone(text) == ""


@pytest.mark.parametrize(
    ("before", "digits", "former"),
    [
        ("nik saya 32730145", "07910002", f"nik saya {HIDDEN}"),
        ("hp saya 0812", "34567890", f"hp saya {HIDDEN}"),
        ("3273", "0145", HIDDEN),
        (HIDDEN, "0791", HIDDEN),
        ("wa 0812-34.", "56789", f"wa {HIDDEN}."),
        ("ini 0812", "34567890", f"ini {HIDDEN}"),
    ],
)
def test_the_message_before_loses_its_piece(before: str, digits: str, former: str) -> None:
    """Half a number that is stored is found by whoever has the other half."""
    assert hide_former(before, digits) == former


@pytest.mark.parametrize(
    ("before", "digits"),
    [
        ("pagu 27850450", "1234567"),
        ("tahun 2023", "1234567"),
        ("ada 12345 orang", "12345"),
        ("apa itu BPKP?", "1234"),
        ("12", "345"),
    ],
)
def test_two_messages_that_are_no_number_stay(before: str, digits: str) -> None:
    """A sum or a year in front of a number is not its beginning."""
    assert hide_former(before, digits) is None
