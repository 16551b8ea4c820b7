"""Reads what places are called and where Indonesia is: ``places.yml`` and ``gazetteer/``.

Called by the check of the content folder and by each process at its start. The tables are made by
``maintain/gazetteer/``; every problem is named with file and line.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.content.entries import Problems, read_entries, read_lines
from service.content.land import Land, read_land

_CODE = re.compile(r"[A-Z]{3}")
LISTS = ("abroad", "street", "foreign", "district", "island", "airport", "short", "plain")
Groups = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class PlaceName:
    """A name of a place in a province.

    Attributes:
        kind: "regency" (with its "kabupaten" or "kota"), "district", "island", "airport", "code"
            of an airport, or what ``places.yml`` lists as "small" or "short".
        is_ordinary: Whether it is a word of the language as well.
    """

    name: str
    province: str
    kind: str
    is_ordinary: bool


@dataclass(frozen=True)
class Gazetteer:
    """Everything that tells a place beside the offices' own names."""

    names: tuple[PlaceName, ...]
    several: Groups  # names, and the provinces that each of them may mean
    abroad: frozenset[str]
    words: Mapping[str, frozenset[str]]  # by the keys of LISTS
    confusable: frozenset[str]  # words that look like a misspelt name and are none
    land: Land


def read_gazetteer(
    folder: Path, problems: Problems, provinces: Collection[str] | None = None
) -> Gazetteer:
    """Read everything; ``provinces`` are those that a name may belong to, None: any."""
    path, tables = folder / "places.yml", folder / "gazetteer"
    lists = _word_lists(path, problems)
    abroad = {row[0] for _, row in _rows(tables / "abroad.csv", ("name",), problems)}
    words = {row[0] for _, row in _rows(tables / "confusable.csv", ("word",), problems)}
    gazetteer = Gazetteer(
        names=(
            *_regencies(tables, problems),
            *_others(tables, problems),
            *_by_hand(path, problems),
        ),
        several=tuple(_several(path, problems)),
        abroad=lists["abroad"].union(abroad),
        words=lists,
        confusable=frozenset(words),
        land=read_land(tables / "land.txt", problems),
    )
    if provinces is not None:
        _report_unknown(folder, gazetteer, provinces, problems)
    return gazetteer


def _regencies(tables: Path, problems: Problems) -> Iterator[PlaceName]:
    """Return the regencies, and the districts, which name theirs by its code."""
    provinces = {}
    head = ("code", "province", "name", "ordinary")
    for _, (code, province, name, mark) in _rows(tables / "regencies.csv", head, problems):
        provinces[code] = province
        yield PlaceName(name, province, "regency", bool(mark))
    path = tables / "districts.csv"
    for line, (code, name, mark) in _rows(path, ("regency", "name", "ordinary"), problems):
        if code in provinces:
            yield PlaceName(name, provinces[code], "district", bool(mark))
        else:
            problems.add(path, line, f"no regency has the code {code!r}")


def _others(tables: Path, problems: Problems) -> Iterator[PlaceName]:
    head = ("province", "name", "ordinary")
    for _, (province, name, mark) in _rows(tables / "islands.csv", head, problems):
        yield PlaceName(name, province, "island", bool(mark))
    path = tables / "airports.csv"
    for line, (code, province, name, mark) in _rows(path, ("code", *head), problems):
        if not _CODE.fullmatch(code):
            problems.add(path, line, f"an airport's code is three capital letters, not {code!r}")
        yield PlaceName(code.lower(), province, "code", bool(mark))
        if name:
            yield PlaceName(name, province, "airport", is_ordinary=True)


def _by_hand(path: Path, problems: Problems) -> Iterator[PlaceName]:
    for kind in ("small", "short"):
        for entry in read_entries(path, kind, problems):
            province = entry.text("province", problems)
            for name in entry.texts("names", problems):
                yield PlaceName(name, province, kind, kind == "short")


def _word_lists(path: Path, problems: Problems) -> dict[str, frozenset[str]]:
    entries = read_entries(path, "words", problems)
    lists = {key: frozenset(e.texts(key, problems)) for e in entries[:1] for key in LISTS}
    for key in LISTS:
        if not lists.get(key):
            problems.add(path, 1, f"words needs a list of {key!r}")
    return {key: lists.get(key, frozenset()) for key in LISTS}


def _several(path: Path, problems: Problems) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for entry in read_entries(path, "several", problems):
        names, provinces = (entry.texts(key, problems) for key in ("names", "provinces"))
        if not names or not provinces:
            problems.add(path, entry.line, "several offices need names and provinces")
        yield names, provinces


def _rows(
    path: Path, head: Sequence[str], problems: Problems
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Return the lines of a table under its headings, each with its number."""
    lines = read_lines(path, problems)
    if lines[:1] != [",".join(head)]:
        problems.add(path, 1, f"expected the headings {','.join(head)!r}")
        return
    for number, line in enumerate(lines[1:], start=2):
        row = tuple(line.split(","))
        if len(row) == len(head) and all(row[:-1] if len(row) > 1 else row):
            yield number, row
        else:
            problems.add(path, number, f"expected {','.join(head)!r}, not {line!r}")


def _report_unknown(
    folder: Path, gazetteer: Gazetteer, known: Collection[str], problems: Problems
) -> None:
    """Report provinces that ``offices.yml`` does not name; each once."""
    of_tables = {name.province for name in gazetteer.names}
    of_several = {province for _, provinces in gazetteer.several for province in provinces}
    for path, found in ((folder / "gazetteer", of_tables), (folder / "places.yml", of_several)):
        for province in sorted(found.difference(known)):
            problems.add(path, 1, f"offices.yml has no province {province!r}")
