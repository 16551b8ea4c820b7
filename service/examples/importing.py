"""Brings hand edits of ``data/*.yml`` into the register; the register's own changes stay.

Three sides are compared line by line: the file, the register, and what the file was when the two
last agreed (``is_in_file``). Where the file differs from that, somebody edited the line, and the
file wins; everywhere else the register does. A file that cannot be read changes nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.examples.reading import ExampleFile, read_files
from service.examples.register import Example, digest_of, note, put_new, take_register
from service.storage.example_tables import ExampleChange, ExampleRow

AT_ONCE = 500  # rows changed by one statement


@dataclass(frozen=True)
class Imported:
    """What an import did: lines that were added and taken away by hand."""

    added: int = 0
    retired: int = 0
    is_same: bool = False  # the files are those of the last time


def import_files(session: Session, root: Path, by: str, now: datetime) -> Imported:
    """Read the files under a root into the register; some two seconds where all are new.

    Whoever asks often asks ``is_current`` first, which reads no YAML.

    Raises:
        ExamplesInvalid: A file cannot be read; nothing was changed.
    """
    digest, files = files_digest(root), read_files(root)  # before anybody waits for the register
    take_register(session)
    if digest == _digest_before(session):
        return Imported(is_same=True)
    counts = _settle(session, files, now)
    change = ExampleChange(kind="import", count=counts.added + counts.retired)
    note(session, change, by, now, reason=digest)
    return counts


def is_current(session: Session, root: Path) -> bool:
    """Tell whether the files are those of the last import or export."""
    return files_digest(root) == _digest_before(session)


def files_digest(root: Path) -> str:
    """Return a digest of every file of ``data/``, as an act that made them equal notes it."""
    digest = hashlib.sha256()
    for path in sorted((root / "data").glob("*.yml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def settle_files(session: Session, files: Iterable[ExampleFile]) -> None:
    """Note of every row whether the files have it now."""
    digests = {digest_of(one) for one in _examples(files)}
    rows = session.execute(select(ExampleRow.id, ExampleRow.digest, ExampleRow.is_in_file)).all()
    _note_in_file(session, [r.id for r in rows if r.digest in digests and not r.is_in_file], True)
    _note_in_file(session, [r.id for r in rows if r.digest not in digests and r.is_in_file], False)


def _digest_before(session: Session) -> str | None:
    return session.scalar(
        select(ExampleChange.reason)
        .where(ExampleChange.kind.in_(("import", "export")))
        .order_by(ExampleChange.id.desc())
        .limit(1)
    )


def _settle(session: Session, files: Sequence[ExampleFile], now: datetime) -> Imported:
    there = {digest_of(one): one for one in _examples(files)}
    rows = {
        row.digest: row
        for row in session.execute(
            select(ExampleRow.id, ExampleRow.digest, ExampleRow.is_active, ExampleRow.is_in_file)
        )
    }
    new = [one for digest, one in there.items() if digest not in rows]
    again = [r.id for d, r in rows.items() if d in there and not (r.is_active or r.is_in_file)]
    gone = [r.id for d, r in rows.items() if d not in there and r.is_active and r.is_in_file]
    put_new(session, new, None, now, in_file=True)
    _note_active(session, again, True)
    _note_active(session, gone, False)
    settle_files(session, files)
    return Imported(len(new) + len(again), len(gone))


def _examples(files: Iterable[ExampleFile]) -> Iterable[Example]:
    return (Example(line.text, line.intent, line.file) for file in files for line in file.lines)


def _note_active(session: Session, ids: list[int], is_active: bool) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ExampleRow.id.in_(ids[start : start + AT_ONCE])
        session.execute(update(ExampleRow).where(some).values(is_active=is_active))


def _note_in_file(session: Session, ids: list[int], is_in_file: bool) -> None:
    for start in range(0, len(ids), AT_ONCE):
        some = ExampleRow.id.in_(ids[start : start + AT_ONCE])
        session.execute(update(ExampleRow).where(some).values(is_in_file=is_in_file))
