"""Whether somebody tells of a wrong in a conversation: until when, and which channel they know.

Nothing of what is told stands here. The door asks before a message is stored, through whichever
gateway it came; see ``service.door.telling``. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from service.storage.base import table_of
from service.storage.tables import Conversation


@dataclass(frozen=True)
class TellingState:
    """Whether somebody tells of a wrong.

    Attributes:
        channel: The channel that was told last, None where none was.
    """

    is_telling: bool = False
    channel: str | None = None


def telling_in(session: Session, conversation_id: str, now: datetime) -> TellingState:
    """Return the state of a conversation at the moment a message comes."""
    row = session.execute(_STATE, {"conversation": conversation_id}).first()
    if row is None or row.telling_until is None or row.telling_until <= now:
        return TellingState()
    return TellingState(is_telling=True, channel=row.telling_channel)


def keep_telling(
    session: Session, conversation_id: str, until: datetime, channel: str | None
) -> None:
    """Begin the state, or let it last on; ``channel`` is what was told last."""
    values = {"conversation": conversation_id, "until": until, "told": channel}
    session.execute(_KEEP, values)


def begin_telling(
    session: Session, conversation_id: str, now: datetime, until: datetime, channel: str | None
) -> None:
    """Begin the state after an article about reporting; a channel told before stays known."""
    known = telling_in(session, conversation_id, now).channel
    keep_telling(session, conversation_id, until, known or channel)


# Built once, on the table: docs/adr/0016.
_TABLE = table_of(Conversation)
_c = _TABLE.c
_STATE = select(_c.telling_until, _c.telling_channel).where(_c.id == bindparam("conversation"))
_KEEP = (
    update(_TABLE)
    .where(_c.id == bindparam("conversation"))
    .values(telling_until=bindparam("until"), telling_channel=bindparam("told"))
)
