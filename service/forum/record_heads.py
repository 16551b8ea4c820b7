"""Says once a day in an officers' group how far the record goes: an anchor that no server holds.

The group is the communication bureau's, which answers for every unit; without one nothing is
said. Functions take an open ``Session`` and never commit.
"""

from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.reading import was_done_since
from service.audit.recording import Deed, head_of, record
from service.calendar import WIB
from service.content.sentences import Sentences
from service.escalations.reach import COMMUNICATION
from service.forum.cards import Shown
from service.forum.messages import Notice, tell
from service.forum.tables import ForumGroup

NOT_BEFORE = time(8)  # of Jakarta, when somebody is there to see it
DIGITS = 32  # of the hash


def tell_head(session: Session, words: Sentences, now: datetime) -> bool:
    """Say how far the record goes, if it was not said today; tell whether it was said now."""
    group = session.scalar(
        select(ForumGroup.id).where(ForumGroup.unit == COMMUNICATION, ForumGroup.gone_at.is_(None))
    )
    number, hashed = head_of(session)
    if group is None or not number or not _is_due(session, now):
        return False
    text = words("record_head", row=number, hash=hashed[:DIGITS])
    tell(session, Notice(group, None, Shown(text)), now)
    record(session, Deed.RECORD_ANCHORED, now, data={"row": number, "hash": hashed[:DIGITS]})
    return True


def _is_due(session: Session, now: datetime) -> bool:
    here = now.astimezone(WIB)
    today = datetime.combine(here, NOT_BEFORE, WIB)
    return here >= today and not was_done_since(session, Deed.RECORD_ANCHORED, today)
