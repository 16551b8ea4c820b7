"""The record as a file: CSV for a spreadsheet, JSON lines to verify elsewhere."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from io import StringIO

from service.audit.chain import Entry
from service.audit.reading import FIELDS

COLUMNS = (*FIELDS[:5], "officer", *FIELDS[5:])
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # by which a cell is more than text to a spreadsheet


class Format(StrEnum):
    """As what the record is written."""

    CSV = "csv"
    JSONL = "jsonl"


def lines_of(entries: Iterable[Entry], names: Mapping[int, str], form: Format) -> Iterator[str]:
    """Yield the lines of a file behind ``head_line``, each with its end.

    Args:
        names: The officers' user names by their number: they are no part of what is hashed.
    """
    if form is Format.JSONL:
        for entry in entries:
            yield json.dumps(_values(entry, names), ensure_ascii=True) + "\n"
        return
    for entry in entries:
        values = _values(entry, names)
        yield _csv_line([_cell(values[name]) for name in COLUMNS])


def head_line(form: Format) -> str:
    """Return the line that a file begins with, if it has one."""
    return _csv_line(COLUMNS) if form is Format.CSV else ""


def _values(entry: Entry, names: Mapping[int, str]) -> dict[str, object]:
    values = {**vars(entry), "at": entry.at.isoformat(timespec="microseconds")}
    values["officer"] = names.get(entry.officer_id) if entry.officer_id is not None else None
    return values


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv_line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()
