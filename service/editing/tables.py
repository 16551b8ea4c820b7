"""The table of proposals; ``service.editing`` alone writes it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ProposalRow(Base):
    """What an officer wants an article to say."""

    __tablename__ = "article_proposals"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64), index=True)
    base: Mapped[int]  # the version it was written upon; 0: a new article
    written: Mapped[str] = mapped_column(Text)  # the file whole
    unit: Mapped[str] = mapped_column(String(32))  # whose officers see it
    reason: Mapped[str] = mapped_column(Text)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    state: Mapped[str] = mapped_column(String(16), index=True, default="open")
    words: Mapped[str] = mapped_column(Text, default="")  # of whoever decided
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    decided_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
