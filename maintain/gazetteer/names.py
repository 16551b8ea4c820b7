"""The tables of names: regencies, districts, islands, airports, and places abroad.

A name that is a word of the language as well is marked, because "kantor baru" is no district.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from maintain.gazetteer.sources import (
    AIRPORTS,
    AREAS,
    CITIES,
    Ordinary,
    bare,
    provinces,
    read_csv,
    read_json,
    readings,
)

Row = tuple[str, ...]
SHORTEST = 5  # letters; a shorter name is taken for a word
LARGE, LARGE_NEARBY = 300_000, 50_000  # inhabitants of a city abroad
# Neighbours, and the countries where most Indonesians abroad live.
NEARBY = frozenset("MY SG BN TL PG AU TW HK MO SA AE QA KW JP KR TH PH VN CN NL".split())
_NO_COUNTRY = frozenset("ID UN EZ EU QO XA XB ZZ".split())
_COMMON = frozenset(
    "kota baru lama barat timur utara selatan tengah tenggara pusat besar kecil satu dua tiga "
    "empat lima enam tujuh delapan puluh negeri negara dalam luar atas bawah".split()
)
_ISLAND = re.compile(r"^Pulau ")
# Where the airport table names the neighbour's province: looked up one by one.
_AIRPORT_PROVINCES = {
    "GAV": "Papua Barat Daya",
    "JHN": "Sumatera Utara",
    "PCB": "Banten",
    "PPJ": "DKI Jakarta",
    "RJM": "Papua Barat Daya",
    "SOQ": "Papua Barat Daya",
    "TRT": "Sulawesi Selatan",
}
_ISO = (
    "AC 11 SU 12 SB 13 RI 14 JA 15 SS 16 BE 17 LA 18 BB 19 KR 21 JK 31 JB 32 JT 33 YO 34 JI 35 "
    "BT 36 BA 51 NB 52 NT 53 KB 61 KT 62 KS 63 KI 64 KU 65 SA 71 ST 72 SN 73 SG 74 GO 75 SR 76 "
    "MA 81 MU 82 PA 91 PB 92 PS 93 PT 94 PP 95 PD 96"
).split()
ISO = dict(zip(_ISO[::2], _ISO[1::2], strict=True))  # of ISO 3166-2 to the ministry's codes


def regencies(folder: Path) -> Iterator[Row]:
    """Return code, province, name, mark: the 514 regencies and cities."""
    of, ordinary = provinces(folder), Ordinary(folder)
    yield ("code", "province", "name", "ordinary")
    for row in read_csv(folder / AREAS / "regencies.csv"):
        name = row["name"].replace("Administrasi ", "").lower()
        yield (
            row["code"],
            of[row["province_code"]],
            name,
            _mark(bare(row["name"]), ordinary.is_word, 1),
        )


def districts(folder: Path) -> Iterator[Row]:
    """Return the code of the regency, name, mark."""
    ordinary = Ordinary(folder)
    yield ("regency", "name", "ordinary")
    for row in read_csv(folder / AREAS / "districts.csv"):
        for name in readings(row["name"]):
            yield (row["regency_code"], name, _mark(name, ordinary.is_said))


def islands(folder: Path) -> Iterator[Row]:
    """Return province, name, mark of the islands where people live."""
    of, ordinary = provinces(folder), Ordinary(folder)
    rows = read_csv(folder / AREAS / "islands.csv")
    lived_on = {
        (of[row["code"][:2]], _ISLAND.sub("", row["name"]).lower())
        for row in rows
        if row["is_populated"] == "1"
    }
    yield ("province", "name", "ordinary")
    for province, name in sorted(lived_on):
        if "," not in name and '"' not in name:
            yield (province, name, _mark(name, ordinary.is_said))


def airports(folder: Path) -> Iterator[Row]:
    """Return IATA code, province, name, mark of the code."""
    of, ordinary = provinces(folder), Ordinary(folder)
    yield ("code", "province", "name", "ordinary")
    for row in sorted(read_csv(folder / AIRPORTS), key=lambda row: row["iata_code"]):
        if row["iata_code"] and row["iso_country"] == "ID":
            code = row["iata_code"]
            province = _AIRPORT_PROVINCES.get(code, of[ISO[row["iso_region"].removeprefix("ID-")]])
            is_small = row["scheduled_service"] != "yes"
            is_word = "1" if is_small or ordinary.is_said(code.lower()) else ""
            yield (code, province, _airport_name(row["name"]), is_word)


def abroad(folder: Path) -> Iterator[Row]:
    """Return the names of countries, Indonesian and English, and of large cities abroad."""
    ours, ordinary = _our_names(folder), Ordinary(folder)
    cities = {
        city["name"].lower()
        for city in read_json(folder / CITIES).values()
        if city["countrycode"] != "ID" and city["population"] >= _least(city["countrycode"])
    }
    named = _countries() | {city for city in cities if not ordinary.is_said(city)}
    yield ("name",)
    for name in sorted(named - ours):
        if len(name) >= SHORTEST - 1 and re.fullmatch(r"[\w' .-]+", name):
            yield (name,)


def _least(country: str) -> int:
    return LARGE_NEARBY if country in NEARBY else LARGE


def _countries() -> set[str]:
    from babel import Locale  # only here, and in no environment of ours

    found = set()
    for language in ("id", "en"):
        names: Mapping[str, str] = Locale(language).territories
        found |= {
            name.lower()
            for code, name in names.items()
            if code.isalpha() and code not in _NO_COUNTRY
        }
    return {re.sub(r" \(.*\)", "", name) for name in found}


def _our_names(folder: Path) -> set[str]:
    """Return what Indonesian places are called, which no place abroad may take from them."""
    found = {bare(row["name"]).lower() for row in read_csv(folder / AREAS / "regencies.csv")}
    found |= {name.lower() for name in provinces(folder).values()}
    for row in read_csv(folder / AREAS / "districts.csv"):
        found.update(readings(row["name"]))
    return found - {"cina"}  # a district of Bone; more people mean the country


def _mark(name: str, is_ordinary: Callable[[str], bool], shortest: int = SHORTEST) -> str:
    """Return "1" for a name that is a word, and for one too short to be told from words."""
    said = re.split(r"[\s-]+", name.lower())
    is_short = len(name) < shortest or set(said) <= _COMMON
    return "1" if is_short or (len(set(said)) == 1 and is_ordinary(said[0])) else ""


def _airport_name(name: str) -> str:
    short = re.sub(r"\[.*\]|\(.*\)|,.*|/.*", "", name)
    short = re.sub(r"\b(?:International|Airport|Air Base|Air Force Base|Airfield)\b", "", short)
    return " ".join(short.replace("-", " ").split()).lower()


TABLES: Mapping[str, Callable[[Path], Iterator[Row]]] = {
    "regencies": regencies,
    "districts": districts,
    "islands": islands,
    "airports": airports,
    "abroad": abroad,
}
