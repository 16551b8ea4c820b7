"""What says only who writes."""

import pytest

from service.answering.particulars import without_particulars


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            "nama saya suminah nik [NIK disembunyikan] mau minta informasi publik syaratnya apa",
            "mau minta informasi publik syaratnya apa",
        ),
        (
            "Perkenalkan, nama saya Budi Santoso, mau tanya magang",
            "mau tanya magang",
        ),
        ("no hp saya [telepon disembunyikan], alamat kantor medan?", "alamat kantor medan?"),
        ("nm sy Siti dari Kupang, kantornya di mana", "dari Kupang, kantornya di mana"),
    ],
)
def test_a_question_is_read_without_who_asks_it(said: str, asked: str) -> None:
    """A citizen who introduces themselves must not be told that this is not BPKP's matter."""
    assert " ".join(without_particulars(said).split()) == asked


@pytest.mark.parametrize(
    "said",
    [
        "nama saya Suminah",
        "[NIK disembunyikan]",
        "nama saya siapa saja yang tahu",
        "nama kepala bpkp siapa",
        "biaya pemeriksaan informasi",
    ],
)
def test_what_is_no_introduction_stays(said: str) -> None:
    """A message of nothing else is still a message, and other names are asked about."""
    assert without_particulars(said) == said


@pytest.mark.parametrize(
    "text",
    [
        "Apakah nama saya akan diketahui oleh yang bersangkutan?",
        "nama saya disimpan rapat nggak kalau lapor",
        "nama saya dirahasiakan kan",
        "nama saya ga ketahuan kan pak",
    ],
)
def test_what_becomes_of_a_name_is_a_question(text: str) -> None:
    """Nobody is called "Akan Diketahui Oleh"."""
    assert without_particulars(text) == text
