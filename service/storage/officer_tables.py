"""The tables of officers beside their accounts: log-ins, and the units they answer for."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class DeskSession(Base):
    """An officer's log-in; the browser holds the secret, the table its hash."""

    __tablename__ = "desk_sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    csrf_token: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class OfficerUnit(Base):
    """A further unit whose tickets an officer answers, beside their own."""

    __tablename__ = "officer_units"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), primary_key=True)
    unit: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
