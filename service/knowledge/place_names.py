"""Finds names of places in a message, the longest first. Pure.

A name that is a word of the language as well, or has three letters, counts only where the message
shows that a place is meant: "kecamatan Baru", "pulau Panjang", "SUB" in capital letters. Where an
office is asked for, a word of where somebody is shows it: "warga Pare", "kantor BPKP Serang".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from service.content.gazetteer import Gazetteer, PlaceName
from service.content.model import Office
from service.knowledge.search import STOP_WORDS
from service.text import words

Name = tuple[str, ...]
_REGENCY = {"kabupaten": ("kabupaten", "kab"), "kota": ("kota", "kodya", "kotamadya")}
_LEVELS = frozenset(level for levels in _REGENCY.values() for level in levels)
_ATTACKS = frozenset({("serang",), ("buru",)})  # "saya di serang" tells of an attack as well
_NO_PLACE = frozenset(
    "mana sini sana situ kota baru lama tengah utara selatan timur barat pusat negara "
    "kerajaan taman desa ujung jaya mulia tetap bareng setia permata ayah ibu anak tinggi "
    "besar kecil barang benda terang secara selesai tulis tutur luas dalam atas bawah depan "
    "belakang rumah arah seberang satu bendahara pelayan peninjauan penarik tahunan harian "
    "merdeka kasihan panggil seluas susut kamu ra ki gu hu as ilu asi buka buku lain".split()
)  # names of districts that nobody means behind "di" or "kantor"
_BETWEEN = frozenset("raya besar".split())  # "jalan raya Bogor"
_STRETCHED = re.compile(r"(.)\1\1")  # "viii", which ``words`` shortens
_CODE = re.compile(r"\b[A-Z]{3}\b")
_THERE = frozenset("di dari ke dr".split())  # in front of a place, whatever stands before it
_NEAR = _THERE.union({"dekat", "deket", "dkt"})
_FROM = _NEAR.union(
    "warga orang wong urang tiyang asal domisili tinggal daerah wilayah kota bpkp kantor "
    "perwakilan cabang kntr d ti ka tina neng nang saking ring teng".split()
)  # in front of where somebody is, who asks for an office
_SUPPOSED = frozenset("kalau kalo klo kl kalok nek lek yen lamun misal misalnya yang yg".split())
NEAR_AIRPORT = 3  # words between "bandara" and the name: "bandara internasional Sultan …"
SHORTEST = 3  # letters of a word that may be a place where an office is asked for
AIRPORT_END = 6  # letters of the end of an airport's name that may stand for it
_CALLED = {"airport": "airport", "code": "airport", "district": "district", "island": "island"}


class Kind(IntEnum):
    """What a name says; the more it says, the more it counts."""

    SMALL = 1  # a district, an island or an airport: of one province or of several
    ABROAD = 2
    ASIDE = 3  # the name of a province, a regency or a town behind "jalan"
    SURE = 4


@dataclass(frozen=True)
class Mention:
    """A name in a message.

    Attributes:
        offices: Those it may mean; none where it is abroad.
        is_called: Whether the words before it say what it is: "kecamatan", "bandara".
    """

    name: Name
    kind: Kind
    offices: tuple[Office, ...]
    is_called: bool = False


@dataclass(frozen=True)
class _Small:
    office: Office
    kind: str
    is_ordinary: bool

    @property
    def called(self) -> str | None:
        """The key of the words in front of it."""
        return _CALLED.get(self.kind)


@dataclass(frozen=True)
class _Said:
    tokens: Name
    codes: frozenset[str]  # those of three capital letters
    asks_office: bool = False


class PlaceNames:
    """Every name that leads to an office, or abroad."""

    def __init__(self, offices: Sequence[Office], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        of_province = {office.province: office for office in offices}
        self.sure: dict[Name, Office] = {}
        self._small: dict[Name, list[_Small]] = {}
        self._add_tables(of_province)
        for group in ("places", "names"):  # a province's own name wins over a town's
            for office in offices:
                for name in getattr(office, group):
                    self.sure[_tokens(name)] = office
        self.abroad = {_tokens(name) for name in gazetteer.abroad} - self.sure.keys()
        self.several = _several(gazetteer, of_province)
        self._lengths = _lengths((*self.sure, *self._small, *self.abroad))

    def __iter__(self) -> Iterator[Name]:
        """Return the names that may be looked for when none is spelt right."""
        towns = (name for name in self.sure if name[0] not in _LEVELS)
        return iter((*towns, *self.several.keys() - self.sure.keys()))

    def single_words(self) -> set[str]:
        """Return the names of one word, which are no misspelling of another."""
        return {name[0] for name in (*self._small, *self.abroad) if len(name) == 1}

    def of_name(self, name: Name) -> tuple[Office, ...]:
        """Return the offices that a province, a town or an island may mean."""
        return (self.sure[name],) if name in self.sure else self.several[name]

    def is_in_street(self, before: Name) -> bool:
        """Tell whether the words before a name make it a street, a market or a village."""
        said = [word for word in before[-2:] if word not in _BETWEEN]
        return bool(said) and said[-1] in self._gazetteer.words["street"]

    def mentions(self, text: str, *, asks_office: bool = False) -> list[Mention]:
        """Return the names in a message, in order; none overlaps another.

        With ``asks_office`` names that are words as well count behind "warga", "kalau", "kantor".
        """
        said = _Said(tuple(words(text)), _codes(text), asks_office)
        found, at = [], 0
        while at < len(said.tokens):
            mention = self._at(said, at)
            if mention is not None:
                found.append(mention)
            at += len(mention.name) if mention is not None else 1
        return found

    def _at(self, said: _Said, at: int) -> Mention | None:
        for length in self._lengths.get(said.tokens[at], ()):
            end = at + length
            if end <= len(said.tokens) and (mention := self._meaning(said, at, end)):
                return mention
        return None

    def _meaning(self, said: _Said, at: int, end: int) -> Mention | None:
        """Return what the words from ``at`` to ``end`` mean after those before them."""
        name, before = said.tokens[at:end], said.tokens[:at]
        called, is_aside = self._called(before), self.is_in_street(before)
        is_district = called == "district" and name in self._small
        if name in self.sure and not is_district:
            return Mention(name, Kind.ASIDE if is_aside else Kind.SURE, (self.sure[name],))
        if is_aside or STOP_WORDS.issuperset(name):
            return None
        if name in self.abroad and not is_district:
            return None if self._is_spoken_of(before) else Mention(name, Kind.ABROAD, ())
        small = self._small.get(name, ())
        named = [s for s in small if s.called and s.called == called]
        meant = named or [
            s for s in small if not s.is_ordinary or self._is_shown(s, said, at, end)
        ]
        offices = tuple(dict.fromkeys(s.office for s in meant))
        mention = Mention(name, Kind.SMALL, offices, is_called=bool(named))
        return self._within(mention) if offices else None

    def _within(self, mention: Mention) -> Mention:
        """Return a district of a town that its name begins with ("medan petisah") as the town."""
        for end in range(len(mention.name) - 1, 0, -1):
            office = self.sure.get(mention.name[:end])
            if office in mention.offices:
                return Mention(mention.name, Kind.SURE, (office,))
        return mention

    def _is_shown(self, small: _Small, said: _Said, at: int, end: int) -> bool:
        """Tell whether the words around a code or an abbreviation show that it is a place."""
        last, lists = said.tokens[at - 1] if at else "", self._gazetteer.words
        if said.asks_office and small.kind != "island":
            return _is_from(said, at, end)
        if said.tokens[at:end] in _ATTACKS:
            return False
        if small.kind == "short":
            follows = said.tokens[end : end + 1]
            return last in lists["short"] and lists["plain"].issuperset(follows)
        return small.kind == "code" and said.tokens[at] in said.codes and last in _NEAR

    def _called(self, before: Name) -> str | None:
        """Return what the words before a name call it."""
        lists = self._gazetteer.words
        if not lists["airport"].isdisjoint(before[-NEAR_AIRPORT:]):
            return "airport"
        return next((k for k in ("district", "island") if before and before[-1] in lists[k]), None)

    def _is_spoken_of(self, before: Name) -> bool:
        """Tell whether a country is named, and not where somebody is."""
        near = before[-2:]
        is_there = bool(near) and near[-1] in _THERE
        return not is_there and not self._gazetteer.words["foreign"].isdisjoint(near)

    def _add_tables(self, of_province: Mapping[str, Office]) -> None:
        for place in self._gazetteer.names:
            office = of_province.get(place.province)
            if office is None:
                continue  # a content without that province
            if place.kind == "regency":
                for name in _regency_names(place):
                    self.sure[name] = office
                if place.is_ordinary:
                    alone = _tokens(place.name)[1:]
                    self._small.setdefault(alone, []).append(_Small(office, "short", True))
            else:
                small = _Small(office, place.kind, place.is_ordinary)
                for name in _small_names(place):
                    self._small.setdefault(name, []).append(small)


def _tokens(name: str) -> Name:
    """Return a name in words; most are plain, and ``words`` would take ten times as long."""
    is_plain = name.isascii() and name.replace(" ", "").isalpha() and name.islower()
    return tuple(words(name) if not is_plain or _STRETCHED.search(name) else name.split())


def _regency_names(place: PlaceName) -> Iterator[Name]:
    """Return "kab aceh besar", "aceh besar", "acehbesar"; "kota batu" is never "batu" alone."""
    first, *rest = _tokens(place.name)
    for level in _REGENCY[first]:
        yield (level, *rest)
    if not place.is_ordinary:
        yield tuple(rest)
        yield ("".join(rest),)


def _small_names(place: PlaceName) -> Iterator[Name]:
    """Return a name, and of an airport's long one the ends: "ngurah rai"."""
    name = _tokens(place.name)
    yield name
    if place.kind == "airport":
        for at in range(1, len(name)):
            if len("".join(name[at:])) >= AIRPORT_END:
                yield name[at:]


def _several(
    gazetteer: Gazetteer, of_province: Mapping[str, Office]
) -> dict[Name, tuple[Office, ...]]:
    return {
        _tokens(name): tuple(of_province[p] for p in provinces if p in of_province)
        for names, provinces in gazetteer.several
        for name in names
    }


def _lengths(names: Sequence[Name]) -> dict[str, tuple[int, ...]]:
    """Return by first word how many words a name may have, the longest first."""
    found: dict[str, set[int]] = {}
    for name in filter(None, names):
        found.setdefault(name[0], set()).add(len(name))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


def _is_from(said: _Said, at: int, end: int) -> bool:
    """Tell whether the words before a name say that somebody is there, who asks for an office."""
    name, last = said.tokens[at:end], said.tokens[at - 1] if at else ""
    if not _NO_PLACE.isdisjoint(name) or len("".join(name)) < SHORTEST:
        return False
    return last in _FROM or last in _SUPPOSED


def _codes(text: str) -> frozenset[str]:
    """Return the words of three capital letters; none where everything is written so."""
    if text.isupper() and len(text.split()) > 1:
        return frozenset()
    return frozenset(code.lower() for code in _CODE.findall(text))
