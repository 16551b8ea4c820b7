"""The inbox: updates on disk before they are acknowledged, masked, each with one outcome.

The gateway stores and works them off; ``tanya inbox`` shows them. A lane is the right to work on
one conversation: a lease taken by compare-and-set, so several gateways can share the work.
Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.conversations import open_conversation
from service.models import Conversation, Update
from service.outcomes import Outcome, UpdateState
from service.privacy import mask
from service.text import clean, is_too_long

LANE_SECONDS = 60  # a lane whose holder died is free again after this long
RETRY_SECONDS = (1, 5, 30, 120)  # waits before the second try, the third, ...
ERROR_LIMIT = 200  # characters of an error kept
PAYLOAD_LIMIT = 128  # characters; ours are shorter, a forged one may be anything


@dataclass(frozen=True)
class Incoming:
    """What a channel received, in our words; no channel's own types, no names of people.

    Attributes:
        source: Which bot received it ("web" for the web chat).
        address: Where replies go; None when there is nobody to reply to.
        kind: ``text``, ``button``, ``command``, ``photo``, ``voice``, ... or ``unknown``.
        text: What was written, unmasked; stored masked.
        payload: What a button or command means, else None.
    """

    channel: str
    source: str
    update_id: str
    address: str | None
    kind: str
    text: str = ""
    payload: str | None = None


@dataclass(frozen=True)
class PendingUpdate:
    """An update to be worked off; ``text`` is masked, ``waited`` is seconds since it came."""

    id: int
    conversation_id: str
    kind: str
    text: str
    payload: str | None
    masked_kinds: tuple[str, ...]
    is_cut: bool
    attempts: int
    waited: float = 0.0


def store_update(session: Session, incoming: Incoming, now: datetime) -> str | None:
    """Store an update, masked.

    Returns:
        The conversation it belongs to; None when it was stored before or concerns nobody.
    """
    if _is_stored(session, incoming):
        return None
    conversation_id = None
    if incoming.address is not None:
        conversation_id = open_conversation(session, incoming.channel, incoming.address, now)
    row = _to_row(incoming, conversation_id, now)
    if conversation_id is None:
        _close(row, UpdateState.DONE, Outcome.IGNORED, now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # the same update arrived through another gateway
        return None
    return conversation_id


def waiting_conversations(session: Session, now: datetime, limit: int) -> list[str]:
    """Return conversations with work that is due and whose lane is free, oldest work first."""
    free = or_(Conversation.lane_until.is_(None), Conversation.lane_until < now)
    rows = session.execute(
        select(Update.conversation_id, Update.id)
        .join(Conversation, Conversation.id == Update.conversation_id)
        .where(Update.state == UpdateState.PENDING, Update.due_at <= now, free)
        .order_by(Update.id)
        .limit(limit * 4)
    )
    return list(dict.fromkeys(row[0] for row in rows if row[0]))[:limit]


def take_lane(session: Session, conversation_id: str, holder: str, now: datetime) -> bool:
    """Take or prolong the right to work on a conversation; False when another holds it."""
    statement = (
        update(Conversation)
        .where(
            Conversation.id == conversation_id,
            or_(
                Conversation.lane_until.is_(None),
                Conversation.lane_until < now,
                Conversation.lane_holder == holder,
            ),
        )
        .values(lane_holder=holder, lane_until=now + timedelta(seconds=LANE_SECONDS))
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1


def release_lane(session: Session, conversation_id: str, holder: str) -> None:
    """Give the right back, if it is still ours."""
    session.execute(
        update(Conversation)
        .where(Conversation.id == conversation_id, Conversation.lane_holder == holder)
        .values(lane_holder=None, lane_until=None)
    )


def release_lanes_of(session: Session, holder: str) -> None:
    """Give back every lane of a gateway that stops."""
    session.execute(
        update(Conversation)
        .where(Conversation.lane_holder == holder)
        .values(lane_holder=None, lane_until=None)
    )


def next_update(session: Session, conversation_id: str, now: datetime) -> PendingUpdate | None:
    """Return the conversation's oldest update that is due, None when there is none."""
    row = session.scalar(
        select(Update)
        .where(
            Update.conversation_id == conversation_id,
            Update.state == UpdateState.PENDING,
            Update.due_at <= now,
        )
        .order_by(Update.id)
        .limit(1)
    )
    if row is None:
        return None
    return PendingUpdate(
        row.id,
        conversation_id,
        row.kind,
        row.text,
        row.payload,
        tuple(row.masked_kinds),
        row.is_cut,
        row.attempts,
        (now - row.received_at).total_seconds(),
    )


def finish_update(session: Session, update_id: int, outcome: Outcome, now: datetime) -> bool:
    """Record the outcome; the turn keeps the text. False when it had one already."""
    row = session.get_one(Update, update_id)
    if row.state != UpdateState.PENDING:
        return False
    _close(row, UpdateState.DONE, outcome, now)
    return True


def postpone_update(session: Session, update_id: int, error: str, now: datetime) -> bool:
    """Try again later; False when it has been tried often enough and is to be buried."""
    row = session.get_one(Update, update_id)
    row.attempts += 1
    row.error = error[:ERROR_LIMIT]
    if row.attempts > len(RETRY_SECONDS):
        return False
    row.due_at = now + timedelta(seconds=RETRY_SECONDS[row.attempts - 1])
    return True


def bury_update(session: Session, update_id: int, now: datetime) -> None:
    """Set an update aside as dead, with its reason; its text stays for a retry by hand."""
    row = session.get_one(Update, update_id)
    row.state, row.outcome, row.done_at = UpdateState.DEAD, Outcome.FAILED, now


def _to_row(incoming: Incoming, conversation_id: str | None, now: datetime) -> Update:
    masked = mask(clean(incoming.text))
    return Update(
        channel=incoming.channel,
        source=incoming.source,
        update_id=incoming.update_id,
        conversation_id=conversation_id,
        kind=incoming.kind,
        text=masked.text,
        payload=clean(incoming.payload)[:PAYLOAD_LIMIT] if incoming.payload else None,
        masked_kinds=list(masked.kinds),
        is_cut=is_too_long(incoming.text),
        received_at=now,
        due_at=now,
    )


def _is_stored(session: Session, incoming: Incoming) -> bool:
    found = session.scalar(
        select(Update.id).where(
            Update.channel == incoming.channel,
            Update.source == incoming.source,
            Update.update_id == incoming.update_id,
        )
    )
    return found is not None


def _close(row: Update, state: UpdateState, outcome: Outcome, now: datetime) -> None:
    row.state, row.outcome, row.done_at, row.text = state, outcome, now, ""
