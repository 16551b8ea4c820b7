"""The evidence of a run: what citizens wrote and read, and the rows that the service recorded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from proof.journal import Event
from proof.web_evidence import WebEvidence
from service.storage.database import Database
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update

CHANNEL = "telegram"
LEARNING = 5.0  # seconds that an answer may take, and its recording
CLOCKS_APART = 0.1  # seconds between the journals of two processes


@dataclass(frozen=True)
class Written:
    """A citizen's message, as Telegram took it."""

    update_id: int
    chat: int
    kind: str
    marker: str | None
    t: float


@dataclass(frozen=True)
class Delivered:
    """A message that Telegram took for a citizen; ``untold`` says why we were not told so."""

    message_id: str
    chat: int
    text: str
    tokens: tuple[str, ...]
    t: float
    untold: str | None = None


@dataclass(frozen=True)
class UpdateRow:
    """A row of ``updates``."""

    id: int
    update_id: int
    conversation: str | None
    state: str
    outcome: str | None
    attempts: int


@dataclass(frozen=True)
class TurnRow:
    """A row of ``turns``; ``update`` is the row's id, not Telegram's; in seconds since 1970."""

    id: int
    update: int
    conversation: str
    text: str
    outcome: str
    answered_by: str
    created: float


@dataclass(frozen=True)
class MessageRow:
    """A row of ``outbox``; times are seconds since 1970."""

    id: int
    conversation: str
    turn: int | None
    author: str
    text: str
    tokens: tuple[str, ...]
    state: str
    external_id: str | None
    created: float
    due: float


@dataclass(frozen=True)
class EscalationRow:
    """A row of ``escalations``; of one that was reopened only the last time is known.

    Attributes:
        opened: When it was opened, or opened again, seconds since the epoch.
        closed: When it was closed then; None while it is open.
    """

    ticket: str
    conversation: str
    opened: float
    closed: float | None


@dataclass
class Evidence:
    """Everything the audit looks at."""

    written: dict[int, Written] = field(default_factory=dict)
    delivered: list[Delivered] = field(default_factory=list)
    updates: list[UpdateRow] = field(default_factory=list)
    turns: list[TurnRow] = field(default_factory=list)
    messages: list[MessageRow] = field(default_factory=list)
    escalations: list[EscalationRow] = field(default_factory=list)
    chats: dict[str, int] = field(default_factory=dict)  # conversation to chat
    events: list[Event] = field(default_factory=list)  # the proof's own journal, and faults
    web: WebEvidence = field(default_factory=WebEvidence)
    shown: frozenset[str] = frozenset()  # markers that stand in any row, log, file or page
    ended_at: float = 0.0

    def events_of(self, name: str) -> list[Event]:
        """Return the events of one name, in order."""
        return [event for event in self.events if event["event"] == name]


def read_double(evidence: Evidence, journal: Iterable[Event]) -> None:
    """Add what the Bot API double wrote down."""
    untold: dict[int, str] = {}
    delivered: list[Event] = []
    for event in journal:
        match event["event"]:
            case "written":
                evidence.written[event["update_id"]] = Written(
                    event["update_id"], event["chat"], event["kind"], event["marker"], event["t"]
                )
            case "delivered":
                delivered.append(event)
            case "untold":
                untold[event["message_id"]] = event["kind"]
            case _:
                evidence.events.append(event)
    evidence.delivered += [_delivered(event, untold) for event in delivered]


def read_rows(evidence: Evidence, database: Database) -> None:
    """Add what the service recorded; of turns and tickets only those of Telegram's chats."""
    with database.read() as session:
        for found in session.scalars(select(Conversation).where(Conversation.channel == CHANNEL)):
            evidence.chats[found.id] = int(found.address)
        evidence.updates = [
            _update(row)
            for row in session.scalars(
                select(Update).where(Update.channel == CHANNEL).order_by(Update.id)
            )
        ]
        evidence.turns = [
            _turn(row)
            for row in session.scalars(select(Turn).order_by(Turn.id))
            if row.conversation_id in evidence.chats
        ]
        evidence.messages = [
            _message(row)
            for row in session.scalars(select(OutboxMessage).order_by(OutboxMessage.id))
        ]
        evidence.escalations = [
            _escalation(row)
            for row in session.scalars(select(Escalation).order_by(Escalation.id))
            if row.conversation_id in evidence.chats
        ]


def was_untold(evidence: Evidence, delivery: Delivered) -> bool:
    """Tell whether we could not learn of a delivery: no answer came, or who asked was killed."""
    killed = (e["t"] for e in evidence.events_of("killed") if "gateway" in e["name"])
    return bool(delivery.untold) or any(
        delivery.t <= t + CLOCKS_APART and t <= delivery.t + LEARNING for t in killed
    )


def by_key(rows: Iterable[Any], name: str) -> dict[Any, list[Any]]:
    """Group rows by one of their fields, each group in the order given."""
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups


def _delivered(event: Event, untold: dict[int, str]) -> Delivered:
    tokens = tuple(token for _, token in event["buttons"])
    number = event["message_id"]
    return Delivered(
        str(number), event["chat"], event["text"], tokens, event["t"], untold.get(number)
    )


def _update(row: Update) -> UpdateRow:
    return UpdateRow(
        row.id, int(row.update_id), row.conversation_id, row.state, row.outcome, row.attempts
    )


def _turn(row: Turn) -> TurnRow:
    return TurnRow(
        id=row.id,
        update=row.update_id,
        conversation=row.conversation_id,
        text=row.text,
        outcome=row.outcome,
        answered_by=row.answered_by,
        created=_at(row.created_at),
    )


def _message(row: OutboxMessage) -> MessageRow:
    return MessageRow(
        id=row.id,
        conversation=row.conversation_id,
        turn=row.turn_id,
        author=row.author,
        text=row.text,
        tokens=tuple(button["token"] for button in row.buttons),
        state=row.state,
        external_id=row.external_id,
        created=_at(row.created_at),
        due=_at(row.due_at),
    )


def _escalation(row: Escalation) -> EscalationRow:
    closed = _at(row.closed_at) if row.closed_at else None
    opened = _at(row.reopened_at or row.opened_at)
    return EscalationRow(row.ticket, row.conversation_id, opened, closed)


def _at(time: datetime) -> float:
    return time.timestamp()
