"""From a message to the office it asks for: names, nicknames, misspellings, coordinates. Pure."""

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from service.content.gazetteer import Gazetteer
from service.content.model import Office
from service.knowledge.misspelt import Misspelt
from service.knowledge.place_names import Kind, Mention, Name, PlaceNames
from service.text import words

EARTH_RADIUS = 6371.0  # km
OF_AN_OFFICE = frozenset(
    "bpkp bepekape kantor kantornya kantore kntr kantua kantoa perwakilan cabang cabangnya "
    "ikut ikutnya masuk masuknya termasuk".split()
)  # with one of these, a name that is a word as well is a place
NEAR = frozenset({"dekat", "deket", "dkt"})  # "bpkp plg dekat mana" is no Palembang
BELONGS = frozenset("masuk masuknya termasuk".split())  # "masuk bpkp mana", not "masuk bpkp"


@dataclass(frozen=True)
class NearOffice:
    """An office and how far it is, in kilometres as the crow flies.

    Attributes:
        distance: None where nobody told us in which town the office is.
    """

    office: Office
    distance: float | None


@dataclass(frozen=True)
class Where:
    """What a message says of a place.

    Attributes:
        offices: Those of the places named, in the order named, each once.
        choice: Those among which the message does not decide.
        is_abroad: Whether somebody is abroad and names no place in Indonesia.
    """

    offices: tuple[Office, ...] = ()
    choice: tuple[Office, ...] = ()
    is_abroad: bool = False

    def __bool__(self) -> bool:
        return bool(self.offices or self.choice or self.is_abroad)


class Places:
    """Finds offices by the places that a message names."""

    def __init__(
        self, offices: Sequence[Office], gazetteer: Gazetteer, ordinary: Collection[str] = ()
    ) -> None:
        """Learn the names.

        Args:
            offices: What can be found, provinces without an office included.
            gazetteer: What else is a name, and where Indonesia is.
            ordinary: Lower-case words that are never a misspelt name: "tahun" is not Tahuna.
        """
        self._all = offices
        self._offices = [office for office in offices if office.is_office]
        self._gazetteer = gazetteer
        self._names = PlaceNames(offices, gazetteer)
        known = self._names.single_words().union(
            gazetteer.confusable, ordinary, gazetteer.words["plain"]
        )
        self._misspelt = Misspelt(self._names, known)

    def where(self, text: str) -> Where:
        """Return what a message says of a place; an island of several offices is asked back."""
        island = tuple(self.island(text))
        if not island:
            return self._named(text)
        meant = tuple(o for o in self._guessed(text).offices if o in island)
        return Where(meant) if meant else Where(choice=island)

    def where_asked(self, text: str) -> Where:
        """Return the same of a message that asks for an office: "klo warga Pare ke mana?"."""
        where = self.where(text)
        if where:
            return where
        mentions = self._names.mentions(text, asks_office=True)
        return _of_small(mentions) if mentions else where

    def find(self, text: str) -> list[Office]:
        """Return the offices of the places named, in the order named, each once.

        Longer names win ("papua barat daya" is not "papua"); a misspelt name is accepted when no
        name is spelt right.
        """
        return list(self._named(text).offices)

    def island(self, text: str) -> list[Office]:
        """Return the offices of an island that a message names alone.

        "papua" is a province as well, and more people mean the island.
        """
        names = self._named_islands(text)
        return list(self._names.several[names[0]]) if names else []

    def of_code(self, code: str | None) -> list[Office]:
        """Return the office of a code, as a list; none where there is none."""
        return [office for office in self._all if office.code == code]

    def names_place(self, text: str, *, with_small: bool = False) -> bool:
        """Tell whether a place is named and spelt right.

        With ``with_small`` districts, airports and places abroad are places as well.
        """
        kinds = {mention.kind for mention in self._names.mentions(text)}
        return bool(kinds) if with_small else not kinds.isdisjoint((Kind.SURE, Kind.ASIDE))

    def is_place_alone(self, text: str) -> bool:
        """Tell whether a message is the name of a place and nothing else that says much.

        A district's or an airport's name alone is not: it may be a slip for a word.
        """
        said = words(text)
        mentions = self._names.mentions(text, asks_office=self.asks_office(text))
        named = {word for mention in mentions for word in mention.name}
        islands = {word for name in self._named_islands(text) for word in name}
        is_clear = any(m.kind is not Kind.SMALL for m in mentions) or not named.issuperset(said)
        plain = self._gazetteer.words["plain"].union(named, islands)
        plain |= BELONGS if "mana" in said else NEAR
        return bool(islands or (named and is_clear)) and plain.issuperset(said)

    def asks_office(self, text: str) -> bool:
        """Tell whether a message says that it is about an office: "bpkp Ruteng"."""
        return not OF_AN_OFFICE.isdisjoint(words(text))

    def is_in_indonesia(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point on the map is on land in Indonesia, or close to its coast."""
        return self._gazetteer.land.has(latitude, longitude)

    def nearest(self, latitude: float, longitude: float) -> NearOffice | None:
        """Return the office nearest to a point on the map, None when there is none."""
        near = [
            (_distance(latitude, longitude, o.latitude, o.longitude), o)
            for o in self._offices
            if o.latitude is not None and o.longitude is not None
        ]
        if not near or not self.is_in_indonesia(latitude, longitude):
            return None
        distance, office = min(near, key=lambda pair: pair[0])
        return NearOffice(office, distance if office.city is not None else None)

    def _named(self, text: str) -> Where:
        mentions = self._names.mentions(text)
        kinds = {mention.kind for mention in mentions}
        if Kind.SURE in kinds:
            return Where(_offices(mentions, Kind.SURE))
        if Kind.ABROAD in kinds:
            return Where(is_abroad=True)
        if Kind.SMALL in kinds:
            return _of_small([m for m in mentions if m.kind is Kind.SMALL])
        return Where(_offices(mentions, Kind.ASIDE)) if mentions else self._guessed(text)

    def _guessed(self, text: str) -> Where:
        """Read misspelt names; one that is as near to another place is none."""
        guesses = (
            {self._names.of_name(name) for name in self._misspelt.near(word)}
            for word in self._perhaps_misspelt(tuple(words(text)))
        )
        found = [offices for meant in guesses if len(meant) == 1 for offices in meant]
        sure = tuple(dict.fromkeys(o for offices in found if len(offices) == 1 for o in offices))
        return Where(sure) if sure or not found else Where(choice=found[0])

    def _perhaps_misspelt(self, tokens: tuple[str, ...]) -> Iterator[str]:
        """Return the words that may be a name, then the pairs written as one."""
        told = {
            token
            for at, token in enumerate(tokens)
            if self._misspelt.may_be(token) and not self._names.is_in_street(tokens[:at])
        }
        islands = {name[0] for name in self._names.several}
        yield from (token for token in tokens if token in told - islands)
        yield from (a + b for a, b in pairwise(tokens) if a in told | islands and b in told)

    def _named_islands(self, text: str) -> list[Name]:
        """Return names of several offices, the longest first; none where a place is named too."""
        tokens, several = words(text), self._names.several
        longest = max(map(len, several), default=0)
        spans = ((at, n) for n in range(longest, 0, -1) for at in range(len(tokens) - n + 1))
        found = [name for at, n in spans if (name := tuple(tokens[at : at + n])) in several]
        mentions = self._names.mentions(text)
        others = [m for m in mentions if m.kind is not Kind.SMALL or m.is_called]
        is_alone = all(m.name in several and not m.is_called for m in others)
        return found if is_alone else []


def _offices(mentions: Sequence[Mention], kind: Kind) -> tuple[Office, ...]:
    return tuple(dict.fromkeys(o for m in mentions if m.kind is kind for o in m.offices))


def _of_small(mentions: Sequence[Mention]) -> Where:
    """Return the office that all the names share, or each name's own, or those to choose from."""
    every = tuple(dict.fromkeys(office for m in mentions for office in m.offices))
    shared = tuple(o for o in every if all(o in m.offices for m in mentions))
    if not shared and all(len(m.offices) == 1 for m in mentions):
        return Where(every)
    meant = shared or every
    return Where(meant) if len(meant) == 1 else Where(choice=meant)


def _distance(latitude: float, longitude: float, to_latitude: float, to_longitude: float) -> float:
    """Return kilometres along the great circle (haversine); arguments in degrees."""
    a, b = math.radians(latitude), math.radians(to_latitude)
    half = math.sin((b - a) / 2) ** 2
    across = math.sin(math.radians(to_longitude - longitude) / 2) ** 2
    return 2 * EARTH_RADIUS * math.asin(math.sqrt(half + math.cos(a) * math.cos(b) * across))
