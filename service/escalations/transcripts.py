"""A conversation as an officer reads it: what the citizen wrote and what they were told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.escalations.access import Access
from service.escalations.events import read_events
from service.escalations.merging import merged_with
from service.escalations.standing import Event, EventKind
from service.escalations.views import row_of
from service.markup import plain, plain_by
from service.outbox.changes import Standing, changes_of
from service.outbox.revisions import Revision, revisions_of
from service.outcomes import UNANSWERED, Author, Delivery, DeliveryTrouble, Owner
from service.storage.tables import Conversation, Escalation, Officer, OutboxMessage, Turn
from service.updates.attachments import AttachmentView, attachments_of

BEFORE = 10  # turns before an opening that tell what it is about
Span = tuple[datetime, datetime | None]  # to and with its end; None: it goes on


@dataclass(frozen=True)
class Line:
    """One message.

    Attributes:
        who: ``citizen``, ``bot``, ``system`` or ``officer``.
        name: The officer's name, else None.
        kind: ``text``, ``photo``, ``voice``, ...
        delivery: How far a message to the citizen came; None for the citizen's own.
        trouble: Why it came no further, or not at once.
        message_id: The outbox's number of a message to the citizen, else None.
        turn_id: The number of the citizen's own message, else 0.
        is_edited: Whether the citizen changed it since, which took these words back; the newest
            version is a line of its own.
        answers: The message of ours that the citizen replied to, else None.
        is_forwarded: Whether the citizen passed on what another chat said.
        attachments: The files that came with it, an album's all.
        taken_back: The bot's answer to it that the citizen never got, because an officer took the
            conversation over first; else None.
        officer_id: The officer who wrote it, else None.
        revisions: What it said before, and when it was changed or withdrawn; the oldest first.
        change: What is to become of it at its channel, or was refused there; else None.
    """

    at: datetime
    who: str
    name: str | None
    kind: str
    text: str
    delivery: Delivery | None
    trouble: DeliveryTrouble | None
    message_id: int | None = None
    is_edited: bool = False
    answers: str | None = None
    is_forwarded: bool = False
    attachments: tuple[AttachmentView, ...] = ()
    taken_back: str | None = None
    officer_id: int | None = None
    revisions: tuple[Revision, ...] = ()
    change: Standing | None = None
    turn_id: int = 0


def read_transcript(session: Session, conversation_id: str, limit: int = 200) -> list[Line]:
    """Return the newest lines of a conversation, the oldest of them first."""
    return _lines(session, conversation_id, None, limit)


def read_window(session: Session, access: Access, limit: int = 200) -> list[Line]:
    """Return what an officer may read of an escalation: its window, never the citizen's life.

    From ``BEFORE`` messages before each opening up to the closing after it; so of each ticket that
    was merged into it. The newest lines of that, whatever the citizen wrote since.
    """
    row = row_of(session, access.escalation.ticket)
    spans = [span for one in (row, *merged_with(session, row)) for span in _spans(session, one)]
    return _lines(session, row.conversation_id, spans, limit)


def is_in_window(session: Session, ticket: str, at: datetime) -> bool:
    """Tell whether what was said at a time is in a ticket's own window."""
    spans = _spans(session, row_of(session, ticket))
    return any(start <= at and (end is None or at <= end) for start, end in spans)


def _lines(
    session: Session, conversation_id: str, spans: Sequence[Span] | None, limit: int
) -> list[Line]:
    """Return the newest lines within spans (None: all), the oldest of them first."""
    lines = _reply_lines(session, conversation_id, spans, limit)
    lines += _citizen_lines(session, conversation_id, spans, limit)
    lines.reverse()  # newest first so far; what has one time must keep the order it was told in
    return sorted(lines, key=lambda line: line.at)[-limit:]


def _within(
    at: InstrumentedAttribute[datetime], spans: Sequence[Span] | None
) -> ColumnElement[bool]:
    """Tell in SQL whether a time lies in one of the spans."""
    if spans is None:
        return true()
    return or_(
        false(),
        *(at >= start if end is None else at.between(start, end) for start, end in spans),
    )


def _spans(session: Session, row: Escalation) -> list[Span]:
    """Return the times in which an escalation was open, each with what led to it."""
    spans: list[Span] = []
    opened: datetime | None = None
    for event in read_events(session, row.id):
        if event.kind is EventKind.KNOWN:
            opened, closed = row.opened_at, event.data.get("closed_at")
            if closed is not None:
                spans.append((_before(session, row, opened), datetime.fromisoformat(closed)))
                opened = None
        elif event.kind in (EventKind.OPENED, EventKind.REOPENED, EventKind.UNMERGED):
            opened = opened or event.at
        elif opened is not None and _ends(event):
            spans.append((_before(session, row, opened), event.at))
            opened = None
    return spans if opened is None else [*spans, (_before(session, row, opened), None)]


def _ends(event: Event) -> bool:
    is_gone = event.kind is EventKind.MERGED and "into" in event.data
    return is_gone or event.kind is EventKind.CLOSED


def _before(session: Session, row: Escalation, opened: datetime) -> datetime:
    """Return the time of the last messages before an opening, the earliest that belongs to it."""
    recent = session.scalars(
        select(Turn.created_at)
        .where(Turn.conversation_id == row.conversation_id, Turn.created_at <= opened)
        .order_by(Turn.id.desc())
        .limit(BEFORE)
    ).all()
    return min([opened, *recent])


def _citizen_lines(
    session: Session, conversation_id: str, spans: Sequence[Span] | None, limit: int
) -> list[Line]:
    rows = session.execute(
        select(Turn, OutboxMessage.author, OutboxMessage.text)
        .outerjoin(OutboxMessage, OutboxMessage.id == Turn.reply_to)
        .where(Turn.conversation_id == conversation_id, _within(Turn.created_at, spans))
        .order_by(Turn.id.desc())
        .limit(limit)
    )
    files = attachments_of(session, conversation_id)
    taken_back = _taken_back(session, conversation_id, spans, limit)
    return [
        _citizen_line(
            turn,
            plain_by(author, answers) if author else None,
            files.get(turn.update_id, ()),
            taken_back.get(turn.id),
        )
        for turn, author, answers in rows
    ]


def _taken_back(
    session: Session, conversation_id: str, spans: Sequence[Span] | None, limit: int
) -> dict[int | None, str]:
    """Return the answers that were taken back, by the turn they were made for."""
    rows = session.execute(
        select(OutboxMessage.turn_id, OutboxMessage.text)
        .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.turn_id.is_not(None),
            _is_taken_back(),
            _within(OutboxMessage.created_at, spans),
        )
        .order_by(OutboxMessage.id.desc())
        .limit(limit)
    )
    found: dict[int | None, str] = {}
    for turn_id, text in rows:
        parts = (plain(text), found.get(turn_id))
        found[turn_id] = "\n\n".join(part for part in parts if part)
    return found


def _is_taken_back() -> ColumnElement[bool]:
    """Tell whether a message of the bot's was withdrawn for an officer, or will be."""
    is_too_late = and_(
        OutboxMessage.state == Delivery.QUEUED,
        OutboxMessage.author == Author.BOT,
        OutboxMessage.turn_id.is_not(None),
        Conversation.owner == Owner.OFFICER,
        func.coalesce(OutboxMessage.error, "").not_in(UNANSWERED),
    )
    is_withdrawn = and_(
        OutboxMessage.state == Delivery.WITHDRAWN, OutboxMessage.author != Author.OFFICER
    )
    return or_(is_withdrawn, is_too_late)


def _citizen_line(
    turn: Turn,
    answers: str | None,
    files: tuple[AttachmentView, ...],
    taken_back: str | None,
) -> Line:
    return Line(
        at=turn.created_at,
        who="citizen",
        name=None,
        kind=turn.kind,
        text=turn.text,
        delivery=None,
        trouble=None,
        is_edited=turn.is_edited,
        answers=answers,
        is_forwarded=turn.is_forwarded,
        attachments=files,
        taken_back=taken_back,
        turn_id=turn.id,
    )


def _reply_lines(
    session: Session, conversation_id: str, spans: Sequence[Span] | None, limit: int
) -> list[Line]:
    rows = session.execute(
        select(OutboxMessage, Officer.name)
        .join(Conversation, Conversation.id == OutboxMessage.conversation_id)
        .outerjoin(Officer, Officer.id == OutboxMessage.officer_id)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            ~_is_taken_back(),
            _within(OutboxMessage.created_at, spans),
        )
        .order_by(OutboxMessage.id.desc())
        .limit(limit)
    )
    lines = [_reply_line(row, name) for row, name in rows]
    return _with_changes(session, lines)


def _with_changes(session: Session, lines: list[Line]) -> list[Line]:
    """Return lines with what became of officers' answers after they were sent."""
    sent = [line.message_id for line in lines if line.officer_id is not None and line.message_id]
    if not sent:
        return lines
    revisions, changes = revisions_of(session, sent), changes_of(session, sent)
    return [
        replace(
            line,
            revisions=revisions.get(line.message_id or 0, ()),
            change=changes.get(line.message_id or 0),
        )
        for line in lines
    ]


def _reply_line(row: OutboxMessage, name: str | None) -> Line:
    who, state = Author(row.author).value, Delivery(row.state)
    trouble = DeliveryTrouble(row.error) if row.error else None
    kind = str(row.copied["kind"]) if row.copied else "text"
    officer_id = row.officer_id if row.author == Author.OFFICER else None
    return Line(
        row.created_at, who, name, kind, row.text, state, trouble, row.id, officer_id=officer_id
    )
