"""The tables of what maintainers decide about messages; ``service.learning`` alone writes them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class Label(Base):
    """What a maintainer says some messages mean, or an intent is to become; a second one decides.

    Who proposed by a command has no number; then the name is the operator's.
    """

    __tablename__ = "labels"
    __table_args__ = (Index("ix_labels_state", "state"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # service/learning/labels.py names them
    intent: Mapped[str | None] = mapped_column(String(64))
    from_intent: Mapped[str | None] = mapped_column(String(64))
    texts: Mapped[list[str]]  # masked, read by whoever proposed
    details: Mapped[dict[str, Any]]
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(Text, default="")
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    proposed_name: Mapped[str] = mapped_column(String(64))
    proposed_at: Mapped[datetime]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    decided_name: Mapped[str] = mapped_column(String(64), default="")
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(Text, default="")  # why it was refused


class LabelTurn(Base):
    """That a label is about a turn; the turn may be gone."""

    __tablename__ = "label_turns"
    __table_args__ = (Index("ix_label_turns_label", "label_id"),)

    turn_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    label_id: Mapped[int] = mapped_column(ForeignKey("labels.id"))


class RegressionCase(Base):
    """What must go on being answered right: a message or a conversation, with what is expected."""

    __tablename__ = "regression_cases"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)  # of what is said
    turns: Mapped[list[dict[str, Any]]]  # as in tests/questions/conversations*.jsonl
    is_active: Mapped[bool] = mapped_column(default=True)
    label_id: Mapped[int | None] = mapped_column(ForeignKey("labels.id"))
    added_at: Mapped[datetime]


class ReviewFilter(Base):
    """A filter of the page of mistakes that a maintainer gave a name."""

    __tablename__ = "review_filters"
    __table_args__ = (Unique("officer_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(String(200))  # as the address says it


class Sample(Base):
    """Turns of one week that were drawn at random, to be judged by two people."""

    __tablename__ = "samples"

    id: Mapped[int] = mapped_column(primary_key=True)
    begin: Mapped[datetime] = mapped_column(unique=True)  # Monday 00:00 WIB
    drawn_at: Mapped[datetime]
    strata: Mapped[list[dict[str, Any]]]  # each with how many turns there were, and were drawn


class SampledTurn(Base):
    """A turn of a sample. What it says is read from the turn, which may be gone."""

    __tablename__ = "sampled_turns"
    __table_args__ = (Unique("sample_id", "turn_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sample_id: Mapped[int] = mapped_column(ForeignKey("samples.id"))
    turn_id: Mapped[int]
    stratum: Mapped[int]  # its place among the sample's


class SampleVerdict(Base):
    """One person's word on a sampled turn; nobody sees it before their own two are there."""

    __tablename__ = "sample_verdicts"

    sampled_id: Mapped[int] = mapped_column(ForeignKey("sampled_turns.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(16))
    intent: Mapped[str | None] = mapped_column(String(64))
    at: Mapped[datetime]
