"""Lanes: the right to work on one conversation, so that several gateways can share the work.

A lane is a short lease in the conversation's row, taken by compare-and-set and prolonged while the
work lasts: one message at a time and in order, and soon free again when its gateway was killed.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, or_, select, update
from sqlalchemy.orm import Session, aliased

from service.clock import APART
from service.inbox import is_due, keeps_others_waiting
from service.models import Conversation, Update
from service.outcomes import UpdateState

LANE_SECONDS = 8  # a lane whose gateway died is free again after this long
RENEW_SECONDS = 2  # between two prolongations: three may fail before the lane is lost


def waiting_conversations(session: Session, now: datetime, limit: int) -> list[str]:
    """Return conversations with work that is due and whose lane is free, oldest work first."""
    earlier = aliased(Update)
    held_up = select(earlier.id).where(
        earlier.conversation_id == Update.conversation_id,
        earlier.id < Update.id,
        keeps_others_waiting(earlier, now),
    )
    rows = session.execute(
        select(Update.conversation_id, Update.id)
        .join(Conversation, Conversation.id == Update.conversation_id)
        .where(
            Update.state == UpdateState.PENDING,
            is_due(Update, now),
            _is_free(now),
            ~held_up.offset(0).exists(),  # the offset keeps PostgreSQL from joining
        )
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
            or_(_is_free(now), Conversation.lane_holder == holder),
        )
        .values(lane_holder=holder, lane_until=now + timedelta(seconds=LANE_SECONDS))
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1


def keep_lanes(
    session: Session, conversation_ids: Collection[str], holder: str, now: datetime
) -> None:
    """Prolong the lanes that are still ours; what another took meanwhile stays theirs."""
    session.execute(
        update(Conversation)
        .where(Conversation.id.in_(conversation_ids), Conversation.lane_holder == holder)
        .values(lane_until=now + timedelta(seconds=LANE_SECONDS))
    )


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


def _is_free(now: datetime) -> ColumnElement[bool]:
    """Tell whether nobody holds a lane; one that ends too late is of before the clock jumped."""
    return or_(
        Conversation.lane_until.is_(None),
        Conversation.lane_until < now,
        Conversation.lane_until > now + timedelta(seconds=LANE_SECONDS) + APART,
    )
