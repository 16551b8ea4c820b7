"""How a row of the record hangs on the one before it. Pure.

A row is written down as one JSON array, the same on each database and in each version of this
code, and hashed together with the hash of the row before. Whoever changes how that is done counts
``VERSION`` up, and keeps the old way for the rows that carry the old number.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

VERSION = 1
BEGINNING = "0" * 64  # stands for the hash before the first row


@dataclass(frozen=True)
class Entry:
    """One row of the record.

    Attributes:
        data: A JSON object as text, its keys in order.
        hash: Of this row and the one before, 64 hex digits.
        seal: Of the hash, by the service's secret.
    """

    id: int
    at: datetime
    deed: str
    actor: str
    officer_id: int | None
    operator: str | None
    channel: str
    address: str | None
    ticket: str | None
    citizen: str | None
    data: str
    version: int = VERSION
    hash: str = ""
    seal: str = ""


def hash_of(entry: Entry, before: str) -> str | None:
    """Return the hash that an entry must have behind ``before``; None for an unknown version."""
    written = _WAYS.get(entry.version)
    return sha256(written(entry, before)).hexdigest() if written else None


def chained(entry: Entry, before: str, seal: Callable[[str], str]) -> Entry:
    """Return an entry as it stands behind another one."""
    hashed = sha256(_written_1(entry, before)).hexdigest()
    return replace(entry, hash=hashed, seal=seal(hashed))


def as_json(values: Mapping[str, Any]) -> str:
    """Return values as the text that is stored and hashed."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _written_1(entry: Entry, before: str) -> bytes:
    """Write an entry down: every field by its place, nothing left to a database or a locale."""
    fields = [
        entry.version,
        before,
        entry.id,
        entry.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        entry.deed,
        entry.actor,
        entry.officer_id,
        entry.operator,
        entry.channel,
        entry.address,
        entry.ticket,
        entry.citizen,
        entry.data,
    ]
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=True).encode("ascii")


_WAYS = {1: _written_1}
