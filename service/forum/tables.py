"""The tables of officers' groups; ``service.forum`` alone writes them.

No word of a citizen's stands here: what is relayed names its turn, and is read when it is sent.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, index_where


class LinkCode(Base):
    """A code that links a Telegram account, or a group, once."""

    __tablename__ = "link_codes"

    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # officer or group
    subject: Mapped[str] = mapped_column(String(64))  # the officer's number, or the unit
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class OfficerTelegram(Base):
    """The Telegram account that an officer acts from."""

    __tablename__ = "officer_telegrams"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(32), unique=True)  # Telegram's number of a person
    linked_at: Mapped[datetime]


class ForumGroup(Base):
    """The group of a unit."""

    __tablename__ = "forum_groups"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(32), unique=True)
    chat: Mapped[str] = mapped_column(String(64), unique=True)
    linked_at: Mapped[datetime]
    gone_at: Mapped[datetime | None]  # the bot cannot write there; all goes on on the web
    looked_at: Mapped[datetime | None]  # when it was last tried
    inspected_at: Mapped[datetime | None]  # when Telegram was asked what follows; None: never
    has_topics: Mapped[bool | None]
    may_topics: Mapped[bool | None]  # the bot may manage them
    may_delete: Mapped[bool | None]  # the bot may delete messages
    trouble: Mapped[str | None] = mapped_column(String(64))  # Telegram's last refusal
    alarmed_at: Mapped[datetime | None]  # when it was told last of what is overdue


class GroupDeparture(Base):
    """An account that left a group, and acts there no more until it is linked anew."""

    __tablename__ = "group_departures"

    group_id: Mapped[int] = mapped_column(ForeignKey("forum_groups.id"), primary_key=True)
    account: Mapped[str] = mapped_column(String(32), primary_key=True)
    left_at: Mapped[datetime]


class ForumTopic(Base):
    """The topic of one citizen in one group; written before Telegram is asked for it."""

    __tablename__ = "forum_topics"
    __table_args__ = (
        Unique("group_id", "conversation_id"),
        index_where("ix_forum_topics_to_make", "group_id", where="thread IS NULL"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("forum_groups.id"))
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    thread: Mapped[str | None] = mapped_column(String(32))  # Telegram's number; None: to be made
    name: Mapped[str] = mapped_column(String(64))
    seen_turn: Mapped[int] = mapped_column(default=0)  # the last turn that was looked at
    seen_message: Mapped[int] = mapped_column(default=0)  # the same of the outbox
    seen_note: Mapped[int] = mapped_column(default=0)  # the same of officers' notes
    times_made: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    made_at: Mapped[datetime | None]


class ForumMessage(Base):
    """One message in a group: to be shown there, or written there by an officer."""

    __tablename__ = "forum_messages"
    __table_args__ = (
        Index("ix_forum_messages_due", "group_id", "state", "urgency", "id"),
        Index("ix_forum_messages_number", "group_id", "number"),
        Index("ix_forum_messages_topic", "topic_id", "id"),
        index_where("ix_forum_messages_there", "due_at", where="state = 'there'"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    group_id: Mapped[int] = mapped_column(ForeignKey("forum_groups.id"))
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("forum_topics.id"))
    kind: Mapped[str] = mapped_column(String(16))
    escalation_id: Mapped[int | None] = mapped_column(ForeignKey("escalations.id"))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"), index=True)
    update_id: Mapped[int | None] = mapped_column(ForeignKey("updates.id"))  # of a file
    outbox_id: Mapped[int | None] = mapped_column(ForeignKey("outbox.id"), index=True)
    note_id: Mapped[int | None]  # of an officer's note
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    text: Mapped[str] = mapped_column(Text, default="")  # words of ours; never a citizen's
    rows: Mapped[list[list[dict[str, Any]]] | None]  # its buttons
    answers: Mapped[str | None] = mapped_column(String(32))  # the number of what it replies to
    urgency: Mapped[int] = mapped_column(default=1)
    state: Mapped[str] = mapped_column(String(16), default="queued")
    number: Mapped[str | None] = mapped_column(String(32))  # Telegram's, within the group
    print: Mapped[str | None] = mapped_column(String(32))  # of what was shown last
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(64))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    shown_at: Mapped[datetime | None]


class OfficerUpdate(Base):
    """Something an officer did in Telegram, on disk before it was acknowledged."""

    __tablename__ = "officer_updates"
    __table_args__ = (
        Unique("source", "update_id"),
        Index("ix_officer_updates_open", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(String(32))  # the bot's number
    update_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    chat: Mapped[str] = mapped_column(String(64))
    account: Mapped[str] = mapped_column(String(32))
    thread: Mapped[str | None] = mapped_column(String(32))
    number: Mapped[str | None] = mapped_column(String(32))
    answers: Mapped[str | None] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text, default="")  # emptied when it is done
    data: Mapped[str | None] = mapped_column(String(64))  # of a pressed button
    query: Mapped[str | None] = mapped_column(String(64))  # what a press is acknowledged by
    file: Mapped[dict[str, Any] | None]  # its kind, and its id at Telegram
    state: Mapped[str] = mapped_column(String(16), default="pending")
    outcome: Mapped[str | None] = mapped_column(String(24))
    attempts: Mapped[int] = mapped_column(default=0)
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
