"""The list of numbers that agencies publish: each with its source, and left alone."""

import yaml

from service.door.masking import mask
from service.door.public_contacts import FILE, is_public_address, is_published

CONTACTS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["contacts"]


def test_each_has_a_source() -> None:
    """Somebody's own number must not come into the list by word of mouth."""
    assert [row["agency"] for row in CONTACTS if not row.get("source")] == []


def test_each_number_stays_in_what_citizens_write() -> None:
    """Whoever asks whether 0811 959 575 is the KPK's is to be read."""
    numbers = [number for row in CONTACTS for number in row["numbers"]]

    assert [n for n in numbers if mask(f"apa benar nomornya {n}?").kinds] == []


def test_a_number_is_known_in_each_spelling() -> None:
    """People copy it with another country code or as a range."""
    assert is_published("+62 811-959-575")
    assert is_published("(0251) 8249001-3")
    assert not is_published("0811 959 576")


def test_addresses_of_agencies_are_public() -> None:
    """They stand on every letter; a person's at another agency does not."""
    assert is_public_address("pengaduan@kpk.go.id")
    assert is_public_address("humas@bpkp.go.id")
    assert not is_public_address("budi@kpk.go.id")
