"""The tables of how officers look at tickets: what they saw, who is here, and what they chose.

``ticket_sights`` and ``saved_filters`` are written by ``service.escalations``, the others by
``service.officers``. None holds a word of a citizen's.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base, index_of_some


class TicketSight(Base):
    """How far an officer has read a ticket, and whether they are looking now; until it closes."""

    __tablename__ = "ticket_sights"
    __table_args__ = (index_of_some("ix_ticket_sights_here", "here_at"),)

    escalation_id: Mapped[int] = mapped_column(ForeignKey("escalations.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    turn_id: Mapped[int] = mapped_column(default=0)  # the newest that was shown; 0: none
    here_at: Mapped[datetime | None]  # None: they left
    writing_at: Mapped[datetime | None]


class SavedFilter(Base):
    """A filter of tickets that an officer gave a name."""

    __tablename__ = "saved_filters"
    __table_args__ = (Unique("officer_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(String(200))  # as the address says it


class AlertChoice(Base):
    """Whether an officer wants a kind of alert; what has no row is as it is for everybody."""

    __tablename__ = "alert_choices"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    is_on: Mapped[bool]


class DeskVisit(Base):
    """When an officer opened the queue last, and the pause that they were not told of yet."""

    __tablename__ = "desk_visits"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    here_at: Mapped[datetime]
    away_since: Mapped[datetime | None]  # a digest from here on is shown until it is read
