"""The table of the record; ``service.audit`` alone writes it, and triggers refuse all but adding.

No word of a citizen's stands here, and no name: of a citizen a keyed pseudonym, of an officer
their number.
"""

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class AuditRow(Base):
    """One thing that somebody did or saw; numbered without a gap from 1."""

    __tablename__ = "audit_log"
    __table_args__ = (
        Index("ix_audit_log_ticket", "ticket", "id"),
        Index("ix_audit_log_officer", "officer_id", "id"),
        Index("ix_audit_log_deed", "deed", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]  # of how it is written down to be hashed: service.audit.chain
    at: Mapped[datetime]
    deed: Mapped[str] = mapped_column(String(48))
    actor: Mapped[str] = mapped_column(String(16))
    officer_id: Mapped[int | None]  # no foreign key: the record holds nobody's account in place
    operator: Mapped[str | None] = mapped_column(String(64))
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str | None] = mapped_column(String(64))
    ticket: Mapped[str | None] = mapped_column(String(16))
    citizen: Mapped[str | None] = mapped_column(String(32))  # a pseudonym
    data: Mapped[str] = mapped_column(Text)  # JSON as text: what is hashed is what is stored
    hash: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
