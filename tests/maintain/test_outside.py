"""Measuring on real texts that are not for us."""

from pathlib import Path

import pytest

from maintain.asking import Asked
from maintain.outside import OutsideUnreadable, fate_of, read_outside


def asked(outcome: str, masked: str = "x") -> Asked:
    """Return what the bot made of a text."""
    return Asked("x", outcome, None, [], 0.5, None, "", masked, [], "rasa", [])


@pytest.mark.parametrize(
    ("outcome", "masked", "fate"),
    [
        ("answered", "enak sekali", "answered"),
        ("answered", "", "held"),
        ("escalated", "panggil petugas", "ticket"),
        ("small_talk", "makasih", "small talk"),
        ("clarified", "di ig", "offered"),
        ("referred", "resep", "left alone"),
        ("emergency", "", "emergency"),
    ],
)
def test_what_became_of_a_text_is_one_word(outcome: str, masked: str, fate: str) -> None:
    """An accusation held at the door is another fault than an answer, and mended elsewhere."""
    assert fate_of(asked(outcome, masked)) == fate


def test_kinds_and_texts_are_read(tmp_path: Path) -> None:
    """A heading is no text."""
    file = tmp_path / "o.tsv"
    file.write_text("kind\ttext\ntweet\thalo dunia\n")

    assert read_outside(file) == [("tweet", "halo dunia")]


@pytest.mark.parametrize("written", ["", "tweet halo\n"])
def test_a_file_of_another_form_is_named(tmp_path: Path, written: str) -> None:
    """A share of nothing would be believed."""
    file = tmp_path / "o.tsv"
    file.write_text(written)

    with pytest.raises(OutsideUnreadable, match=r"o\.tsv:1"):
        read_outside(file)
