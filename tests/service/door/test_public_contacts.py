"""The list of numbers that agencies publish: each with its source, and left alone."""

import yaml

from service.door.masking import mask
from service.door.public_contacts import (
    CONTENT,
    FILE,
    is_public_address,
    is_published,
    numbers_of,
)

CONTACTS = yaml.safe_load(FILE.read_text(encoding="utf-8"))["contacts"]


def test_each_has_a_source() -> None:
    """Somebody's own number must not come into the list by word of mouth."""
    assert [row["agency"] for row in CONTACTS if not row.get("source")] == []


def test_no_number_stands_in_two_files() -> None:
    """The one that is not changed misleads people for years."""
    rows = {
        name: yaml.safe_load((CONTENT / f"{name}.yml").read_text(encoding="utf-8"))
        for name in ("contacts", "offices", "public_contacts")
    }
    told = [[row["value"]] for row in rows["contacts"]["contacts"]]
    told += [
        list({n for key in ("phone", "fax") if row[key] for n in numbers_of(row[key])})
        for row in rows["offices"]["offices"]
    ]
    told += [row["numbers"] for row in rows["public_contacts"]["contacts"]]
    digits = ["".join(filter(str.isdigit, n)) for numbers in told for n in numbers]
    numbers = [number.removeprefix("62").removeprefix("0") for number in digits if number[6:]]

    assert len(numbers) > 40
    assert [number for number in numbers if numbers.count(number) > 1] == []


def test_what_citizens_are_told_of_an_office_is_published() -> None:
    """Both numbers of a line, and the fax."""
    assert numbers_of("(0711) 311154, 355034") == ["0711 311154", "0711 355034"]
    told = ("(0711) 355034", "(0426) 21137", "0877-0060-6969")
    assert [number for number in told if not is_published(number)] == []


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
