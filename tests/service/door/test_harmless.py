"""Codes behind their word stay; what only stands behind it and is somebody's does not."""

import pytest

from service.door.masking import mask


@pytest.mark.parametrize(
    "text",
    [
        "mau lapor 0812 3456 7890",
        "laporan 0812-3456-7890",
        "tiket 081234567890",
        "nomor pengaduan 3273014507910002",
        "kode barang 198508122010011001",
        "paket +62 812 3456 7890",
        "akun 081234567890",
        "total tagihan, wa 8123456789",
        "dana ditransfer ke 1234567890",
    ],
)
def test_a_weak_word_protects_nobodys_number(text: str) -> None:
    """Half a telephone number behind "lapor" would stand in the table for good."""
    assert sum(char.isdigit() for char in mask(text).text) <= 2


@pytest.mark.parametrize(
    "text",
    ["NTPN 3273014507910002", "nib 6281234567890", "kode billing 820240512345678"],
)
def test_a_strong_word_keeps_what_looks_like_somebodys(text: str) -> None:
    """A receipt's number may begin like a province by chance."""
    assert mask(text).kinds == ()
