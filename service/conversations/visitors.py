"""Visitors of the web chat: the key that signs their cookies, and how one is forgotten.

A visitor's address is a hash of their cookie. Functions take an open ``Session`` and never commit.
"""

import secrets
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, bindparam, select, update
from sqlalchemy.orm import Session

from service.conversations.ownership import FORGOTTEN
from service.storage.base import table_of
from service.storage.rows import insert_unless_known
from service.storage.tables import Conversation
from service.storage.visitor_tables import ChatKey, ForgottenVisitor

THE_KEY = 1


def chat_key(session: Session, now: datetime) -> str:
    """Return the key that signs cookies and links, made when there is none yet."""
    while (known := kept_key(session)) is None:
        made = ChatKey(id=THE_KEY, key=secrets.token_urlsafe(32), made_at=now)
        insert_unless_known(session, made)  # or another gateway just made one
    return known


def kept_key(session: Session) -> str | None:
    """Return the key that was made before; None when none was needed yet."""
    return session.scalar(_KEPT_KEY)


def forget_visitor(session: Session, channel: str, address: str, now: datetime) -> bool:
    """Let nobody read a visitor's conversation again, whatever copy of the cookie they have.

    The conversation stays, for the officer who may hold it, under an address that nobody has.

    Returns:
        False for a visitor who has none.
    """
    statement = (
        update(Conversation)
        .where(Conversation.channel == channel, Conversation.address == address)
        .values(address=FORGOTTEN + secrets.token_hex(24))
    )
    if cast("CursorResult[Any]", session.execute(statement)).rowcount != 1:
        return False
    insert_unless_known(session, ForgottenVisitor(address=address, at=now))
    return True


def is_forgotten(session: Session, address: str) -> bool:
    """Tell whether a visitor deleted their conversation."""
    return session.scalar(_IS_FORGOTTEN, {"address": address}) is not None


# Built once, on the table: docs/adr/0016.
_f, _k = table_of(ForgottenVisitor).c, table_of(ChatKey).c
_KEPT_KEY = select(_k.key).where(_k.id == THE_KEY)
_IS_FORGOTTEN = select(_f.address).where(_f.address == bindparam("address"))
