"""A number told in two messages: once the second is here, both lose their digits.

Called as the second is stored, in that transaction, so that neither is kept by half. Where the
first waits for its answer, whoever answers it at this moment finds the count of its changes
raised and begins anew; where it was answered, its turn is changed.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from service.conversations.turns import replace_words
from service.door.door import Kept
from service.door.masking import label
from service.door.pieces import PIECE_KIND, hide_former
from service.storage.base import table_of
from service.storage.tables import Turn, Update

GOES_ON_WITHIN = timedelta(minutes=10)
WRITTEN = frozenset({"text", "edited"})


def take_in_piece(session: Session, newest: Any, piece: str, kept: Kept, now: datetime) -> Kept:
    """Return what is kept of a message that may end a number, and hide what began it.

    Args:
        newest: The conversation's update before, None for its first.
        piece: The digits of the message, if it says nothing else.
        kept: What would be kept of it by itself.
    """
    if not piece or newest is None or kept.kind not in WRITTEN:
        return kept
    if newest.received_at <= now - GOES_ON_WITHIN:
        return kept
    number = newest.joined_to or newest.id
    before = session.scalar(_WORDS, {"number": number}) or ""
    former = hide_former(before, piece)
    if former is None:
        return kept
    if former != before:
        session.execute(_REPLACE, {"number": number, "words": former})
        replace_words(session, number, former)
    return replace(kept, text=label(PIECE_KIND), masked_kinds=(PIECE_KIND,))


# Built once, on the tables: docs/adr/0016.
_TABLE = table_of(Update)
_u, _t = _TABLE.c, table_of(Turn).c
_WORDS = (
    select(func.coalesce(func.nullif(_u.text, ""), _t.text))
    .select_from(_TABLE.outerjoin(table_of(Turn), _t.update_id == _u.id))
    .where(_u.id == bindparam("number"))
)
_REPLACE = (
    update(_TABLE)
    .where(_u.id == bindparam("number"), _u.text != "")
    .values(text=bindparam("words"), edits=_u.edits + 1)
)
