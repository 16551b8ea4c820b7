"""The tables of attachments; bytes apart, so that lists stay light, and for a while only."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class Attachment(Base):
    """A file that a citizen sent, and what became of it."""

    __tablename__ = "attachments"
    __table_args__ = (Index("ix_attachments_due", "state", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    update_id: Mapped[int] = mapped_column(ForeignKey("updates.id"), index=True)  # its turn's
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    kind: Mapped[str] = mapped_column(String(32))
    media_type: Mapped[str | None] = mapped_column(String(100))  # as the sender claims
    file_id: Mapped[str | None] = mapped_column(String(256))  # the channel's, where it keeps it
    size: Mapped[int | None]  # bytes
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]


class AttachmentFile(Base):
    """The bytes of a file whose channel keeps none, until its ticket is closed."""

    __tablename__ = "attachment_files"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    is_sealed: Mapped[bool]  # false only for what was kept before files were encrypted


class FileRequest(Base):
    """An officer who waits for a file of Telegram's: gone with the bytes once they are read."""

    __tablename__ = "file_requests"

    id: Mapped[int] = mapped_column(primary_key=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    asked_at: Mapped[datetime]
    taken_at: Mapped[datetime | None]  # by a gateway
    trouble: Mapped[str | None] = mapped_column(String(32))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed


class OutboxFile(Base):
    """A file of an officer's to a citizen: its bytes until it arrived, or the ticket is closed."""

    __tablename__ = "outbox_files"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id"), index=True)
    message_id: Mapped[int | None] = mapped_column(
        ForeignKey("outbox.id"), index=True
    )  # None: not sent yet
    kind: Mapped[str] = mapped_column(String(16))
    media_type: Mapped[str] = mapped_column(String(32))  # by its content
    size: Mapped[int]  # bytes, before they were sealed
    content: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed; None: gone
    created_at: Mapped[datetime]
