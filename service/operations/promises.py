"""Does everything a citizen sent have exactly one outcome, and a reply that went out?

``tanya audit`` asks every night. A finding is a promise broken, and each names the rows; an empty
answer is what "nothing is lost" means. Functions take an open ``Session`` and change nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from service.operations.backlog import PUSHED_CHANNEL
from service.outcomes import (
    AttachmentState,
    Author,
    Delivery,
    DeliveryTrouble,
    EscalationState,
    Outcome,
    Owner,
    UpdateState,
)
from service.storage.file_tables import Attachment
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update

SHOWN = 50  # rows named per finding
WITHOUT_TURN = (Outcome.IGNORED, Outcome.RATED)  # nobody wrote; kept with another turn
ENDED_UNREAD = (Delivery.FAILED, Delivery.UNCERTAIN, Delivery.WITHDRAWN)


@dataclass(frozen=True)
class Window:
    """What is looked at: rows since ``since`` that have had until ``settled`` to be finished."""

    since: datetime
    settled: datetime


@dataclass(frozen=True)
class Finding:
    """A rule that is broken, and by which rows (ids of ``table``, at most ``SHOWN``)."""

    rule: str
    table: str
    ids: tuple[int | str, ...]


def broken_promises(
    session: Session, now: datetime, back: timedelta, patience: timedelta
) -> list[Finding]:
    """Return the promises that were not kept.

    Args:
        back: How far to look back.
        patience: How long anything may take before it counts as stuck.
    """
    window = Window(now - back, now - patience)
    findings = [Finding(rule, table, _ids(session, query(window))) for rule, table, query in RULES]
    return [finding for finding in findings if finding.ids]


def _ids(session: Session, query: Select[int] | Select[str]) -> tuple[int | str, ...]:
    rows: Sequence[int | str] = session.scalars(query.limit(SHOWN)).all()
    return tuple(rows)


def _unfinished(window: Window) -> Select[int]:
    """Find messages that have no outcome although there was time; however old they are."""
    return select(Update.id).where(
        Update.state == UpdateState.PENDING, Update.received_at < window.settled
    )


def _without_outcome(window: Window) -> Select[int]:
    return _recent_updates(window).where(
        Update.state != UpdateState.PENDING, Update.outcome.is_(None)
    )


def _without_turn(window: Window) -> Select[int]:
    """Find finished messages of citizens that left no turn."""
    first = aliased(Update)  # of a double tap
    return _recent_updates(window).where(
        Update.state != UpdateState.PENDING,
        Update.outcome.not_in(WITHOUT_TURN),
        ~exists().where(Turn.update_id == func.coalesce(Update.joined_to, Update.id)),
        ~exists().where(first.id == Update.joined_to, first.outcome == Outcome.RATED),
    )


def _two_outcomes(window: Window) -> Select[int]:
    """Find messages whose turn says something else than the update."""
    return (
        _recent_updates(window)
        .join(Turn, Turn.update_id == Update.id)
        .where(or_(Update.outcome.is_(None), Update.outcome != Turn.outcome))
    )


def _without_reply(window: Window) -> Select[int]:
    """Find turns that put nothing in the outbox; a relayed message may go without a receipt.

    The outbox has no index by turn: it is read once, and not for each turn.
    """
    replied = select(OutboxMessage.turn_id).where(
        OutboxMessage.created_at >= window.since, OutboxMessage.turn_id.is_not(None)
    )
    return select(Turn.id).where(
        Turn.created_at.between(window.since, window.settled),
        Turn.outcome != Outcome.RELAYED,
        Turn.id.not_in(replied),
    )


def _unread(window: Window) -> Select[int]:
    """Find turns whose every reply ended without reaching the citizen.

    Not when the citizen blocked the bot; nor when an officer has the conversation, or has written
    since: then a person answers. A reply that waits counts as read: another rule looks at it.
    """
    of_turns = OutboxMessage.created_at >= window.since, OutboxMessage.turn_id.is_not(None)
    is_lost = OutboxMessage.state.in_(ENDED_UNREAD)
    lost = select(OutboxMessage.turn_id).where(*of_turns, is_lost)
    reached = select(OutboxMessage.turn_id).where(
        *of_turns,
        or_(~is_lost, func.coalesce(OutboxMessage.error, "") == DeliveryTrouble.BLOCKED),
    )
    by_a_person = exists().where(
        OutboxMessage.conversation_id == Turn.conversation_id,
        OutboxMessage.author == Author.OFFICER,
        OutboxMessage.state == Delivery.SENT,
        OutboxMessage.created_at >= Turn.created_at,
    )
    return (
        select(Turn.id)
        .join(Conversation, Conversation.id == Turn.conversation_id)
        .where(
            Turn.created_at.between(window.since, window.settled),
            Turn.id.in_(lost),
            Turn.id.not_in(reached),
            Conversation.owner != Owner.OFFICER,
            ~Conversation.blocked,
            ~by_a_person,
        )
    )


def _unsent(window: Window) -> Select[int]:
    """Find replies for Telegram that still wait, or whose sending never ended."""
    return select(OutboxMessage.id).where(
        OutboxMessage.state.in_((Delivery.QUEUED, Delivery.SENDING)),
        OutboxMessage.channel == PUSHED_CHANNEL,
        OutboxMessage.created_at < window.settled,
    )


def _unfetched(window: Window) -> Select[int]:
    """Find files that were neither fetched nor given up a day later, however old they are."""
    return select(Attachment.id).where(
        Attachment.state == AttachmentState.NOTED, Attachment.created_at < window.since
    )


def _ownerless(window: Window) -> Select[str]:
    """Find conversations that are a person's without an open escalation, or the other way."""
    is_open = exists().where(
        Escalation.conversation_id == Conversation.id,
        Escalation.state != EscalationState.CLOSED,
    )
    return select(Conversation.id).where(
        Conversation.last_at >= window.since,
        or_(
            (Conversation.owner != Owner.BOT) & ~is_open,
            (Conversation.owner == Owner.BOT) & is_open,
        ),
    )


def _recent_updates(window: Window) -> Select[int]:
    return select(Update.id).where(Update.received_at.between(window.since, window.settled))


Query = Callable[[Window], Select[int]] | Callable[[Window], Select[str]]
RULES: tuple[tuple[str, str, Query], ...] = (
    ("a message has no outcome yet", "updates", _unfinished),
    ("a finished message has no outcome", "updates", _without_outcome),
    ("a finished message has no turn", "updates", _without_turn),
    ("a message and its turn say different outcomes", "updates", _two_outcomes),
    ("a turn has no reply in the outbox", "turns", _without_reply),
    ("no reply of a turn reached the citizen", "turns", _unread),
    ("a reply was not sent", "outbox", _unsent),
    ("a file was neither fetched nor given up", "attachments", _unfetched),
    ("a conversation's owner and its escalation disagree", "conversations", _ownerless),
)
