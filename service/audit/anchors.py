"""Anchors: the record's last row and its hash, kept where the database's password does not reach.

A file that lines are added to, and a line in an officers' group. What was cut off the record, or
written anew, disagrees with them.
"""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from service.errors import RecordUnreadable

_AT = r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z"
_LINE = re.compile(_AT + r" (\d{1,18}) ([0-9a-f]{64})", re.ASCII)
_SAID = re.compile(r"(\d{1,18}):([0-9a-f]{16,64})")  # as somebody copies it from a group


@dataclass(frozen=True)
class Anchor:
    """That a row had this hash.

    Attributes:
        hash: The whole, or its first digits.
        at: When it was noted; None for one that somebody says.
    """

    id: int
    hash: str
    at: datetime | None = None

    def fits(self, hashed: str) -> bool:
        """Tell whether a row's hash is the one that was noted."""
        return hashed.startswith(self.hash)


def read_anchors(file: Path) -> list[Anchor]:
    """Return what a file of anchors says, in its order; none where there is no file.

    Raises:
        RecordUnreadable: A line is no anchor, or the file cannot be read.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise RecordUnreadable(f"{file}: cannot be read") from error
    return [_read(line, f"{file}, line {number}") for number, line in enumerate(lines, 1)]


def add_anchor(file: Path, anchor: Anchor) -> None:
    """Add a line to a file of anchors, on disk when this returns.

    Raises:
        OSError: It cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    at = (anchor.at or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    with os.fdopen(os.open(file, flags, 0o600), "a", encoding="utf-8") as lines:
        lines.write(f"{at} {anchor.id} {anchor.hash}\n")
        lines.flush()
        os.fsync(lines.fileno())


def anchor_said(text: str) -> Anchor:
    """Return the anchor that somebody read in a group, as ``ROW:HASH``.

    Raises:
        RecordUnreadable: It is none.
    """
    said = _SAID.fullmatch(text.strip().lower())
    if said is None:
        raise RecordUnreadable(f"not an anchor: {text!r}; give ROW:HASH, 16 digits or more of it")
    return Anchor(int(said.group(1)), said.group(2))


def _read(line: str, place: str) -> Anchor:
    found = _LINE.fullmatch(line)
    if found is None:
        raise RecordUnreadable(f"{place}: not an anchor; was the file changed?")
    year, month, day, hour, minute, second, number = map(int, found.groups()[:7])
    try:
        at = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError as error:
        raise RecordUnreadable(f"{place}: not a time; was the file changed?") from error
    return Anchor(number, found.group(8), at)
