"""Reads the record, for auditors: what fits a filter, the newest or the oldest first.

Whoever reads says so with ``record_reading`` in the same transaction. Functions take an open
``Session`` and never commit.
"""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.audit.chain import Entry
from service.audit.recording import Deed, record
from service.audit.tables import AuditRow
from service.audit.values import VALUE
from service.errors import RecordUnreadable
from service.storage.base import table_of
from service.storage.tables import Officer

AT_ONCE = 1000  # rows taken from the database at a time
FIELDS = tuple(field.name for field in fields(Entry))
Rows = Select[tuple[Any, ...]]


@dataclass(frozen=True)
class Sought:
    """Which rows somebody wants to read; None and empty: all.

    Attributes:
        officer: A user name: what this officer did or saw.
        deed: The beginning of a deed's name: ``login`` finds ``login.refused``.
        since: From this time on, until before ``until``.
        before: Only rows with a smaller number, for the next page.
        after: Only rows with a greater number.
    """

    officer: str = ""
    ticket: str = ""
    deed: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    after: int = 0


def sought_for(
    officer: str, ticket: str, deed: str, since: datetime | None, until: datetime | None
) -> Sought:
    """Return what somebody who typed this wants to read.

    Raises:
        RecordUnreadable: Something of it can be no user name, no ticket and no deed.
    """
    for name, value in (("officer", officer), ("ticket", ticket), ("deed", deed)):
        if not VALUE.fullmatch(value.strip()):
            raise RecordUnreadable(f"{name}: nothing in the record has such a name")
    return Sought(officer.strip(), ticket.strip().upper(), deed.strip(), since, until)


def newest_entries(session: Session, sought: Sought, limit: int) -> list[Entry]:
    """Return what fits, the newest first."""
    rows = session.execute(_query(sought).order_by(_a.id.desc()).limit(limit))
    return [entry_of(row) for row in rows]


def entries_in_order(session: Session, sought: Sought) -> Iterator[Entry]:
    """Yield what fits in the order it happened, however much it is."""
    query = _query(sought).order_by(_a.id).execution_options(yield_per=AT_ONCE)
    for row in session.execute(query):
        yield entry_of(row)


def entries_after(session: Session, sought: Sought, after: int) -> list[Entry]:
    """Return the next ``AT_ONCE`` rows that fit behind a number, in the order they happened."""
    query = _query(replace(sought, after=after)).order_by(_a.id).limit(AT_ONCE)
    return [entry_of(row) for row in session.execute(query)]


def was_done_since(session: Session, deed: Deed, since: datetime) -> bool:
    """Tell whether something was recorded since a time."""
    query = select(_a.id).where(_a.deed == deed.value, _a.at >= since).limit(1)
    return session.scalar(query) is not None


def entry_of(row: Any) -> Entry:
    """Return a row as it was chained."""
    return Entry(**{name: getattr(row, name) for name in FIELDS})


def values_of(entry: Entry) -> dict[str, str]:
    """Return an entry's values as texts, lists with commas between."""
    values: dict[str, Any] = json.loads(entry.data)
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in values.items()
    }


def user_names(session: Session) -> dict[int, str]:
    """Return the user name of every officer there ever was, by their number."""
    return {row.id: row.username for row in session.execute(select(Officer.id, Officer.username))}


def record_reading(session: Session, deed: Deed, sought: Sought, now: datetime) -> None:
    """Record that somebody reads the record, and what they looked for."""
    asked = {name: value for name, value in asdict(sought).items() if value not in ("", None, 0)}
    record(session, deed, now, data=asked)


def _query(sought: Sought) -> Rows:
    query = select(table_of(AuditRow))
    if sought.officer:
        person = select(Officer.id).where(Officer.username == sought.officer.lower())
        query = query.where(_a.officer_id.in_(person))
    if sought.ticket:
        query = query.where(_a.ticket == sought.ticket)
    if sought.deed:
        query = query.where(_a.deed.startswith(sought.deed, autoescape=True))
    if sought.since:
        query = query.where(_a.at >= sought.since)
    if sought.until:
        query = query.where(_a.at < sought.until)
    if sought.before is not None:
        query = query.where(_a.id < sought.before)
    return query.where(_a.id > sought.after) if sought.after else query


_a = table_of(AuditRow).c
