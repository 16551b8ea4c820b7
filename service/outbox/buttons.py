"""The buttons that were shown, as they are read back: by a token, or as choices under a message.

Functions take an open ``Session`` and never commit.
"""

from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from service.errors import UnknownPayload
from service.outbox.queue import OUTBOX
from service.outcomes import Author
from service.payloads import OPINION_KINDS, Payload, PayloadKind
from service.replies import Button
from service.storage.base import table_of
from service.storage.tables import ButtonRow

_m, _b = OUTBOX.c, table_of(ButtonRow).c


def pressed_button(session: Session, conversation_id: str, token: str) -> Button | None:
    """Return the button of a token; None for one that is not this conversation's."""
    row = session.get(ButtonRow, token) if token.isprintable() else None
    if row is None or row.conversation_id != conversation_id:
        return None
    return _button(row)


def choices(session: Session, conversation_id: str) -> list[Button]:
    """Return the buttons under the newest message of a conversation, in the order shown.

    Not those that say whether an answer or a person helped, nor those of what was said to such a
    press: the bot's message without a turn.
    """
    rows = session.execute(_CHOICES, {"conversation": conversation_id})
    buttons = [_button(row) for row in rows]
    return [button for button in buttons if button.payload.kind not in OPINION_KINDS]


def _button(row: Any) -> Button:
    """Read a stored button; one that another version of us stored is an old one."""
    try:
        return Button(row.label, Payload.decode(row.payload))
    except UnknownPayload:
        return Button(row.label, Payload(PayloadKind.OLD_BUTTON))


# Built once, on the tables: docs/adr/0016.
_CHOICES = (
    select(_b.label, _b.payload)
    .where(
        _b.message_id
        == select(_m.id)
        .where(
            _m.conversation_id == bindparam("conversation"),
            or_(_m.author != Author.BOT, _m.turn_id.is_not(None)),
        )
        .order_by(_m.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    .order_by(_b.position)
)
