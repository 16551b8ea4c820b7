"""What was decided of the hours at the desk, kept beside ``hours.yml``: the newest of a key holds.

Rows are only added: they are the calendar's history, and their highest number tells every process
that something changed (``following``). Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from service.content.hours_text import SECTIONS, Decided, entries_in, with_decided
from service.storage.content_tables import HoursChange

DECIDING = 7214034  # PostgreSQL's name of the lock; any number that nobody else uses
SHOWN = 50  # of the history


@dataclass(frozen=True)
class Decision:
    """A decision with who made it; None: a command, or a content load."""

    what: Decided
    officer_id: int | None
    at: datetime


def decisions_number(session: Session) -> int:
    """Return a number that grows with each decision; 0 when there is none."""
    return session.scalar(select(func.max(HoursChange.id))) or 0


def standing(session: Session) -> tuple[Decision, ...]:
    """Return what holds now, the oldest decision first."""
    newest = select(func.max(HoursChange.id)).group_by(HoursChange.section, HoursChange.key)
    rows = session.scalars(
        select(HoursChange).where(HoursChange.id.in_(newest)).order_by(HoursChange.id)
    )
    return tuple(decision for row in rows if (decision := _decision(row)).what.entry is not None)


def decided(session: Session) -> tuple[Decided, ...]:
    """Return the entries that hold now beside the file's."""
    return tuple(decision.what for decision in standing(session))


def history(session: Session) -> list[Decision]:
    """Return the last decisions, the newest first."""
    rows = session.scalars(select(HoursChange).order_by(HoursChange.id.desc()).limit(SHOWN))
    return [_decision(row) for row in rows]


def wait_for_turn(session: Session) -> None:
    """Let one at a time decide, so that two decisions are checked together."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(text(str(DECIDING)))))


def decide(
    session: Session, what: Sequence[Decided], officer_id: int | None, now: datetime
) -> None:
    """Add decisions, in their order."""
    session.add_all(
        HoursChange(
            at=now,
            officer_id=officer_id,
            section=one.section,
            key=one.key,
            entry=dict(one.entry) if one.entry is not None else None,
        )
        for one in what
    )
    session.flush()


def exported(session: Session, folder: Path) -> str:
    """Return ``hours.yml`` as it serves: the file's text with what was decided."""
    return with_decided((folder / "hours.yml").read_text("utf-8"), decided(session))


def settle_with_file(session: Session, folder: Path, now: datetime) -> list[str]:
    """Forget what the file says as well; return the keys of which it says something else.

    For a content load: what was exported and brought into the file is the file's from then on.
    What the file does not know, or says otherwise, stands as it was decided at the desk.
    """
    holds = decided(session)
    if not holds:
        return []
    text_of_file = (folder / "hours.yml").read_text("utf-8")
    of_file = {section: entries_in(text_of_file, section) for section in SECTIONS}
    same: list[Decided] = []
    other: list[str] = []
    for one in holds:
        entries = of_file[one.section]
        if entries.get(one.key) == one.entry:
            same.append(Decided(one.section, one.key, None))
        elif one.key in entries:
            other.append(f"{one.section}: {one.key}")
    decide(session, same, None, now)
    return other


def _decision(row: HoursChange) -> Decision:
    return Decision(Decided(row.section, row.key, row.entry), row.officer_id, row.at)
