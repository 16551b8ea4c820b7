"""The places in a canned reply that are filled for a ticket: ``{petugas}``, ``{tiket}``. Pure.

Nothing in braces ever goes to a citizen: what is unknown is refused when it is written, what is
empty when it is to be said, and what stands in braces in any answer before it is sent.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_IN_BRACES = re.compile(r"[{\uff5b]([^{}\uff5b\uff5d\n]{0,80})[}\uff5d]")
_BRACES = re.compile(r"[{}\uff5b\uff5d]")


class Place(StrEnum):
    """What can be filled in, by the word that officers write."""

    OFFICER = "petugas"  # the name of who answers
    UNIT = "unit"
    TICKET = "tiket"
    HOURS = "jam"  # when the unit works
    DEADLINE = "batas"  # until when the ticket is to be answered


Values = Mapping[Place, str]


@dataclass(frozen=True)
class Filled:
    """A canned reply for one ticket.

    Attributes:
        missing: The places for which this ticket has no value; empty: it may be said.
    """

    text: str
    missing: tuple[Place, ...] = ()


def fill(text: str, values: Values) -> Filled:
    """Put values in their places; a value is never read for places itself."""
    missing: list[Place] = []

    def put(found: re.Match[str]) -> str:
        place = _place(found[1])
        value = values.get(place, "").strip() if place else ""
        if place and (not value or _BRACES.search(value)):
            missing.append(place)
        return value or found[0]

    said = _IN_BRACES.sub(put, text)
    return Filled(said, tuple(dict.fromkeys(missing)))


def unknown_in(text: str) -> tuple[str, ...]:
    """Return what of a canned reply is in braces and is no place, a brace alone among it."""
    unknown = [found[0] for found in _IN_BRACES.finditer(text) if _place(found[1]) is None]
    return tuple(dict.fromkeys([*unknown, *_BRACES.findall(_IN_BRACES.sub("", text))]))


def unfilled_in(text: str) -> tuple[str, ...]:
    """Return what stands in braces in an answer that is about to be sent."""
    return tuple(dict.fromkeys(found[0] for found in _IN_BRACES.finditer(text)))


def _place(name: str) -> Place | None:
    try:
        return Place(name.strip().casefold())
    except ValueError:
        return None
