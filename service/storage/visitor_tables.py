"""The tables behind the web chat's cookies: what signs them, and which of them open nothing."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from service.storage.base import Base


class ChatKey(Base):
    """The one key that signs the cookies and links of the web chat, for all gateways."""

    __tablename__ = "chat_keys"

    id: Mapped[int] = mapped_column(primary_key=True)  # 1
    key: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]


class ForgottenVisitor(Base):
    """A visitor who deleted their conversation: no copy of the cookie opens anything again."""

    __tablename__ = "forgotten_visitors"

    id: Mapped[int] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(String(64), unique=True)  # a hash of the cookie
    at: Mapped[datetime]
