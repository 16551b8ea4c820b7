"""One citizen in one group: their topic there, and what is open of theirs.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.forum.cards import Mode
from service.forum.messages import Kind, State
from service.forum.schedule import Urgency
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic
from service.storage.tables import Escalation, OutboxMessage, Turn

BEFORE = 3  # turns before an opening that a new topic begins with


@dataclass(frozen=True)
class Scene:
    """One citizen in one group.

    Attributes:
        current: Their open escalations of the group's unit.
        is_new: Whether the topic begins now, with what led to the opening.
    """

    group: ForumGroup
    topic: ForumTopic
    current: Sequence[Escalation]
    mode: Mode
    is_new: bool = False


def topic_of(
    session: Session,
    group: ForumGroup,
    conversation_id: str,
    current: Sequence[Escalation],
    now: datetime,
) -> tuple[ForumTopic, bool] | None:
    """Return the topic of a citizen in a group, and whether it is new; None: nothing is open."""
    known = session.scalar(
        select(ForumTopic).where(
            ForumTopic.group_id == group.id, ForumTopic.conversation_id == conversation_id
        )
    )
    if known is not None or not current:
        return (known, False) if known is not None else None
    first = min(current, key=lambda row: row.opened_at)
    turns = session.scalars(
        select(Turn.id)
        .where(Turn.conversation_id == conversation_id, Turn.created_at <= first.opened_at)
        .order_by(Turn.id.desc())
        .limit(BEFORE + 1)
    ).all()
    messages = session.scalar(
        select(func.max(OutboxMessage.id)).where(
            OutboxMessage.conversation_id == conversation_id,
            OutboxMessage.created_at < first.opened_at,
        )
    )
    topic = ForumTopic(
        group_id=group.id,
        conversation_id=conversation_id,
        name=first.ticket,
        seen_turn=min(turns) - 1 if turns else 0,
        seen_message=messages or 0,
        seen_note=0,
        times_made=0,
        created_at=now,
    )
    session.add(topic)
    if session.autoflush:  # not where it is only asked whether something is missing
        session.flush()
    return topic, True


def new_message(scene: Scene, kind: Kind, now: datetime, **values: object) -> ForumMessage:
    """Return a message that is to be shown in a topic."""
    common = {"urgency": Urgency.WORDS, "state": State.QUEUED, "text": "", "attempts": 0}
    return ForumMessage(
        group_id=scene.group.id,
        topic_id=scene.topic.id,
        kind=kind,
        created_at=now,
        due_at=now,
        **common | values,
    )
