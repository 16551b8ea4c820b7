"""Deliveries: what of the outbox is due for sending, and what became of it.

The gateway calls these; the table is shared with ``outbox``, which puts messages in. Times written
before the clock jumped back lie further ahead than anything is ever put off: they count as due.

What ended without an answer is sent once more when it is the bot's: its row keeps that trouble,
whatever the repetition meets, so that there is never a third time (ADR 10).
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Integer, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from service.clock import APART
from service.conversations.ownership import mark_blocked, move_conversation
from service.outbox.queue import (
    CONVERSATIONS,
    OF_NUMBERS,
    OUTBOX,
    SHOWN_COLUMNS,
    Outgoing,
    outgoing,
    talks_over_a_person,
    withdraw,
)
from service.outcomes import UNANSWERED, Author, Delivery, DeliveryTrouble
from service.storage.base import UtcDateTime
from service.storage.tables import OutboxMessage

SENDING_SECONDS = 45  # one in flight for longer lost its sender; Telegram is waited for 26 s
RETRY_SECONDS = (1, 2, 5, 15, 60, 300)  # waits before further tries; the last is repeated
REPEAT_AFTER = 2  # seconds: what cut the connection is over, and the citizen still looks
STALE = timedelta(days=30)  # after which an officer's answer is not delivered any more
MOST_TRIES = 1000  # three days and a half; a channel that is away altogether does not count
_OPEN = (Delivery.QUEUED, Delivery.SENDING)


def claim_messages(
    session: Session, channel: str, now: datetime, limit: int, resting: Collection[str] = ()
) -> list[Outgoing]:
    """Take what is due for sending, one message per conversation, answers first, then by age.

    A bot's answer to a conversation that an officer holds meanwhile is withdrawn here.

    Args:
        resting: Conversations that must not be written to yet.
    """
    furthest = now + timedelta(seconds=RETRY_SECONDS[-1]) + APART
    values = {"channel": channel, "now": now, "furthest": furthest, "most": limit}
    rows = session.execute(_DUE, {**values, "resting": list(resting)}).all()
    too_late = {row.id for row in rows if talks_over_a_person(row.author, row.owner)}
    withdraw(session, too_late)
    claimed = [outgoing(row) for row in rows if row.id not in too_late]
    if claimed:
        until = now + timedelta(seconds=SENDING_SECONDS)
        numbers = [message.id for message in claimed]
        session.execute(_CLAIM, {"numbers": numbers, "until": until})
    return claimed


def settle_lost_sendings(
    session: Session, channel: str, now: datetime, ours: Collection[int] = ()
) -> tuple[int, int]:
    """Deal with messages whose sender died while sending: they may have arrived, or not.

    Args:
        ours: Messages that the caller is sending, however long that takes.

    Returns:
        How many are sent once more, and how many stay uncertain.
    """
    furthest = now + timedelta(seconds=SENDING_SECONDS) + APART
    values = {"of_channel": channel, "now": now, "furthest": furthest, "ours": list(ours)}
    repeated = cast("CursorResult[Any]", session.execute(_SETTLE_AGAIN, values)).rowcount
    return repeated, cast("CursorResult[Any]", session.execute(_SETTLE, values)).rowcount


def mark_sent(session: Session, message_id: int, external_id: str, now: datetime) -> None:
    """Record that the channel accepted a message."""
    values = {"number": message_id, "name_there": external_id, "at": now}
    session.execute(_SENT, values)


def mark_failed(
    session: Session, message_id: int, state: Delivery, trouble: DeliveryTrouble
) -> None:
    """Record that a message will not be tried again: failed, or uncertain to have arrived."""
    row = session.get_one(OutboxMessage, message_id)
    row.state, row.error = state, trouble
    if trouble is DeliveryTrouble.BLOCKED:
        mark_blocked(session, row.conversation_id)


def mark_unanswered(
    session: Session, message_id: int, trouble: DeliveryTrouble, now: datetime
) -> Delivery:
    """Record that nobody knows whether a message arrived; queue the bot's once more.

    A sender that is so late that its message was settled meanwhile changes nothing.

    Returns:
        What became of it: queued, or uncertain.
    """
    row = session.get_one(OutboxMessage, message_id, with_for_update=True)
    if row.state != Delivery.SENDING:
        return Delivery(row.state)
    is_over = row.author == Author.OFFICER or _may_have_arrived(row)
    row.state = Delivery.UNCERTAIN if is_over else Delivery.QUEUED
    row.error = trouble
    row.attempts += 1
    row.due_at = now + timedelta(seconds=REPEAT_AFTER)
    return Delivery(row.state)


def retry_later(
    session: Session,
    message_id: int,
    trouble: DeliveryTrouble,
    now: datetime,
    wait: float | None = None,
) -> None:
    """Queue a message again, after ``wait`` seconds or the next pause; fail it after the last."""
    row = session.get_one(OutboxMessage, message_id)
    row.attempts += 1
    row.error = _worst(row, trouble)
    if row.attempts > MOST_TRIES:
        row.state = Delivery.UNCERTAIN if _may_have_arrived(row) else Delivery.FAILED
        return
    pause = RETRY_SECONDS[min(row.attempts, len(RETRY_SECONDS)) - 1] if wait is None else wait
    row.state = Delivery.QUEUED
    row.due_at = now + timedelta(seconds=min(pause, RETRY_SECONDS[-1]))


def put_back(session: Session, message_id: int, trouble: DeliveryTrouble, now: datetime) -> None:
    """Queue a message again as if it had not been tried: the channel was away altogether."""
    row = session.get_one(OutboxMessage, message_id)
    row.state, row.due_at, row.error = Delivery.QUEUED, now, _worst(row, trouble)


def send_again(session: Session, conversation_id: str, message_id: int, now: datetime) -> bool:
    """Queue an officer's message that failed, or may not have arrived, as a person asks.

    Returns:
        False when it is no such message: another's, under way, delivered, or queued already.
    """
    statement = (
        update(OutboxMessage)
        .where(
            OutboxMessage.id == message_id,
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.author == Author.OFFICER,
            OutboxMessage.state.in_((Delivery.FAILED, Delivery.UNCERTAIN)),
        )
        .values(state=Delivery.QUEUED, due_at=now, attempts=0, error=None)
    )
    return cast("CursorResult[Any]", session.execute(statement)).rowcount == 1


def welcome_back(session: Session, conversation_id: str, now: datetime) -> None:
    """Note that a citizen let the bot back, and queue what officers answered meanwhile.

    What the bot said meanwhile is stale; what a person wrote for them is what they asked for.
    """
    mark_blocked(session, conversation_id, is_blocked=False)
    session.execute(
        update(OutboxMessage)
        .where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.author == Author.OFFICER,
            OutboxMessage.state == Delivery.FAILED,
            OutboxMessage.error == DeliveryTrouble.BLOCKED,
            OutboxMessage.created_at > now - STALE,
        )
        .values(state=Delivery.QUEUED, due_at=now, attempts=0, error=None)
    )


def follow_chat(session: Session, message_id: int, address: str, now: datetime) -> None:
    """Queue a message again for the address that its chat goes on under."""
    row = session.get_one(OutboxMessage, message_id)
    if move_conversation(session, row.conversation_id, address):
        retry_later(session, message_id, DeliveryTrouble.CHAT_MOVED, now, wait=0)
    else:
        known = DeliveryTrouble.CHAT_MOVED_TO_KNOWN
        mark_failed(session, message_id, Delivery.FAILED, known)


def _may_have_arrived(row: OutboxMessage) -> bool:
    """Tell whether an earlier try ended without an answer."""
    return row.error in UNANSWERED


def _worst(row: OutboxMessage, trouble: DeliveryTrouble) -> str:
    """Return what to keep of two troubles: that a message may have arrived is never forgotten."""
    return row.error if row.error and _may_have_arrived(row) else trouble


def _has_earlier() -> ColumnElement[bool]:
    """Tell whether something of the same conversation must be sent first, or is being sent.

    What a person sends again is older than what may be under way. The offset keeps PostgreSQL
    from joining: by statistics of a quiet hour it would compare each message with all that wait.
    """
    earlier = OUTBOX.alias().c
    return (
        select(earlier.id)
        .where(
            earlier.conversation_id == _m.conversation_id,
            earlier.state.in_(_OPEN),
            or_(earlier.id < _m.id, earlier.state == Delivery.SENDING),
        )
        .offset(0)
        .exists()
    )


_NOW = bindparam("now", type_=UtcDateTime())
_FURTHEST = bindparam("furthest", type_=UtcDateTime())
# Built once, on the tables: docs/adr/0016.
_m = OUTBOX.c
_DUE = (
    select(*SHOWN_COLUMNS)
    .join(CONVERSATIONS, CONVERSATIONS.c.id == _m.conversation_id)
    .where(
        _m.state == Delivery.QUEUED,
        _m.channel == bindparam("channel"),
        or_(_m.attempts == 0, _m.due_at <= _NOW, _m.due_at > _FURTHEST),
        _m.conversation_id.not_in(bindparam("resting", expanding=True)),
        ~_has_earlier(),
    )
    .order_by(_m.priority, _m.id)
    .limit(bindparam("most", type_=Integer()))
    .with_for_update(of=OUTBOX, skip_locked=True)
)
_CLAIM = OF_NUMBERS.values(state=Delivery.SENDING, due_at=bindparam("until"))
_SENT = (
    update(OUTBOX)
    .where(_m.id == bindparam("number"))
    .values(
        state=Delivery.SENT,
        external_id=bindparam("name_there"),
        sent_at=bindparam("at"),
        error=None,
    )
)
_LOST = update(OUTBOX).where(
    _m.channel == bindparam("of_channel"),
    _m.state == Delivery.SENDING,
    or_(_m.due_at < _NOW, _m.due_at > _FURTHEST),
    _m.id.not_in(bindparam("ours", expanding=True)),
)
_SETTLE = _LOST.values(state=Delivery.UNCERTAIN, error=DeliveryTrouble.SENDER_STOPPED)
_SETTLE_AGAIN = _LOST.where(
    _m.author != Author.OFFICER, func.coalesce(_m.error, "").not_in(UNANSWERED)
).values(
    state=Delivery.QUEUED,
    error=DeliveryTrouble.SENDER_STOPPED,
    due_at=_NOW,
    attempts=_m.attempts + 1,
)
