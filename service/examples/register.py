"""The register of examples: what is learnt for which intent, and every act on it.

Functions take an open ``Session`` of ``Database.write`` and never commit.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.storage.example_tables import ExampleChange, ExampleRow


@dataclass(frozen=True)
class Example:
    """One sentence that is learnt."""

    file: str
    intent: str
    text: str


def add(
    session: Session,
    texts: Sequence[str],
    intent: str,
    *,
    file: str = "nlu.yml",
    label_id: int | None = None,
    by: str,
    now: datetime,
) -> int:
    """Let sentences be learnt for an intent; return how many were not before."""
    added = 0
    for text in dict.fromkeys(texts):
        digest = hashlib.sha256(f"{file}\0{intent}\0{text}".encode()).hexdigest()
        row = session.scalar(select(ExampleRow).where(ExampleRow.digest == digest))
        if row is not None and row.is_active:
            continue
        added += 1
        if row is not None:
            row.is_active = True
            continue
        session.add(
            ExampleRow(
                digest=digest,
                file=file,
                intent=intent,
                text=text,
                is_active=True,
                is_in_file=False,
                label_id=label_id,
                added_at=now,
            )
        )
    _note(session, "add", intent, "", added, label_id, by, "", now)
    return added


def retire(
    session: Session,
    texts: Sequence[str],
    intent: str,
    *,
    label_id: int | None = None,
    by: str,
    now: datetime,
    reason: str = "",
) -> int:
    """Learn sentences of an intent no more; return how many were learnt."""
    rows = _active(session, intent, texts)
    for row in rows:
        row.is_active = False
    _note(session, "retire", intent, "", len(rows), label_id, by, reason, now)
    return len(rows)


def move(
    session: Session,
    from_intent: str,
    to_intent: str,
    texts: Sequence[str] | None,
    *,
    by: str,
    now: datetime,
    reason: str,
    label_id: int | None = None,
) -> int:
    """Let sentences of an intent, or all, be learnt for another; return how many."""
    rows = _active(session, from_intent, texts)
    moved = [row.text for row in rows]
    for row in rows:
        row.is_active = False
    session.flush()
    add(session, moved, to_intent, label_id=label_id, by=by, now=now)
    _note(session, "move", from_intent, to_intent, len(rows), label_id, by, reason, now)
    return len(rows)


def active(session: Session) -> Sequence[Example]:
    """Return every sentence that is learnt, by file and number."""
    rows = session.execute(
        select(ExampleRow.file, ExampleRow.intent, ExampleRow.text)
        .where(ExampleRow.is_active)
        .order_by(ExampleRow.id)
    ).all()
    return [Example(row.file, row.intent, row.text) for row in rows]


def _active(session: Session, intent: str, texts: Sequence[str] | None) -> Sequence[ExampleRow]:
    asked = select(ExampleRow).where(ExampleRow.intent == intent, ExampleRow.is_active)
    if texts is not None:
        asked = asked.where(ExampleRow.text.in_(texts))
    return session.scalars(asked).all()


def _note(
    session: Session,
    kind: str,
    intent: str,
    to_intent: str,
    count: int,
    label_id: int | None,
    by: str,
    reason: str,
    now: datetime,
) -> None:
    session.add(
        ExampleChange(
            kind=kind,
            intent=intent,
            to_intent=to_intent,
            count=count,
            label_id=label_id,
            by=by,
            reason=reason,
            at=now,
        )
    )
