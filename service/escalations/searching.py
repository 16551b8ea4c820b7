"""Search for words of conversations, within what an officer may read.

The words are indexed where they stand: by FTS5 on SQLite, by a GIN index of ``tsvector`` on
PostgreSQL. Found is a message that has every word, or words that begin so, in the window of a
ticket within reach. Of what is said very often only the newest is looked at, and that is told.
Functions take an open ``Session`` and never commit.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, or_, select, text
from sqlalchemy.orm import Session, aliased

from service.escalations.desk_queue import QueueEntry, entry_of
from service.escalations.reach import Reach, reach_of
from service.escalations.ticket_list import MOST, shown_tickets
from service.escalations.transcripts import BEFORE, is_in_window
from service.markup import plain_by
from service.officers.duty import find_officer
from service.storage.tables import Escalation, OutboxMessage, Turn

SCANNED = 2_000  # the newest messages with these words, of each side, whoseever they are
READ = 4 * MOST  # messages of each side: several are of one ticket
WORDS = 8  # of what was typed that are looked for
_MARKS = "./-_@:&=?+#"  # as migration 0028 indexes it: no word goes across one
_WORD = re.compile(r"\w+")
_BEGINS = 4  # letters from which a word also finds longer ones: "lapor", "laporan"
Spoken = type[Turn] | type[OutboxMessage]
SIDES: tuple[Spoken, ...] = (Turn, OutboxMessage)


@dataclass(frozen=True)
class Found:
    """A ticket in whose conversation something was found.

    Attributes:
        match: The newest message that has the words.
    """

    entry: QueueEntry
    match: str


@dataclass(frozen=True)
class SearchResult:
    """What a search came to, the newest message first.

    Attributes:
        has_more: Whether there may be more than is shown.
    """

    found: tuple[Found, ...]
    has_more: bool


def search_words(
    session: Session,
    officer_id: int,
    typed: str,
    now: datetime,
    most: int = MOST,
    scanned: int = SCANNED,
) -> SearchResult:
    """Return the tickets whose conversations have all the words.

    Raises:
        NotFound: There is no such officer.
    """
    reach = reach_of(session, find_officer(session, officer_id), now)
    words = _WORD.findall(typed.casefold().replace("_", " "))[:WORDS]
    if not words:
        return SearchResult((), False)
    hits = {table: _hits(session, table, words, scanned) for table in SIDES}
    sides = [_rows(session, reach, table, hits[table]) for table in SIDES]
    rows = sorted((row for side in sides for row in side), key=_said_at, reverse=True)
    newest: dict[str, Found] = {}
    for row in rows:
        if row.ticket in newest or len(newest) > most:
            continue
        if row.round == 1 or is_in_window(session, row.ticket, row.said_at):
            match = plain_by(row.author, row.said)[:300]
            newest[row.ticket] = Found(entry_of(row, reach.person), match)
    is_cut = len(newest) > most or any(len(side) == READ for side in sides)
    has_more = is_cut or any(_has_all(session, of_it, scanned) for of_it in hits.values())
    return SearchResult(tuple(newest.values())[:most], has_more)


def _has_all(session: Session, hits: Select[Any], scanned: int) -> bool:
    """Tell whether there were as many hits as are looked at: older ones may be within reach."""
    return session.scalar(select(func.count()).select_from(hits.subquery())) == scanned


def _said_at(row: Any) -> datetime:
    said_at: datetime = row.said_at
    return said_at


def _rows(session: Session, reach: Reach, table: Spoken, newest: Select[Any]) -> Sequence[Any]:
    """Return the messages of one side among the newest hits, with their tickets."""
    hits = newest.subquery()
    author: Any = literal_column("'citizen'" if table is Turn else "outbox.author")
    statement = (
        shown_tickets(reach)
        .add_columns(
            table.created_at.label("said_at"), table.text.label("said"), author.label("author")
        )
        .join(table, table.conversation_id == Escalation.conversation_id)
        .join(hits, hits.c.id == table.id)
        .where(
            or_(Escalation.closed_at.is_(None), table.created_at <= Escalation.closed_at),
            or_(table.created_at >= Escalation.opened_at, _leads_to(table)),
        )
        .order_by(table.id.desc())
        .limit(READ)
    )
    return session.execute(statement).all()


def _hits(session: Session, table: Spoken, words: Sequence[str], scanned: int) -> Select[Any]:
    """Return the statement for the newest messages that have the words, whoseever."""
    if session.get_bind().dialect.name == "sqlite":
        index = f"{table.__tablename__}_words"
        asked = " ".join(f'"{word}"*' if len(word) >= _BEGINS else f'"{word}"' for word in words)
        return (
            select(literal_column("rowid").label("id"))
            .select_from(text(index))
            .where(text(f"{index} MATCH :asked").bindparams(asked=asked))
            .order_by(text("rowid DESC"))
            .limit(scanned)
        )
    asked = " & ".join(f"{word}:*" if len(word) >= _BEGINS else word for word in words)
    parted = func.translate(
        table.text, literal_column(f"'{_MARKS}'"), literal_column(f"'{' ' * len(_MARKS)}'")
    )
    spoken = func.to_tsvector(literal_column("'simple'"), parted)
    is_hit = spoken.op("@@")(func.to_tsquery(literal_column("'simple'"), asked))
    return select(table.id).where(is_hit).order_by(table.id.desc()).limit(scanned)


def _leads_to(table: Spoken) -> ColumnElement[bool]:
    """Tell whether a message is among the last that led to the opening, as the window has it."""
    later = aliased(Turn)
    count = (
        select(func.count())
        .select_from(later)
        .where(
            later.conversation_id == Escalation.conversation_id,
            later.created_at > table.created_at,
            later.created_at <= Escalation.opened_at,
        )
        .scalar_subquery()
    )
    return count < BEFORE
