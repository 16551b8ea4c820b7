"""The topics of a group: made, lost and made anew, deleted.

The row of a topic is written before Telegram is asked for it. Functions take an open ``Session``
and never commit.
"""

from datetime import datetime

from sqlalchemy import delete, literal, select, update
from sqlalchemy.orm import Session

from service.conversations.ownership import FORGOTTEN
from service.forum.messages import RELAYED, Kind, State
from service.forum.tables import ForumMessage, ForumTopic
from service.storage.tables import Conversation

AGAIN = 10  # messages that a topic which was made anew begins with


def topics_to_make(session: Session, group_id: int) -> list[ForumTopic]:
    """Return the topics that something waits for, the longest waiting first."""
    waiting = select(ForumMessage.topic_id).where(
        ForumMessage.group_id == group_id, ForumMessage.state.in_((State.QUEUED, State.SENDING))
    )
    return list(
        session.scalars(
            select(ForumTopic)
            .where(ForumTopic.group_id == group_id, ForumTopic.thread.is_(None))
            .where(ForumTopic.id.in_(waiting))
            .order_by(ForumTopic.id)
            .limit(1)
        )
    )


def lose_topic(session: Session, topic_id: int, now: datetime) -> None:
    """Note that a topic is gone: it is made anew with its cards and its last messages."""
    topic = session.get_one(ForumTopic, topic_id)
    topic.thread = None
    of_topic = ForumMessage.topic_id == topic_id
    session.execute(
        update(ForumMessage)
        .where(of_topic, ForumMessage.kind == Kind.CARD)
        .values(number=None, print=None, state=State.QUEUED, due_at=now)
    )
    last = (
        select(ForumMessage.id)
        .where(of_topic, ForumMessage.kind.in_(RELAYED), ForumMessage.state == State.SHOWN)
        .order_by(ForumMessage.id.desc())
        .limit(AGAIN)
    )
    again = list(session.scalars(last))
    session.execute(
        update(ForumMessage)
        .where(of_topic, ForumMessage.kind.in_(RELAYED), ForumMessage.state == State.SHOWN)
        .values(number=None)
    )
    session.execute(
        update(ForumMessage)
        .where(ForumMessage.id.in_(again))
        .values(state=State.QUEUED, due_at=now, answers=None)
    )
    session.execute(
        update(ForumMessage)
        .where(of_topic, ForumMessage.kind == Kind.NOTICE, ForumMessage.state == State.QUEUED)
        .values(answers=None)
    )


def made_topic(session: Session, topic_id: int, thread: str, now: datetime) -> None:
    """Note the number that Telegram gave a topic."""
    topic = session.get_one(ForumTopic, topic_id)
    topic.thread, topic.made_at, topic.times_made = thread, now, topic.times_made + 1


def topics_to_delete(session: Session, group_id: int) -> list[tuple[int, str]]:
    """Return the topics of citizens who had their conversation deleted: row, Telegram's number."""
    address = literal(f"{FORGOTTEN}%", literal_execute=True)  # in the words of their index
    forgotten = select(Conversation.id).where(Conversation.address.like(address))
    rows = session.execute(
        select(ForumTopic.id, ForumTopic.thread).where(
            ForumTopic.group_id == group_id,
            ForumTopic.conversation_id.in_(forgotten),
            ForumTopic.thread.is_not(None),
        )
    )
    return [(row.id, row.thread) for row in rows]


def forget_topic(session: Session, topic_id: int) -> None:
    """Note that a topic was deleted, and forget what stood in it."""
    session.get_one(ForumTopic, topic_id).thread = None
    session.execute(delete(ForumMessage).where(ForumMessage.topic_id == topic_id))


def topic_at(session: Session, group_id: int, thread: str | None) -> ForumTopic | None:
    """Return the topic with a number."""
    if thread is None:
        return None
    return session.scalar(
        select(ForumTopic).where(ForumTopic.group_id == group_id, ForumTopic.thread == thread)
    )
