"""The tables of the content as it was loaded, and of the vectors of its texts.

Written by ``service.content`` alone: as content is loaded, an article is published, or hours are
decided.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ArticleRow(Base):
    """One article of the knowledge base as it serves: of a file, or published in the desk."""

    __tablename__ = "articles"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    title: Mapped[str] = mapped_column(String(64))
    category: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str] = mapped_column(String(32))
    status: Mapped[str] = mapped_column(String(16))
    checked: Mapped[date]
    expires: Mapped[date]
    sources: Mapped[list[dict[str, Any]]]
    questions: Mapped[list[str]]
    followups: Mapped[list[str]]
    text: Mapped[str] = mapped_column(Text)
    more: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, Any] | None]  # fields, lay words, record; None if loaded before 0016
    written: Mapped[str] = mapped_column(Text, default="")  # the file whole; "" before 0031
    loaded: Mapped[str] = mapped_column(String(64), default="")  # digest of the file loaded last


class ArticleVersion(Base):
    """What an article said from a moment on; the newest number of an article serves."""

    __tablename__ = "article_versions"
    __table_args__ = (Unique("article_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[str] = mapped_column(String(64))
    number: Mapped[int]  # from 1
    origin: Mapped[str] = mapped_column(String(16))
    written: Mapped[str] = mapped_column(Text)
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))  # who published it
    reason: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime]


class OfficeRow(Base):
    """One regional office, or a province that has none (``code`` begins with ``-``)."""

    __tablename__ = "offices"

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    province: Mapped[str] = mapped_column(String(64))
    details: Mapped[dict[str, Any]]


class VectorRow(Base):
    """A sentence vector, kept so that an unchanged text is never encoded twice."""

    __tablename__ = "vectors"

    text_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)  # 384 float32


class ContentLoad(Base):
    """One load of the content folder, or one article that was published; the newest serves."""

    __tablename__ = "content_loads"

    id: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))  # of the folder; "" of a publication
    article_id: Mapped[str | None] = mapped_column(String(64))  # what was published; None: a load
    loaded_at: Mapped[datetime]


class HoursChange(Base):
    """What somebody decided of the hours at the desk; the newest row of a key holds.

    Rows are added and never changed: they are the history of the calendar.
    """

    __tablename__ = "hours_changes"
    __table_args__ = (Index("ix_hours_changes_of", "section", "key", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    section: Mapped[str] = mapped_column(String(16))  # of hours.yml: weeks, seasons, days, units
    key: Mapped[str] = mapped_column(String(200))  # what names an entry within its section
    entry: Mapped[dict[str, Any] | None]  # None: what the file says holds again
