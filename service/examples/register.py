"""The register of the sentences that intents are learnt from: every act on it has its history.

Called when a label was approved, and by ``tanya examples``. What is retired stays, and is learnt
no more. The files of ``data/`` follow by ``rendering``. Functions take an open ``Session`` of
``Database.write`` and never commit; one at a time acts on the register.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, func, select, text
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import TanyaError
from service.examples.intents import require_intent
from service.examples.reading import ALSO, said
from service.paths import ROOT
from service.storage.example_tables import ExampleChange, ExampleRow
from service.storage.rows import insert_row, insert_rows
from service.text import clean

CHANGING = 7214067  # PostgreSQL's name of the lock; any number that nobody else uses
MAIN = "nlu.yml"  # where new examples go
DEEDS = {
    "add": Deed.EXAMPLES_ADDED,
    "retire": Deed.EXAMPLES_RETIRED,
    "rename": Deed.EXAMPLES_MOVED,
    "merge": Deed.EXAMPLES_MOVED,
    "split": Deed.EXAMPLES_MOVED,
    "import": Deed.EXAMPLES_IMPORTED,
    "export": Deed.EXAMPLES_EXPORTED,
}


class ExampleRefused(TanyaError):
    """An act on examples cannot be done; nothing was changed."""


@dataclass(frozen=True)
class Example:
    """A sentence that an intent is learnt from, and the file of ``data/`` that it stands in."""

    text: str
    intent: str
    file: str


@dataclass(frozen=True)
class Change:
    """An act on the register, as ``ExampleChange`` keeps it."""

    kind: str
    intent: str
    to_intent: str
    count: int
    label_id: int | None
    by: str
    reason: str
    at: datetime


def add(
    session: Session,
    texts: Iterable[str],
    intent: str,
    *,
    file: str = MAIN,
    label_id: int | None = None,
    by: str,
    now: datetime,
    root: Path = ROOT,
) -> int:
    """Let an intent be learnt from sentences; return how many are new to it.

    Whether they contradict others is asked before (``service.examples.conflicts``).

    Raises:
        IntentUnknown: No rule would answer the intent.
        ExampleRefused: A sentence is empty, or would be read as a mark of an entity.
    """
    require_intent(root, intent)
    lines = list(dict.fromkeys(as_line(one) for one in texts))
    take_register(session)
    known = set(session.scalars(select(_ROW.text).where(_active_of(intent))))
    wanted = [Example(one, intent, file) for one in lines if one not in known]
    _put(session, wanted, label_id, now)
    if wanted:
        change = ExampleChange(kind="add", intent=intent, count=len(wanted), label_id=label_id)
        note(session, change, by, now)
    return len(wanted)


def retire(
    session: Session,
    texts: Iterable[str],
    intent: str,
    *,
    label_id: int | None = None,
    by: str,
    now: datetime,
    reason: str = "",
) -> int:
    """Let an intent be learnt from these sentences no more; return how many lines that are.

    Raises:
        ExampleRefused: One is no example of the intent, or is an article's lay word.
    """
    take_register(session)
    rows = _rows_of(session, intent, texts)
    for row in rows:
        row.is_active = False
    change = ExampleChange(kind="retire", intent=intent, count=len(rows), label_id=label_id)
    note(session, change, by, now, reason)
    return len(rows)


def move(
    session: Session,
    from_intent: str,
    to_intent: str,
    texts: Iterable[str] | None,
    *,
    by: str,
    now: datetime,
    reason: str,
    label_id: int | None = None,
    root: Path = ROOT,
) -> int:
    """Let sentences stand for another intent, some (a split) or all (a new name, or a merger).

    Of all, the articles' lay words stay: they change in the article. Each stays in its file.

    Raises:
        IntentUnknown: No rule would answer the intent that they go to.
        ExampleRefused: There is nothing to move, or one sentence cannot be.
    """
    require_intent(root, to_intent)
    if from_intent == to_intent:
        raise ExampleRefused(f"{from_intent!r} is where these examples are already")
    take_register(session)
    if texts is None:
        rows = list(
            session.scalars(select(_ROW).where(_active_of(from_intent), _ROW.file != ALSO))
        )
    else:
        rows = _rows_of(session, from_intent, texts)
    if not rows:
        raise ExampleRefused(f"{from_intent!r} has no examples to move")
    there = set(session.scalars(select(_ROW.text).where(_active_of(to_intent))))
    for row in rows:
        row.is_active = False
    goes = {row.text: Example(row.text, to_intent, row.file) for row in rows}
    _put(session, [one for one in goes.values() if one.text not in there], label_id, now)
    kind = "split" if texts is not None else "merge" if there else "rename"
    change = ExampleChange(
        kind=kind, intent=from_intent, to_intent=to_intent, count=len(rows), label_id=label_id
    )
    note(session, change, by, now, reason)
    return len(rows)


def active(session: Session) -> Sequence[Example]:
    """Return everything that is learnt, in the order in which it came."""
    query = select(_ROW.text, _ROW.intent, _ROW.file).where(_ROW.is_active).order_by(_ROW.id)
    return [Example(*row) for row in session.execute(query)]


def history(session: Session, limit: int = 50) -> list[Change]:
    """Return the newest acts, the newest first."""
    rows = session.scalars(select(ExampleChange).order_by(ExampleChange.id.desc()).limit(limit))
    names = Change.__dataclass_fields__
    return [Change(**{name: getattr(row, name) for name in names}) for row in rows]


def as_line(sentence: str) -> str:
    """Return a sentence as a line of a file says it.

    Raises:
        ExampleRefused: It says nothing, or would be read as a mark of an entity.
    """
    line = " ".join(clean(sentence).split()).lstrip("- ")
    if not line:
        raise ExampleRefused("an example without a word teaches nothing")
    if any(mark in line for mark in ("](", "]{", "][")):
        raise ExampleRefused(f"{line!r} would be read as the mark of an entity: leave it out")
    return line


def digest_of(example: Example) -> str:
    """Return what no two rows have in common."""
    said = "\0".join((example.file, example.intent, example.text))
    return hashlib.sha256(said.encode()).hexdigest()


def take_register(session: Session) -> None:
    """Be the only one who acts on the register until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(text(str(CHANGING)))))


def note(
    session: Session, change: ExampleChange, by: str, now: datetime, reason: str = ""
) -> None:
    """Keep an act in the register's history and in the record."""
    change.by, change.at, change.reason = by, now, reason
    insert_row(session, change)
    told = {"kind": change.kind, "intent": change.intent, "to": change.to_intent}
    data = {name: value for name, value in told.items() if value} | {"examples": change.count}
    record(session, DEEDS[change.kind], now, data=data)


def put_new(
    session: Session,
    examples: Iterable[Example],
    label_id: int | None,
    now: datetime,
    *,
    in_file: bool,
) -> None:
    """Store examples that no row is of."""
    rows = [
        ExampleRow(
            digest=digest_of(one),
            file=one.file,
            intent=one.intent,
            text=one.text,
            is_active=True,
            is_in_file=in_file,
            label_id=label_id,
            added_at=now,
        )
        for one in examples
    ]
    insert_rows(session, rows)


def _put(
    session: Session, examples: Sequence[Example], label_id: int | None, now: datetime
) -> None:
    """Store examples, or let those that were retired be learnt again."""
    digests = {digest_of(one): one for one in examples}
    for row in session.scalars(select(_ROW).where(_ROW.digest.in_(digests))):
        row.is_active, row.label_id = True, label_id
        del digests[row.digest]
    put_new(session, digests.values(), label_id, now, in_file=False)


def _rows_of(session: Session, intent: str, texts: Iterable[str]) -> list[ExampleRow]:
    """Return the rows of sentences; a sentence may stand in several files."""
    wanted = set(texts)
    rows = list(session.scalars(select(_ROW).where(_active_of(intent))))
    rows = [row for row in rows if {row.text, said(row.text)} & wanted]
    _require_all(intent, wanted, rows)
    return rows


def _require_all(intent: str, wanted: Collection[str], rows: Sequence[ExampleRow]) -> None:
    found = {name for row in rows for name in (row.text, said(row.text))}
    missing = [one for one in wanted if one not in found]
    if missing or not wanted:
        raise ExampleRefused(f"{intent!r} has no example {sorted(missing)}: nothing was changed")
    lay = [row.text for row in rows if row.file == ALSO]
    if lay:
        raise ExampleRefused(
            f"{lay} are lay words of the article {intent!r} (`also`): change them there"
        )


def _active_of(intent: str) -> ColumnElement[bool]:
    return (_ROW.intent == intent) & _ROW.is_active


_ROW = ExampleRow
