"""Lanes: the right to work on one conversation, so that several gateways can share the work.

A lane is a short lease in the conversation's row, taken by compare-and-set and prolonged while the
work lasts: one message at a time and in order, and soon free again when its gateway was killed.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CursorResult,
    Integer,
    Select,
    bindparam,
    or_,
    select,
    update,
)
from sqlalchemy import Update as UpdateStatement
from sqlalchemy.orm import Session

from service.clock import APART
from service.outcomes import UpdateState
from service.storage.base import UtcDateTime, table_of
from service.storage.tables import Conversation, Update
from service.updates.store import (
    PendingUpdate,
    is_due,
    keeps_others_waiting,
    next_update,
    times_of,
)

LANE_SECONDS = 8  # a lane whose gateway died is free again after this long
RENEW_SECONDS = 2  # between two prolongations: three may fail before the lane is lost


def waiting_conversations(session: Session, now: datetime, limit: int) -> list[str]:
    """Return conversations with work that is due and whose lane is free, oldest work first."""
    times = {**times_of(now), **_lane_times(now)}
    rows = session.execute(_WAITING, {"most": limit * 4, **times})
    return list(dict.fromkeys(row[0] for row in rows if row[0]))[:limit]


def take_lane(session: Session, conversation_id: str, holder: str, now: datetime) -> bool:
    """Take or prolong the right to work on a conversation; False when another holds it."""
    values = {"conversation": conversation_id, "holder": holder, **_lane_times(now)}
    return cast("CursorResult[Any]", session.execute(_TAKE, values)).rowcount == 1


def enter_lane(
    session: Session, conversation_id: str, holder: str, now: datetime
) -> PendingUpdate | None:
    """Take a lane and return what is to be worked off in it; without work give it back.

    None also when another gateway holds it. Taken before the look: what one gateway is finishing
    must not be seen by the next.
    """
    if not take_lane(session, conversation_id, holder, now):
        return None
    first = next_update(session, conversation_id, now)
    if first is None:
        release_lane(session, conversation_id, holder)
    return first


def follow_lane(
    session: Session, conversation_id: str, holder: str, now: datetime
) -> PendingUpdate | None:
    """Return what is next in a lane that we hold, unless we lost it; without work give it back."""
    following = next_update(session, conversation_id, now)
    if following is None:
        release_lane(session, conversation_id, holder)
        return None
    return following if take_lane(session, conversation_id, holder, now) else None


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


def _lane_times(now: datetime) -> dict[str, datetime]:
    until = now + timedelta(seconds=LANE_SECONDS)
    return {"now": now, "until": until, "too_far": until + APART}


def _is_free() -> ColumnElement[bool]:
    """Tell whether nobody holds a lane; one that ends too late is of before the clock jumped."""
    return or_(
        _c.lane_until.is_(None),
        _c.lane_until < _time("now"),
        _c.lane_until > _time("too_far"),
    )


def _time(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=UtcDateTime())


def _waiting() -> Select[Any, Any]:
    updates = table_of(Update)
    late, earlier = updates.c, updates.alias().c
    held_up = select(earlier.id).where(
        earlier.conversation_id == late.conversation_id,
        earlier.id < late.id,
        keeps_others_waiting(earlier),
    )
    return (
        select(late.conversation_id, late.id)
        .join(_TABLE, _c.id == late.conversation_id)
        .where(
            late.state == UpdateState.PENDING,
            is_due(late),
            _is_free(),
            ~held_up.offset(0).exists(),  # the offset keeps PostgreSQL from joining
        )
        .order_by(late.id)
        .limit(bindparam("most", type_=Integer()))
    )


def _lane_of(*conditions: ColumnElement[bool]) -> UpdateStatement:
    return update(_TABLE).where(_c.id == bindparam("conversation"), *conditions)


# Built once, on the tables; see service/updates/store.py.
_TABLE = table_of(Conversation)
_c = _TABLE.c
_IS_OURS = _c.lane_holder == bindparam("holder")
_WAITING = _waiting()
_TAKE = _lane_of(or_(_is_free(), _IS_OURS)).values(
    lane_holder=bindparam("holder"), lane_until=_time("until")
)
_RELEASE = _lane_of(_IS_OURS).values(lane_holder=None, lane_until=None)
