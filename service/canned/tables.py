"""The table of canned replies."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class CannedReply(Base):
    """One canned reply: a unit's, or one officer's own."""

    __tablename__ = "canned_replies"
    __table_args__ = (
        Unique("unit", "key"),
        Unique("officer_id", "key"),
        CheckConstraint("(unit IS NULL) != (officer_id IS NULL)", "ck_canned_replies_owner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    unit: Mapped[str | None] = mapped_column(String(32))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    key: Mapped[str] = mapped_column(String(32))  # what is typed behind a slash
    text: Mapped[str] = mapped_column(Text)  # with its places
    position: Mapped[int]  # in its list, the first is 1; may have gaps
    changed_by: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    changed_at: Mapped[datetime]
