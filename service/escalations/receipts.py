"""How often a citizen is told that a message joined their ticket: once, then not for a while.

Sixty messages are not sixty notices. Files are told apart, because other things are said of them.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, Update, bindparam, or_, update
from sqlalchemy.orm import Session

from service.outcomes import EscalationState
from service.storage.base import table_of
from service.storage.tables import Escalation

QUIET = timedelta(minutes=15)  # after a receipt

_e = table_of(Escalation).c


def is_receipt_due(session: Session, conversation_id: str, of_file: bool, now: datetime) -> bool:
    """Tell whether a receipt is to be said now; whoever asks says it."""
    values = {"conversation": conversation_id, "at": now, "before": now - QUIET}
    statement = _OF_FILES if of_file else _OF_TEXTS
    return cast("CursorResult[Any]", session.execute(statement, values)).rowcount == 1


def _noted(column: str) -> Update:
    return (
        update(table_of(Escalation))
        .where(
            _e.conversation_id == bindparam("conversation"),
            _e.state != EscalationState.CLOSED,
            or_(_e[column].is_(None), _e[column] <= bindparam("before")),
        )
        .values({column: bindparam("at")})
    )


_OF_TEXTS, _OF_FILES = _noted("receipt_at"), _noted("file_receipt_at")
