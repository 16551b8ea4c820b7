"""What becomes of messages that were sent: changed, or taken back; and what they said before."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class OutboxChange(Base):
    """A change of a message that the citizen may have read, on disk before it is made."""

    __tablename__ = "outbox_changes"
    __table_args__ = (Index("ix_outbox_changes_open", "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # edit or withdraw
    text: Mapped[str] = mapped_column(Text)  # emptied unless it is refused
    state: Mapped[str] = mapped_column(String(16), default="queued")  # then made or refused
    attempts: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    told_at: Mapped[datetime | None]  # when its officer was told what came of it


class OutboxRevision(Base):
    """What an officer's answer said until it was changed or taken back; rows are only added."""

    __tablename__ = "outbox_revisions"
    __table_args__ = (Index("ix_outbox_revisions_of", "conversation_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"))
    message_id: Mapped[int] = mapped_column(ForeignKey("outbox.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))  # edit or withdraw
    former: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    at: Mapped[datetime]
