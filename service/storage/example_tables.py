"""The register of what intents are learnt from; ``service.examples`` alone writes it.

``data/*.yml`` is its rendering: ``tanya examples export`` writes it, ``import`` reads hand edits.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ExampleRow(Base):
    """One sentence of one intent in one file. It is kept when it is learnt no more."""

    __tablename__ = "examples"
    __table_args__ = (Index("ix_examples_intent", "intent"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of file, intent and text
    file: Mapped[str] = mapped_column(String(32))  # its name in data/
    intent: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    is_active: Mapped[bool]  # learnt from
    is_in_file: Mapped[bool]  # at the last import or export; a file that differs was edited
    label_id: Mapped[int | None] = mapped_column(ForeignKey("labels.id"))  # by which it came
    added_at: Mapped[datetime]


class ExampleChange(Base):
    """One act on the register: what was done, to how many examples, by whom and why."""

    __tablename__ = "example_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    intent: Mapped[str] = mapped_column(String(64), default="")
    to_intent: Mapped[str] = mapped_column(String(64), default="")
    count: Mapped[int]
    label_id: Mapped[int | None] = mapped_column(ForeignKey("labels.id"))
    by: Mapped[str] = mapped_column(String(64))  # a display name, or an operator's account
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
