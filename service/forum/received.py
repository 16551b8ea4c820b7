"""What officers did in Telegram: stored before it is acknowledged, worked off once and in order.

Functions take an open ``Session`` and never commit: what an update brings about is committed with
the note that it is done, so the same press is one act however often it is delivered.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.forum.tables import ForumGroup, ForumMessage, OfficerUpdate
from service.storage.rows import insert_unless_known

PENDING, DONE, DEAD, ASKED = "pending", "done", "dead", "asked"
FETCHING = "fetching"  # waits for a file; see web_files
RETRY = timedelta(seconds=2)
MOST_TRIES = 5
ASKED_FOR = timedelta(hours=24)  # after which nobody is waited for, and the words go


@dataclass(frozen=True)
class Received:
    """Something an officer did.

    Attributes:
        kind: ``message``, ``edit``, ``press``, ``private``, ``left``, ``bot_gone``, ``bot_back``,
            ``moved`` or ``topic_closed``.
        account: Telegram's number of who did it.
        thread: The topic's number, where it happened in one.
        answers: The number of the message that is replied to, or that has the pressed button.
        file: Its kind and its id at Telegram.
    """

    source: str
    update_id: str
    kind: str
    chat: str
    account: str
    thread: str | None = None
    number: str | None = None
    answers: str | None = None
    text: str = ""
    data: str | None = None
    query: str | None = None
    file: dict[str, Any] | None = None
    id: int = 0
    attempts: int = field(default=0, compare=False)


def store(session: Session, received: Received, now: datetime) -> bool:
    """Store what came; False when it was there before."""
    row = OfficerUpdate(
        source=received.source,
        update_id=received.update_id,
        kind=received.kind,
        chat=received.chat,
        account=received.account,
        thread=received.thread,
        number=received.number,
        answers=received.answers,
        text=received.text.replace("\0", ""),
        data=received.data,
        query=received.query,
        file=received.file,
        received_at=now,
        due_at=now,
    )
    return insert_unless_known(session, row) is not None


def is_wanted(session: Session, received: Received) -> bool:
    """Tell whether something concerns the desk: an edit only of what is recorded, or may be."""
    if received.kind != "edit":
        return True
    chat, number = received.chat, received.number
    came = select(OfficerUpdate.id).where(
        OfficerUpdate.chat == chat, OfficerUpdate.number == number, OfficerUpdate.kind == "message"
    )
    stands = (
        select(ForumMessage.id)
        .join(ForumGroup, ForumGroup.id == ForumMessage.group_id)
        .where(ForumGroup.chat == chat, ForumMessage.number == number)
    )
    return any(session.scalar(one.limit(1)) is not None for one in (came, stands))


def next_pending(session: Session, now: datetime) -> Received | None:
    """Return the oldest thing that is to be worked off, of those that are due."""
    row = session.scalar(_oldest(now))
    return _received(row) if row else None


def take_pending(session: Session, now: datetime) -> Received | None:
    """Return the same, locked: another process waits, and finds nothing where it was done."""
    row = session.scalar(_oldest(now).with_for_update())
    return _received(row) if row else None


def finish(session: Session, received: Received, outcome: str, now: datetime) -> None:
    """Note that it is done, and forget its words."""
    row = session.get_one(OfficerUpdate, received.id)
    row.state, row.outcome, row.done_at, row.text, row.file = DONE, outcome, now, "", None


def ask(session: Session, received: Received, now: datetime) -> None:
    """Keep its words until the officer has said how they are to be sent."""
    row = session.get_one(OfficerUpdate, received.id)
    row.state, row.due_at = ASKED, now + ASKED_FOR


def asked(session: Session, number: int) -> Received | None:
    """Return what an officer was asked about, None when that is over."""
    row = session.get(OfficerUpdate, number, with_for_update=True)
    return _received(row) if row is not None and row.state == ASKED else None


def forget_asked(session: Session, now: datetime) -> None:
    """Forget the words about which nobody said anything."""
    rows = session.scalars(
        select(OfficerUpdate).where(OfficerUpdate.state == ASKED, OfficerUpdate.due_at <= now)
    )
    row: OfficerUpdate
    for row in rows:
        row.state, row.outcome, row.done_at, row.text, row.file = DONE, "forgotten", now, "", None


def put_off(session: Session, received: Received, now: datetime) -> bool:
    """Try again later; False when it was tried often enough and is set aside."""
    row = session.get_one(OfficerUpdate, received.id, with_for_update=True)
    if row.state != PENDING:  # another process did it meanwhile
        return True
    row.attempts += 1
    row.due_at = now + RETRY * row.attempts
    if row.attempts < MOST_TRIES:
        return True
    row.state, row.outcome, row.done_at = DEAD, "failed", now
    return False


def _oldest(now: datetime) -> Select[OfficerUpdate]:
    return (
        select(OfficerUpdate)
        .where(OfficerUpdate.state == PENDING, OfficerUpdate.due_at <= now)
        .order_by(OfficerUpdate.id)
        .limit(1)
    )


def _received(row: OfficerUpdate) -> Received:
    return Received(
        source=row.source,
        update_id=row.update_id,
        kind=row.kind,
        chat=row.chat,
        account=row.account,
        thread=row.thread,
        number=row.number,
        answers=row.answers,
        text=row.text,
        data=row.data,
        query=row.query,
        file=row.file,
        id=row.id,
        attempts=row.attempts,
    )
