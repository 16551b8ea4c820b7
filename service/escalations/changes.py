"""What changed at the desk since the look before: one statement, however many pages are open.

``look`` reads the newest rows of what can change a page, ``between`` compares two looks and tells
which tickets are others now. Nobody's words are read. Rows are looked at again for some seconds:
PostgreSQL gives numbers before a transaction ends. Functions take an open ``Session`` and never
commit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.escalations.sights import HERE, WRITING
from service.escalations.standing import EventKind
from service.escalations.views import is_open
from service.officers.duty import is_away
from service.officers.sessions import is_alive
from service.outcomes import Author, Delivery, Priority
from service.storage.desk_tables import TicketSight
from service.storage.escalation_tables import EscalationEvent, OfficerNotice
from service.storage.officer_tables import DeskSession, OfficerUnit
from service.storage.tables import Escalation, Officer, OutboxMessage, Turn

LOOK_BACK = 500  # rows looked at again: at 30 messages a second they are a quarter of a minute
NOTICES_BACK = 100  # notices looked at again: there are fewer, and as many at once as one hands on
FAR_BACK = 5_000  # messages among which those are looked for that are still to be sent
_LOOKS = (EventKind.VIEWED.value, EventKind.REFUSED.value)
_OPENED = (EventKind.OPENED.value, EventKind.REOPENED.value, EventKind.UNMERGED.value)
_MOVED = (EventKind.TRANSFERRED.value, EventKind.ROUTED.value)

_LASTING = ("event", "turn", "notice")  # what only grows old, and stands in the queue

Key = tuple[str, int, str, str]  # what it is, its number, its ticket, its state


@dataclass(frozen=True)
class Place:
    """Whose a ticket is at the moment of a look."""

    unit: str
    officer_id: int | None


@dataclass(frozen=True)
class Look:
    """What was found at one moment.

    Attributes:
        rows: What can change a page, each with whose its ticket is.
        logged_in: The log-ins among those asked for that go on.
        officers: What of officers decides what they may read.
    """

    rows: Mapping[Key, Place]
    logged_in: frozenset[str]
    officers: frozenset[tuple[int, str]]


@dataclass(frozen=True)
class Change:
    """What of one ticket is another since the look before.

    Attributes:
        place: Whose it is now.
        has_moved: Whether it changed its unit, and everybody's queue may be another.
        is_listed: Whether the queue shows it.
        is_opened: Whether it is new to its unit.
        has_words: Whether its citizen wrote.
        told: Officers for whom a notice was left.
    """

    ticket: str
    place: Place
    has_moved: bool = False
    is_listed: bool = False
    is_opened: bool = False
    has_words: bool = False
    told: frozenset[int] = frozenset()


def look(session: Session, log_ins: Collection[str], now: datetime) -> Look:
    """Read what can change a page, and which of some log-ins (hashes of tokens) go on."""
    rows: dict[Key, Place] = {}
    logged_in, officers = set(), set()
    for what, number, ticket, state, unit, officer_id in session.execute(_statement(log_ins, now)):
        if what == "log-in":
            logged_in.add(state)
        elif what == "officer":
            officers.add((number, state))
        else:
            rows[what, number, ticket, state] = Place(unit, officer_id)
    return Look(rows, frozenset(logged_in), frozenset(officers))


def between(before: Look, after: Look) -> list[Change]:
    """Return what changed from one look to the next, by ticket."""
    found: dict[str, Change] = {}
    for key in [one for one in after.rows if one not in before.rows]:
        _add(found, key, after.rows[key], is_new=True)
    for key in [one for one in before.rows if one not in after.rows]:
        if key[0] not in _LASTING:
            _add(found, key, before.rows[key], is_new=False)
    return list(found.values())


def _add(found: dict[str, Change], key: Key, place: Place, *, is_new: bool) -> None:
    what, _number, ticket, state = key
    known = found.get(ticket, Change(ticket, place))
    has_moved = what == "event" and state in _MOVED
    found[ticket] = replace(
        known,
        has_moved=known.has_moved or has_moved,
        is_listed=known.is_listed or what in _LASTING,
        is_opened=known.is_opened or has_moved or (what == "event" and state in _OPENED),
        has_words=known.has_words or (what == "turn" and is_new),
        told=known.told | ({int(state)} if what == "notice" and state else set()),
    )


def _statement(log_ins: Collection[str], now: datetime) -> Any:
    tickets = (_events(), _turns(), _notices(), _unsent(), _sights(now))
    return union_all(*tickets, _log_ins(log_ins, now), _officers(now), _units())


def _row(what: str, number: Any, state: Any) -> tuple[Any, ...]:
    """Return the columns that each part has."""
    whose = (Escalation.ticket, Escalation.unit, Escalation.officer_id)
    return literal(what), number, whose[0], cast(state, String), *whose[1:]


def _newest(number: InstrumentedAttribute[int], far: int) -> ColumnElement[bool]:
    return number > select(func.coalesce(func.max(number), 0) - far).scalar_subquery()


def _events() -> Select[Any]:
    return (
        select(*_row("event", EscalationEvent.id, EscalationEvent.kind))
        .join(Escalation, Escalation.id == EscalationEvent.escalation_id)
        .where(_newest(EscalationEvent.id, LOOK_BACK), EscalationEvent.kind.not_in(_LOOKS))
    )


def _turns() -> Select[Any]:
    """What citizens wrote for the ticket that is open; an edit is another state.

    The limit lets no database begin with what is open, which can be thousands.
    """
    columns = (Turn.id, Turn.conversation_id, Turn.is_edited, Turn.created_at)
    turn = select(*columns).order_by(Turn.id.desc()).limit(LOOK_BACK).subquery().c
    return (
        select(*_row("turn", turn.id, cast(turn.is_edited, Integer)))
        .join(Escalation, Escalation.conversation_id == turn.conversation_id)
        .where(is_open(), turn.created_at >= Escalation.waits_since)
    )


def _notices() -> Select[Any]:
    """What officers are told; where it is for supervisors, no state names anybody."""
    officer_id = func.coalesce(cast(OfficerNotice.officer_id, String), "")
    return (
        select(*_row("notice", OfficerNotice.id, officer_id))
        .join(Escalation, Escalation.id == OfficerNotice.escalation_id)
        .where(_newest(OfficerNotice.id, NOTICES_BACK))
    )


def _unsent() -> Select[Any]:
    """What is on its way to citizens: that it left this list is what changes a page."""
    return (
        select(*_row("message", OutboxMessage.id, OutboxMessage.state))
        .join(Escalation, Escalation.conversation_id == OutboxMessage.conversation_id)
        .where(
            _newest(OutboxMessage.id, FAR_BACK),
            OutboxMessage.channel.in_(("telegram", "web")),
            OutboxMessage.state.in_((Delivery.QUEUED.value, Delivery.SENDING.value)),
            OutboxMessage.priority.in_([one.value for one in Priority]),
            OutboxMessage.author != Author.BOT.value,
            is_open(),
        )
    )


def _sights(now: datetime) -> Select[Any]:
    writes = TicketSight.writing_at.is_not(None) & (TicketSight.writing_at > now - WRITING)
    return (
        select(*_row("sight", TicketSight.officer_id, cast(writes, Integer)))
        .join(Escalation, Escalation.id == TicketSight.escalation_id)
        .where(TicketSight.here_at.is_not(None), TicketSight.here_at > now - HERE)
    )


def _log_ins(log_ins: Collection[str], now: datetime) -> Select[Any]:
    return (
        select(*_other("log-in", DeskSession.officer_id, DeskSession.token_hash))
        .join(Officer, Officer.id == DeskSession.officer_id)
        .where(DeskSession.token_hash.in_(log_ins), is_alive(now), Officer.active)
    )


def _officers(now: datetime) -> Select[Any]:
    state = Officer.role + "|" + Officer.unit + "|" + cast(cast(is_away(now), Integer), String)
    return select(*_other("officer", Officer.id, state)).where(Officer.active)


def _units() -> Select[Any]:
    return select(*_other("officer", OfficerUnit.officer_id, OfficerUnit.unit))


def _other(what: str, number: Any, state: Any) -> tuple[Any, ...]:
    nothing = literal("")
    return literal(what), number, nothing, cast(state, String), nothing, cast(null(), Integer)
