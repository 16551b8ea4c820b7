"""Lanes: the right to work on one conversation, so that several gateways can share the work.

A lane is a short lease in the conversation's row, taken by compare-and-set and prolonged while the
work lasts: one message at a time and in order, and soon free again when its gateway was killed.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import BindParameter, ColumnElement, CursorResult, bindparam, or_, update
from sqlalchemy import Update as UpdateStatement
from sqlalchemy.orm import Session

from service.clock import APART
from service.storage.base import UtcDateTime, table_of
from service.storage.tables import Conversation

LANE_SECONDS = 8  # a lane whose gateway died is free again after this long
RENEW_SECONDS = 2  # between two prolongations: three may fail before the lane is lost


def take_lane(session: Session, conversation_id: str, holder: str, now: datetime) -> bool:
    """Take or prolong the right to work on a conversation; False when another holds it."""
    values = {"conversation": conversation_id, "holder": holder, **lane_times(now)}
    return cast("CursorResult[Any]", session.execute(_TAKE, values)).rowcount == 1


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
    session.execute(_RELEASE, {"conversation": conversation_id, "holder": holder})


def release_lanes_of(session: Session, holder: str) -> None:
    """Give back every lane of a gateway that stops."""
    session.execute(
        update(Conversation)
        .where(Conversation.lane_holder == holder)
        .values(lane_holder=None, lane_until=None)
    )


def lane_times(now: datetime) -> dict[str, datetime]:
    """Return what a statement with ``is_free`` is executed with."""
    until = now + timedelta(seconds=LANE_SECONDS)
    return {"now": now, "until": until, "too_far": until + APART}


def is_free() -> ColumnElement[bool]:
    """Tell whether nobody holds a lane; one that ends too late is of before the clock jumped."""
    return or_(
        _c.lane_until.is_(None),
        _c.lane_until < _time("now"),
        _c.lane_until > _time("too_far"),
    )


def _time(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=UtcDateTime())


def _lane_of(*conditions: ColumnElement[bool]) -> UpdateStatement:
    return update(_TABLE).where(_c.id == bindparam("conversation"), *conditions)


# Built once, on the table: docs/adr/0016.
_TABLE = table_of(Conversation)
_c = _TABLE.c
_IS_OURS = _c.lane_holder == bindparam("holder")
_TAKE = _lane_of(or_(is_free(), _IS_OURS)).values(
    lane_holder=bindparam("holder"), lane_until=_time("until")
)
_RELEASE = _lane_of(_IS_OURS).values(lane_holder=None, lane_until=None)
