"""Which intent somebody means who types a part of it: one when it is clear, else a choice."""

import pytest

from service.learning.intents import meant_intents

KNOWN = {
    "cpns": "Lowongan CPNS",
    "cpns-lalu": "CPNS tahun lalu",
    "magang": "Magang atau PKL di BPKP",
    "ppid-biaya": "Biaya informasi",
    "ppid-waktu": "Lama jawaban PPID",
    "out_of_scope": "",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cpns", ["cpns"]),  # an id counts before what begins with it
        ("  Magang  ATAU pkl di bpkp ", ["magang"]),
        ("mag", ["magang"]),
        ("ppid", ["ppid-biaya", "ppid-waktu"]),
        ("lama", ["ppid-waktu"]),
        ("out", ["out_of_scope"]),
        ("tidak ada", []),
        (" ", []),
    ],
)
def test_letters_mean_what_only_one_has(typed: str, meant: list[str]) -> None:
    """Three letters are enough where nothing else has them; a guess is never taken."""
    assert meant_intents(typed, KNOWN) == meant
