"""The tables around an escalation: what happened to it, notes, notices, ratings, blocks.

Written by ``service.escalations`` alone. Triggers of migration 0017 refuse to change or delete an
event, but where ``event_erasures`` names its escalation.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class EscalationEvent(Base):
    """One thing that happened to an escalation; rows are added and never changed."""

    __tablename__ = "escalation_events"
    __table_args__ = (Index("ix_escalation_events_of", "escalation_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"))
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(24))
    actor: Mapped[str] = mapped_column(String(16))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    data: Mapped[dict[str, Any]]  # values only, never anybody's words


class EventErasure(Base):
    """The door by which the events of an escalation may be deleted, while a person is erased."""

    __tablename__ = "event_erasures"

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), primary_key=True)


class EscalationNote(Base):
    """What officers tell each other; it never reaches a citizen."""

    __tablename__ = "escalation_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    text: Mapped[str] = mapped_column(Text)  # masked
    former: Mapped[list[str]] = mapped_column(default=list)  # texts before edits, until closing
    created_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]


class OfficerNotice(Base):
    """Something that an officer, or a unit's supervisors, are to be told of an escalation."""

    __tablename__ = "officer_notices"
    __table_args__ = (
        Index("ix_officer_notices_to", "officer_id", "seen_at"),
        Index("ix_officer_notices_unit", "unit", "seen_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    unit: Mapped[str | None] = mapped_column(String(32))  # its supervisors, where no officer
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class EscalationRating(Base):
    """What a citizen thought of a person's help, once for each opening."""

    __tablename__ = "escalation_ratings"
    __table_args__ = (Unique("escalation_id", "round"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"))
    round: Mapped[int]
    is_good: Mapped[bool]
    at: Mapped[datetime]


class EscalationContact(Base):
    """How a citizen wants to be reached; only the holder sees it, and it goes at the closing."""

    __tablename__ = "escalation_contacts"

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    hint: Mapped[str] = mapped_column(String(64))  # by which its owner knows it again
    at: Mapped[datetime]


class CitizenBlock(Base):
    """A time in which a citizen reaches no officer; the bot goes on answering them."""

    __tablename__ = "citizen_blocks"
    __table_args__ = (Index("ix_citizen_blocks_of", "conversation_id", "until"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"))
    reason: Mapped[str] = mapped_column(String(16))
    since: Mapped[datetime]
    until: Mapped[datetime]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    lifted_at: Mapped[datetime | None]


class ReplyDraft(Base):
    """What an officer began to write to a citizen, until it is sent or its ticket is closed."""

    __tablename__ = "reply_drafts"

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # masked
    saved_at: Mapped[datetime]
