"""From a message to the office it asks for: names, nicknames, misspellings, coordinates. Pure."""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from service.content.model import Office
from service.text import words

FUZZY_CUTOFF = 88  # of 100; below it "pati" starts to look like "padi"
FUZZY_LENGTH = 5  # letters; shorter names are matched exactly only
EARTH_RADIUS = 6371.0  # km
_SPELT = {"sumatra": "sumatera", "borneo": "kalimantan", "celebes": "sulawesi"}
_NO_ISLAND = frozenset({"kepulauan", "nusa", "di", "dki"})


@dataclass(frozen=True)
class NearOffice:
    """An office and how far it is, in kilometres as the crow flies."""

    office: Office
    distance: float


class Places:
    """Finds offices by the places that a message names."""

    def __init__(self, offices: Sequence[Office], ordinary: Collection[str] = ()) -> None:
        """Learn the names.

        Args:
            offices: What can be found.
            ordinary: Lower-case words that are never a misspelt name: "tahun" is not Tahuna.
        """
        self._ordinary = frozenset(ordinary)
        self._offices = [office for office in offices if office.is_office]
        self._by_name: dict[tuple[str, ...], Office] = {}
        for group in ("places", "names"):  # a province's own name wins over a town's
            for office in offices:
                for name in getattr(office, group):
                    self._by_name[tuple(words(name))] = office
        self._islands = _islands(self._offices)
        self._longest = max((len(name) for name in self._by_name), default=0)
        self._fuzzy = [n[0] for n in self._by_name if len(n) == 1 and len(n[0]) >= FUZZY_LENGTH]

    def find(self, text: str) -> list[Office]:
        """Return the offices of the places named, in the order named, each once.

        Longer names win ("papua barat daya" is not "papua"); a misspelt name is accepted when no
        name is spelt right.
        """
        tokens = words(text)
        found = self._exact(tokens) or self._misspelt(tokens)
        return list(dict.fromkeys(found))

    def island(self, text: str) -> list[Office]:
        """Return the offices of an island that a message names alone.

        "papua" is a province as well, and more people mean the island.
        """
        tokens = [_SPELT.get(word, word) for word in words(text)]
        named = self._exact(tokens)
        for length in (2, 1):
            for at in range(len(tokens) - length + 1):
                name = tuple(tokens[at : at + length])
                offices = self._islands.get(name, [])
                is_only = all(tuple(words(office.province)) == name for office in named)
                if offices and is_only:
                    return offices
        return []

    def of_code(self, code: str | None) -> list[Office]:
        """Return the office of a code, as a list; none where there is none."""
        return [office for office in self._offices if office.code == code]

    def names_place(self, text: str) -> bool:
        """Tell whether a place is named and spelt right."""
        return bool(self._exact(words(text)))

    def nearest(self, latitude: float, longitude: float) -> NearOffice | None:
        """Return the office nearest to a point on the map, None when there is none."""
        near = [
            NearOffice(o, _distance(latitude, longitude, o.latitude, o.longitude))
            for o in self._offices
            if o.latitude is not None and o.longitude is not None
        ]
        return min(near, key=lambda n: n.distance, default=None)

    def _exact(self, tokens: list[str]) -> list[Office]:
        found, at = [], 0
        while at < len(tokens):
            for length in range(min(self._longest, len(tokens) - at), 0, -1):
                office = self._by_name.get(tuple(tokens[at : at + length]))
                if office is not None:
                    found.append(office)
                    at += length - 1
                    break
            at += 1
        return found

    def _misspelt(self, tokens: list[str]) -> list[Office]:
        found = []
        for token in tokens:
            if len(token) < FUZZY_LENGTH or token in self._ordinary:
                continue
            match = process.extractOne(
                token, self._fuzzy, scorer=fuzz.ratio, score_cutoff=FUZZY_CUTOFF
            )
            if match is not None:
                found.append(self._by_name[(match[0],)])
        return found


def _islands(offices: Sequence[Office]) -> dict[tuple[str, ...], list[Office]]:
    """Return the beginnings that the names of several provinces share, with their offices."""
    found: dict[tuple[str, ...], list[Office]] = {}
    for office in offices:
        name = words(office.province)
        for length in range(1, min(2, len(name)) + 1):
            found.setdefault(tuple(name[:length]), []).append(office)
    several = {name: them for name, them in found.items() if len(them) > 1}
    return {name: them for name, them in several.items() if name[0] not in _NO_ISLAND}


def _distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return kilometres along the great circle (haversine); arguments in degrees."""
    a, b = math.radians(latitude), math.radians(to_latitude)
    half = math.sin((b - a) / 2) ** 2
    across = math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half + math.cos(a) * math.cos(b) * across))
