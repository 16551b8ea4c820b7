"""The numbers and addresses that agencies publish for everybody: the mask leaves them alone.

Each stands in one file: what citizens are told in ``contacts.yml`` and ``offices.yml``, the others
in ``public_contacts.yml``. Read once, at the first message with a number in it.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from service.errors import ContentInvalid
from service.paths import ROOT

CONTENT = ROOT / "content"
FILE = CONTENT / "public_contacts.yml"
SHORTEST = 7  # digits of a number; a shorter one is no telephone's of a person
AREA = re.compile(r"\((?P<area>\d+)\)")
SPOKEN = ("telepon", "WhatsApp", "SMS")
DIGITS = re.compile(r"\d+")
PREFIX_62 = re.compile(r"^(?:0062|62)0?")
RANGE_END = re.compile(r"[\-/]\d{1,2}$")
HEAD_OFFICE = re.compile(r"@(?:[\w\-]{1,63}\.){0,4}bpkp\.go\.id$")


class PublicContacts(NamedTuple):
    """Digits of numbers, with and without their area code, and addresses in lower case."""

    numbers: frozenset[str]
    addresses: frozenset[str]


@lru_cache(maxsize=1)
def public_contacts() -> PublicContacts:
    """Read the three files.

    Raises:
        ContentInvalid: One is missing or broken.
    """
    written = [number for numbers, _ in _published() for number in numbers]
    addresses = [address.lower() for _, found in _published() for address in found]
    whole = ["".join(DIGITS.findall(number)) for number in written]
    local = ["".join(DIGITS.findall(number)[1:]) for number in written if number[:2] != "08"]
    return PublicContacts(frozenset([*whole, *local]), frozenset(addresses))


def numbers_of(written: str) -> list[str]:
    """Return the numbers of a line such as "(0711) 311154, 355034", area code first."""
    area = AREA.search(written)
    parts = [part.strip() for part in AREA.sub("", written).split(",")]
    return [f"{area['area']} {part}" if area else part for part in parts]


def _published() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the numbers and the addresses of each entry of each file."""
    for row in _rows("public_contacts"):
        yield row["numbers"], row.get("addresses", [])
    for row in _rows("offices"):
        told = [str(row[key]) for key in ("phone", "fax") if row[key]]
        yield (
            [n for line in told for n in numbers_of(line)],
            [row["email"]] if row["email"] else [],
        )
    for row in _rows("contacts"):
        is_number = len("".join(DIGITS.findall(row["value"]))) >= SHORTEST
        numbers = numbers_of(row["value"]) if row["kind"] in SPOKEN and is_number else []
        yield numbers, [row["value"]] if row["kind"] == "email" else []


def _rows(name: str) -> list[Mapping[str, Any]]:
    path = CONTENT / f"{name}.yml"
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        return [{**row} for row in rows["offices" if name == "offices" else "contacts"]]
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ContentInvalid([f"{path}:1: {type(error).__name__}: {error}"]) from error


def is_published(number: str) -> bool:
    """Say whether a number in any spelling is an agency's, also as a range like 8249001-3."""
    spellings = (number, RANGE_END.sub("", number))
    known = public_contacts().numbers
    return any(PREFIX_62.sub("0", "".join(DIGITS.findall(s))) in known for s in spellings)


def is_public_address(address: str) -> bool:
    """Say whether an e-mail address is BPKP's, or another agency's for everybody."""
    return bool(HEAD_OFFICE.search(address)) or address in public_contacts().addresses
