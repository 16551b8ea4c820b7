"""The tables. Rows stay inside ``service``, and one package writes each table.

``tests/test_table_writers.py`` reads out of the code which one, and fails on a second. More stands
in the ``…_tables`` beside it, the root in ``base``; a new package has a ``tables.py`` of its own.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, index_of_open, index_of_some, index_where

_CURRENT = "state != 'closed' AND behind_id IS NULL"


class Conversation(Base):
    """One citizen on one channel, and who answers them."""

    __tablename__ = "conversations"
    __table_args__ = (
        Unique("channel", "address"),
        index_where("ix_conversations_forgotten", "id", where="address LIKE 'forgotten-%'"),
    )

    id: Mapped[str] = mapped_column(String(32), primary_key=True)  # random; Rasa's sender id
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(String(64))  # chat id, or a hash of the web cookie
    owner: Mapped[str] = mapped_column(String(16), default="bot")
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    version: Mapped[int] = mapped_column(default=1)  # compare-and-set on owner
    blocked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_at: Mapped[datetime]
    lane_holder: Mapped[str | None] = mapped_column(String(64))
    lane_until: Mapped[datetime | None]
    slots: Mapped[dict[str, Any] | None]  # what the dialogue is about, for Rasa
    slots_at: Mapped[datetime | None]
    telling_until: Mapped[datetime | None]  # of a wrong; a word of it is nowhere
    telling_channel: Mapped[str | None] = mapped_column(String(64))  # the channel told last


class Update(Base):
    """One thing a channel sent, masked, on disk before it was acknowledged."""

    __tablename__ = "updates"
    __table_args__ = (
        Unique("channel", "source", "update_id"),
        Index("ix_updates_open", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(32))  # the bot's id, or "web"
    update_id: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text, default="")  # masked; emptied once the turn is stored
    payload: Mapped[str | None] = mapped_column(String(128))  # a button's, or a command's
    message_id: Mapped[str | None] = mapped_column(String(64))  # the channel's; an edit repeats it
    reply_to: Mapped[str | None] = mapped_column(String(64))  # the channel's id of what it answers
    album_id: Mapped[str | None] = mapped_column(String(64))
    captions: Mapped[list[str]] = mapped_column(default=list)  # whose lines an album's words are
    joined_to: Mapped[int | None] = mapped_column(
        ForeignKey("updates.id")
    )  # album's first, first tap
    is_forwarded: Mapped[bool] = mapped_column(default=False)
    masked_kinds: Mapped[list[str]] = mapped_column(default=list)
    is_cut: Mapped[bool] = mapped_column(default=False)  # it was longer than we read
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary
    )  # a contact, until its turn is stored
    edits: Mapped[int] = mapped_column(default=0)  # of its words while it waited; compare-and-set
    state: Mapped[str] = mapped_column(String(16), default="pending")
    outcome: Mapped[str | None] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    received_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class Turn(Base):
    """One message of a citizen and what came of it."""

    __tablename__ = "turns"

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)  # masked; empty once the citizen changed it
    is_edited: Mapped[bool] = mapped_column(default=False)  # the newest version has the words
    edit_of: Mapped[int | None] = mapped_column(ForeignKey("turns.id"))
    reply_to: Mapped[int | None]  # the outbox's id; no key, because the outbox points here
    is_forwarded: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[str] = mapped_column(String(16))
    topic: Mapped[str | None] = mapped_column(String(64))
    topics: Mapped[list[str]] = mapped_column(default=list)
    intent: Mapped[str | None] = mapped_column(String(64))
    confidence: Mapped[float] = mapped_column(default=0.0)
    answered_by: Mapped[str] = mapped_column(String(16))  # rasa, knowledge or gateway
    duration_ms: Mapped[int] = mapped_column(default=0)
    feedback: Mapped[str | None] = mapped_column(String(16))  # helpful or unhelpful, as said last
    understood: Mapped[dict[str, Any] | None] = mapped_column(
        JSON(none_as_null=True)
    )  # by which model, and the likeliest intents
    created_at: Mapped[datetime] = mapped_column(index=True)


class OutboxMessage(Base):
    """One reply, on disk before it is sent."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_next", "channel", "state", "priority", "id"),  # what is to go
        Index("ix_outbox_order", "conversation_id", "state", "id"),  # does something go before it
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    turn_id: Mapped[int | None] = mapped_column(ForeignKey("turns.id"), index=True)
    author: Mapped[str] = mapped_column(String(16))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    priority: Mapped[int] = mapped_column(default=0)  # 0 goes first; see outcomes.Priority
    text: Mapped[str] = mapped_column(Text)
    buttons: Mapped[list[dict[str, Any]]] = mapped_column(default=list)  # label, token, kind
    state: Mapped[str] = mapped_column(String(16), default="queued")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(200))
    external_id: Mapped[str | None] = mapped_column(String(64))
    copied: Mapped[dict[str, Any] | None]  # the file that it is, where it stands: queue.Copied
    answers: Mapped[str | None] = mapped_column(String(64))  # the citizen's message it answers
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]


class ButtonRow(Base):
    """What a button does; the channel carries only its token."""

    __tablename__ = "buttons"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    position: Mapped[int]  # 1 is the first, as a citizen who types "2" counts
    label: Mapped[str] = mapped_column(String(64))
    payload: Mapped[str] = mapped_column(String(128))


class Escalation(Base):
    """A conversation in a person's hands."""

    __tablename__ = "escalations"
    __table_args__ = (
        Index(
            "ux_escalations_open",
            "conversation_id",
            unique=True,
            sqlite_where=text(_CURRENT),
            postgresql_where=text(_CURRENT),
        ),
        index_of_open("ix_escalations_unit_open", "unit", "waits_since"),
        index_of_open("ix_escalations_open", "waits_since"),
        index_of_open("ix_escalations_holder", "officer_id", "waits_since"),
        index_of_some("ix_escalations_silent", "silent_since"),
        index_of_some("ix_escalations_snoozed", "snoozed_until"),
        index_of_some("ix_escalations_asked", "citizen_asked_at"),
        index_of_some("ix_escalations_contested", "contested_at"),
        index_of_some("ix_escalations_behind", "behind_id"),
        index_of_some("ix_escalations_merged", "merged_into_id"),
        index_of_some("ix_escalations_closed", "closed_at"),
        index_of_open("ix_escalations_deadline", "deadline_at"),
        index_of_open("ix_escalations_uncounted", "due_counted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str] = mapped_column(String(16), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    unit: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(16), default="waiting", index=True)
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    opened_at: Mapped[datetime]
    reopened_at: Mapped[datetime | None]  # from then on the citizen waits anew
    waits_since: Mapped[datetime | None]  # opened last
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None] = mapped_column(String(16))  # officer or citizen
    receipt_at: Mapped[datetime | None]  # the citizen was told that a message joined it
    file_receipt_at: Mapped[datetime | None]  # the same of a file
    close_reason: Mapped[str | None] = mapped_column(String(16))
    round: Mapped[int] = mapped_column(default=1)  # counts the openings
    unanswered_since: Mapped[datetime | None]  # the citizen's oldest message without an answer
    silent_since: Mapped[datetime | None]  # since when the holder owes that answer
    snoozed_until: Mapped[datetime | None]
    citizen_asked_at: Mapped[datetime | None]  # the officer waits for the citizen
    reminded_at: Mapped[datetime | None]  # the citizen was, once
    contested_at: Mapped[datetime | None]  # the citizen did not agree to the closing
    last_officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    behind_id: Mapped[int | None] = mapped_column(ForeignKey("escalations.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("escalations.id"))
    request_kind: Mapped[str | None] = mapped_column(String(32))  # of content/deadlines.yml
    deadline_at: Mapped[datetime | None]
    promised_at: Mapped[datetime | None]  # when officers were said to be back
    due_from: Mapped[datetime | None]  # from when the deadline is counted
    due_counted_at: Mapped[datetime | None]  # since when the deadline is this; None: count anew
    zone: Mapped[str | None] = mapped_column(String(4))  # the citizen's, by what they told


class Officer(Base):
    """A person of a unit who answers escalations."""

    __tablename__ = "officers"

    id: Mapped[int] = mapped_column(primary_key=True)
    username: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(32))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    role: Mapped[str] = mapped_column(String(16), default="officer")
    on_duty_until: Mapped[datetime | None]  # None: on duty without an end
    away_from: Mapped[datetime | None]
    away_until: Mapped[datetime | None]
    stand_in_id: Mapped[int | None]  # who gets, while they are away, what citizens wait for
    created_at: Mapped[datetime]
    last_login_at: Mapped[datetime | None]
    factors_taken_at: Mapped[datetime | None]  # by an administrator; None since new ones are there


class SwitchRow(Base):
    """Something that is switched off; what has no row is on."""

    __tablename__ = "switches"

    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # what citizens read instead
    by: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]


class SwitchChange(Base):
    """One change of a switch; rows are added and never changed."""

    __tablename__ = "switch_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    is_off: Mapped[bool]
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Heartbeat(Base):
    """When a process last proved that it can write."""

    __tablename__ = "heartbeats"

    process: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class Lease(Base):
    """The right to do what only one process may do at a time."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    holder: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
