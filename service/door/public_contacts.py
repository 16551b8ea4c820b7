"""The numbers and addresses that agencies publish for everybody: ``content/public_contacts.yml``.

The mask leaves them alone. Read once, at the first message with a number in it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

import yaml

from service.errors import ContentInvalid
from service.paths import ROOT

FILE = ROOT / "content" / "public_contacts.yml"
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
    """Read the file.

    Raises:
        ContentInvalid: It is missing or broken.
    """
    try:
        rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["contacts"]
        written = [number for row in rows for number in row["numbers"]]
        addresses = [address.lower() for row in rows for address in row.get("addresses", ())]
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ContentInvalid([f"{FILE}:1: {type(error).__name__}: {error}"]) from error
    whole = ["".join(DIGITS.findall(number)) for number in written]
    local = ["".join(DIGITS.findall(number)[1:]) for number in written if number[:2] != "08"]
    return PublicContacts(frozenset([*whole, *local]), frozenset(addresses))


def is_published(number: str) -> bool:
    """Say whether a number in any spelling is an agency's, also as a range like 8249001-3."""
    spellings = (number, RANGE_END.sub("", number))
    known = public_contacts().numbers
    return any(PREFIX_62.sub("0", "".join(DIGITS.findall(s))) in known for s in spellings)


def is_public_address(address: str) -> bool:
    """Say whether an e-mail address is BPKP's, or another agency's for everybody."""
    return bool(HEAD_OFFICE.search(address)) or address in public_contacts().addresses
