"""A web conversation line by line, for its pages: what either side said, by a place to go on from.

The citizen's own messages are read as they are stored, so that a second page shows both sides and
the first learns that a message arrived. Functions take an open ``Session`` and never commit.
"""

import heapq
import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from service.outbox.files import FileShown, files_shown
from service.outbox.queue import (
    OUTBOX,
    Outgoing,
    SentButton,
    has_newer,
    messages_after,
    messages_of,
)
from service.outbox.revisions import newest_revision, newest_revisions, revised_after
from service.outcomes import Author, Outcome
from service.storage.base import table_of
from service.storage.tables import Turn, Update

CITIZEN = "citizen"
FILES = frozenset({"photo", "document"})  # what the web chat takes beside text


@dataclass(frozen=True)
class Place:
    """How far a page has read: newest message to the citizen, newest turn, newest revision."""

    message: int = 0
    turn: int = 0
    revision: int = 0

    def past(self, line: "WebLine") -> "Place":
        """Return the place behind a line."""
        if line.who == CITIZEN:
            return replace(self, turn=line.number)
        if line.is_again:
            return replace(self, revision=max(self.revision, line.revision))
        return replace(self, message=line.number)

    def later(self, other: "Place") -> "Place":
        """Return what both places lie before or at; revisions are read on from here."""
        message, turn = max(self.message, other.message), max(self.turn, other.turn)
        return Place(message, turn, self.revision)


@dataclass(frozen=True)
class WebLine:
    """One message of a conversation.

    Attributes:
        number: The turn's number where the citizen wrote, else the outbox's.
        who: ``citizen``, ``bot``, ``system`` or ``officer``.
        topic: The article that the message answers with, else None.
        client_id: The number that the page gave to the citizen's message, else None.
        turn: The turn that it belongs to; None where nobody had asked.
        is_relayed: Whether the citizen wrote it to an officer.
        sent: The kind of what the citizen sent that is no text, of ``FILES``; else None.
        file: What an officer sent with it, else None.
        revision: The number of its newest change; 0: it was never changed.
        is_withdrawn: Whether it was taken back; then it has no text.
        is_again: Whether the page knows it as it was before.
    """

    number: int
    who: str
    at: datetime
    text: str
    buttons: tuple[SentButton, ...] = ()
    topic: str | None = None
    client_id: str | None = None
    turn: int | None = None
    is_relayed: bool = False
    sent: str | None = None
    file: FileShown | None = None
    revision: int = 0
    is_withdrawn: bool = False
    is_again: bool = False


def lines_after(
    session: Session, conversation_id: str, place: Place, now: datetime
) -> list[WebLine]:
    """Return what is newer than a place, a question before its answer; what is shown is sent.

    What was changed since stands first: a page that is cut off after it misses nothing.
    """
    revised = _revised(session, conversation_id, place)
    replies = messages_after(session, conversation_id, place.message, now)
    topics = _topics(session, replies)
    values = {"conversation": conversation_id, "after": place.turn}
    own = [_own_line(row) for row in session.execute(_OWN_AFTER, values)]
    files = files_shown(session, [r.id for r in replies if r.placing.copied is not None])
    changed = _changed(session, replies)
    theirs = [
        replace(
            _reply_line(reply, topics.pop(reply.turn_id, None), files.get(reply.id)),
            revision=changed.get(reply.id, 0),
        )
        for reply in replies
    ]
    return [*revised, *heapq.merge(own, theirs, key=_told_at)]  # each keeps its own order


def has_newer_lines(session: Session, conversation_id: str, place: Place) -> bool:
    """Tell cheaply whether there is something newer than a place."""
    values = {"conversation": conversation_id, "after": place.turn}
    return (
        has_newer(session, conversation_id, place.message)
        or session.scalar(_HAS_OWN, values) is not None
        or bool(revised_after(session, conversation_id, place.revision, place.message))
    )


def place_of_message(session: Session, conversation_id: str, message_id: int) -> Place:
    """Return where a page stands that only knows the newest message that it has."""
    values = {"conversation": conversation_id, "message": message_id}
    return Place(message_id, session.scalar(_TURN_OF_MESSAGE, values) or 0)


def start_of_page(session: Session, conversation_id: str, size: int) -> Place:
    """Return the place after which the newest ``size`` messages of either side begin."""
    values = {"conversation": conversation_id, "size": size}
    message, turn = (session.scalar(statement, values) for statement in (_NTH_MESSAGE, _NTH_TURN))
    return Place(message or 0, turn or 0, newest_revision(session, conversation_id))


def _revised(session: Session, conversation_id: str, place: Place) -> list[WebLine]:
    """Return what a page shows otherwise than it is now, in the order of the changes."""
    numbers = revised_after(session, conversation_id, place.revision, place.message)
    if not numbers:
        return []
    messages = messages_of(session, numbers)
    files = files_shown(session, [m.id for m in messages.values() if m.placing.copied is not None])
    return [
        replace(
            _reply_line(messages[number], None, files.get(number)),
            revision=revision,
            is_again=True,
        )
        for number, revision in numbers.items()
    ]


def _changed(session: Session, replies: Iterable[Outgoing]) -> dict[int, int]:
    of_officers = [reply.id for reply in replies if reply.author is Author.OFFICER]
    return newest_revisions(session, of_officers) if of_officers else {}


def _topics(session: Session, replies: Iterable[Outgoing]) -> dict[int | None, str]:
    """Return the articles that turns were answered with; the first reply of a turn is about it."""
    turns = [r.turn_id for r in replies if r.turn_id and r.author is Author.BOT]
    if not turns:
        return {}
    return {row.id: row.topic for row in session.execute(_TOPICS, {"turns": turns})}


def _told_at(line: WebLine) -> tuple[datetime, float]:
    """Return when a line was told; of what has one time, the turns one after the other."""
    return line.at, math.inf if line.turn is None else line.turn


def _own_line(row: Any) -> WebLine:
    return WebLine(
        row.id,
        CITIZEN,
        row.created_at,
        row.text,
        client_id=row.update_id,
        turn=row.id,
        is_relayed=row.outcome == Outcome.RELAYED,
        sent=row.kind if row.kind in FILES else None,
    )


def _reply_line(reply: Outgoing, topic: str | None, file: FileShown | None) -> WebLine:
    return WebLine(
        reply.id,
        reply.author.value,
        reply.created_at,
        reply.text,
        reply.buttons,
        topic,
        turn=reply.turn_id,
        file=file,
        is_withdrawn=reply.is_withdrawn,
    )


# Built once, on the tables: docs/adr/0016.
_t, _u, _m = table_of(Turn).c, table_of(Update).c, OUTBOX.c
_OWN = (_t.conversation_id == bindparam("conversation"), _t.id > bindparam("after"))
_OWN_AFTER = (
    select(_t.id, _t.created_at, _t.kind, _t.text, _t.outcome, _u.update_id)
    .join(table_of(Update), _u.id == _t.update_id)
    .where(*_OWN)
    .order_by(_t.id)
)
_HAS_OWN = select(_t.id).where(*_OWN).limit(1)
_TURN_OF_MESSAGE = select(func.max(_m.turn_id)).where(
    _m.conversation_id == bindparam("conversation"), _m.id <= bindparam("message")
)
_NTH_MESSAGE, _NTH_TURN = (
    select(column.id)
    .where(column.conversation_id == bindparam("conversation"))
    .order_by(column.id.desc())
    .offset(bindparam("size"))
    .limit(1)
    for column in (_m, _t)
)
_TOPICS = select(_t.id, _t.topic).where(
    _t.id.in_(bindparam("turns", expanding=True)),
    _t.outcome == Outcome.ANSWERED,
    _t.topic.is_not(None),
)
