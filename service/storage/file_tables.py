"""The tables of attachments; bytes apart, so that lists stay light."""

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
    file_id: Mapped[str | None] = mapped_column(String(256))  # the channel's, until it is fetched
    size: Mapped[int | None]  # bytes
    state: Mapped[str] = mapped_column(String(16))
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]


class AttachmentFile(Base):
    """The bytes of an attachment."""

    __tablename__ = "attachment_files"

    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachments.id"), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
