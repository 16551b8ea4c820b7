"""What a row of the queue says of a conversation: the question, and the newest message.

Read for many at once in a fixed number of statements. Who may read the rows is the caller's
business: only what was found within an officer's reach is passed in. Functions take an open
``Session`` and never commit.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.escalations.summaries import question_among
from service.escalations.transcripts import BEFORE
from service.markup import plain_by
from service.outcomes import Author
from service.storage.tables import Escalation, OutboxMessage, Turn

LONGEST = 200  # characters of a message that a row has place for


@dataclass(frozen=True)
class Newest:
    """The newest message since the citizen waits.

    Attributes:
        kind: ``text``, ``photo``, ``voice``, ...
    """

    at: datetime
    is_citizens: bool
    kind: str
    text: str


@dataclass(frozen=True)
class RowWords:
    """What a row says beside where its ticket stands.

    Attributes:
        question: What the citizen asked before a person was wished for; empty: nothing.
        topic: The article that was taken for it; None where it was not understood.
    """

    question: str = ""
    topic: str | None = None
    newest: Newest | None = None
    deadline_at: datetime | None = None


def words_of(session: Session, tickets: Collection[str]) -> dict[str, RowWords]:
    """Return the words of each ticket's row."""
    asked = _asked(session, tickets)
    newest = _newest(session, tickets)
    rows = session.execute(
        select(Escalation.ticket, Escalation.deadline_at).where(Escalation.ticket.in_(tickets))
    )
    found = {}
    for ticket, deadline in rows:
        question = question_among(asked[ticket])
        text, topic = (question.text, question.topic) if question else ("", None)
        found[ticket] = RowWords(text, topic, newest.get(ticket), deadline)
    return found


def _asked(session: Session, tickets: Collection[str]) -> defaultdict[str, list[Row[Any]]]:
    """Return the turns that led to each opening, the oldest first."""
    place = func.row_number().over(partition_by=Escalation.id, order_by=Turn.id.desc())
    ranked = (
        select(
            Escalation.ticket,
            Turn.id,
            Turn.kind,
            func.substr(Turn.text, 1, LONGEST).label("text"),
            Turn.outcome,
            Turn.topic,
            place.label("place"),
        )
        .join(Turn, Turn.conversation_id == Escalation.conversation_id)
        .where(Escalation.ticket.in_(tickets), Turn.created_at <= Escalation.opened_at)
        .subquery()
    )
    found: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(
        select(ranked).where(ranked.c.place <= BEFORE).order_by(ranked.c.id)
    ):
        found[row.ticket].append(row)
    return found


def _newest(session: Session, tickets: Collection[str]) -> dict[str, Newest]:
    found = _newest_written(session, tickets)
    for ticket, reply in _newest_reply(session, tickets).items():
        if ticket not in found or reply.at > found[ticket].at:
            found[ticket] = reply
    return found


def _newest_written(session: Session, tickets: Collection[str]) -> dict[str, Newest]:
    last = (
        select(Escalation.ticket, func.max(Turn.id).label("id"))
        .join(Turn, Turn.conversation_id == Escalation.conversation_id)
        .where(Escalation.ticket.in_(tickets), _since(Turn.created_at))
        .group_by(Escalation.ticket)
        .subquery()
    )
    rows = session.execute(
        select(last.c.ticket, Turn.created_at, Turn.kind, func.substr(Turn.text, 1, LONGEST)).join(
            Turn, Turn.id == last.c.id
        )
    )
    return {ticket: Newest(at, True, kind, text) for ticket, at, kind, text in rows}


def _newest_reply(session: Session, tickets: Collection[str]) -> dict[str, Newest]:
    last = (
        select(Escalation.ticket, func.max(OutboxMessage.id).label("id"))
        .join(OutboxMessage, OutboxMessage.conversation_id == Escalation.conversation_id)
        .where(
            Escalation.ticket.in_(tickets),
            OutboxMessage.author == Author.OFFICER.value,
            _since(OutboxMessage.created_at),
        )
        .group_by(Escalation.ticket)
        .subquery()
    )
    rows = session.execute(
        select(last.c.ticket, OutboxMessage.created_at, OutboxMessage.text).join(
            OutboxMessage, OutboxMessage.id == last.c.id
        )
    )
    return {
        ticket: Newest(at, False, "text", plain_by(Author.OFFICER, text)[:LONGEST])
        for ticket, at, text in rows
    }


def _since(at: InstrumentedAttribute[datetime]) -> ColumnElement[bool]:
    """Tell that a time lies between the last opening and the closing, if there was one."""
    return and_(
        at >= func.coalesce(Escalation.reopened_at, Escalation.opened_at),
        or_(Escalation.closed_at.is_(None), at <= Escalation.closed_at),
    )
