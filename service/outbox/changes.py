"""Answers changed or taken back after they were put in the outbox.

What still waits is changed in its row. What was sent keeps its former words as a revision: in
Telegram an edit or a deletion is queued here and made by the gateway; pages of the web chat show
the message anew. Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.outbox.files import forget_file_of
from service.outbox.placing import fits_under
from service.outbox.queue import take_turn
from service.outbox.revisions import EDIT, REFUSED, WITHDRAW, note_revision
from service.outcomes import UNANSWERED, Delivery
from service.storage.change_tables import OutboxChange, OutboxRevision
from service.storage.tables import Conversation, OutboxMessage

TELEGRAM = "telegram"
PAUSE = timedelta(seconds=3)  # before what could not be changed yet is looked at again
MOST_TRIES = 20
QUEUED, MADE = "queued", "made"
REPLACED = "replaced"  # by a newer change of the same message: not made, and not told of
WITHDRAWN_WITHIN = timedelta(hours=48)  # in which Telegram lets a bot delete its message


class Became(StrEnum):
    """What becomes of a change."""

    AT_ONCE = "at_once"  # nobody had read it: it goes out as it is now, or not at all
    QUEUED = "queued"  # to be made at the channel
    SHOWN = "shown"  # pages of the web chat show it anew
    GONE = "gone"  # it was taken back before
    TOO_LATE = "too_late"  # the channel deletes nothing that old
    TOO_LONG = "too_long"  # for words under a file


@dataclass(frozen=True)
class Change:
    """A change that is to be made at the channel.

    Attributes:
        number: The message's, as its channel numbers it; None while it is on its way.
        is_file: Whether its words stand under a file.
    """

    id: int
    kind: str
    address: str
    number: str | None
    text: str
    is_file: bool
    message_id: int


@dataclass(frozen=True)
class Standing:
    """How a change of a message stands at its channel.

    Attributes:
        kind: ``edit`` or ``withdraw``.
        state: ``queued`` or ``refused``.
        refused: The words that the channel did not take; empty otherwise.
    """

    kind: str
    state: str
    refused: str = ""


def change_message(
    session: Session, message_id: int, text: str, officer_id: int, now: datetime
) -> Became:
    """Give an officer's answer other words."""
    row = _locked(session, message_id)
    if is_taken_back(session, row):
        return Became.GONE
    if row.copied is not None and not fits_under(text):
        return Became.TOO_LONG
    if _is_unread(row):
        row.text = text
        return Became.AT_ONCE
    note_revision(session, row, EDIT, officer_id, now)
    row.text = text
    if row.channel != TELEGRAM:
        return Became.SHOWN
    _queue(session, row, EDIT, text, now)
    return Became.QUEUED


def withdraw_message(session: Session, message_id: int, officer_id: int, now: datetime) -> Became:
    """Take an officer's answer back."""
    row = _locked(session, message_id)
    if is_taken_back(session, row):
        return Became.GONE
    is_unread, is_there, until = _is_unread(row), row.channel == TELEGRAM, withdrawn_until(row)
    if until is not None and until < now:
        return Became.TOO_LATE
    forget_file_of(session, row.id)
    if is_unread:
        row.state = Delivery.WITHDRAWN
        return Became.AT_ONCE
    note_revision(session, row, WITHDRAW, officer_id, now)
    if is_there:
        _queue(session, row, WITHDRAW, "", now)
        return Became.QUEUED
    row.state = Delivery.WITHDRAWN
    return Became.SHOWN


def withdrawn_until(row: OutboxMessage) -> datetime | None:
    """Return until when a message can be taken back; None: there is no end."""
    if _is_unread(row) or row.channel != TELEGRAM:
        return None
    return (row.sent_at or row.created_at) + WITHDRAWN_WITHIN


def is_taken_back(session: Session, row: OutboxMessage) -> bool:
    """Tell whether a message was taken back, or will be."""
    if row.state == Delivery.WITHDRAWN:
        return True
    waiting = (OutboxChange.message_id == row.id, OutboxChange.state == QUEUED)
    found = select(OutboxChange.id).where(*waiting, OutboxChange.kind == WITHDRAW)
    return session.scalar(found.limit(1)) is not None


def changes_of(session: Session, message_ids: Collection[int]) -> dict[int, Standing]:
    """Return of messages whose newest change waits, or was refused, how it stands."""
    rows = session.scalars(
        select(OutboxChange)
        .where(OutboxChange.message_id.in_(message_ids))
        .order_by(OutboxChange.id)
    )
    newest = {row.message_id: row for row in rows}
    return {
        number: Standing(row.kind, row.state, row.text if row.state == REFUSED else "")
        for number, row in newest.items()
        if row.state in (QUEUED, REFUSED)
    }


def is_any_due(session: Session, now: datetime) -> bool:
    """Tell cheaply whether a change is to be made now."""
    due = (OutboxChange.state == QUEUED, OutboxChange.due_at <= now)
    return session.scalar(select(OutboxChange.id).where(*due).limit(1)) is not None


def is_any_untold(session: Session) -> bool:
    """Tell cheaply whether somebody is still to be told what became of a change."""
    untold = (OutboxChange.state.in_((MADE, REFUSED)), OutboxChange.told_at.is_(None))
    return session.scalar(select(OutboxChange.id).where(*untold).limit(1)) is not None


def next_change(session: Session, now: datetime) -> Change | None:
    """Return the oldest change that is due; it is put off meanwhile, in case its maker dies."""
    row = session.scalar(
        select(OutboxChange)
        .where(OutboxChange.state == QUEUED, OutboxChange.due_at <= now)
        .order_by(OutboxChange.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if row is None:
        return None
    message = session.get_one(OutboxMessage, row.message_id)
    row.attempts, row.due_at = row.attempts + 1, now + PAUSE * (row.attempts + 1)
    if row.attempts > MOST_TRIES:
        _refuse(session, row)
        return None
    address = session.get_one(Conversation, message.conversation_id).address
    number, is_file = message.external_id, message.copied is not None
    return Change(row.id, row.kind, address, number, row.text, is_file, message.id)


def finish_change(session: Session, change: Change, *, is_made: bool) -> None:
    """Note what the channel did; of what a newer change replaced meanwhile, that one tells."""
    row = session.get_one(OutboxChange, change.id)
    if row.state != QUEUED:
        return
    if not is_made:
        _refuse(session, row)
        return
    row.state, row.text = MADE, ""
    if row.kind == WITHDRAW:
        session.get_one(OutboxMessage, row.message_id).state = Delivery.WITHDRAWN


def untold_changes(session: Session, now: datetime) -> list[tuple[int, str, bool]]:
    """Return the changes that ended and were not told of: message, kind, made; note them told."""
    rows = session.scalars(
        select(OutboxChange)
        .where(OutboxChange.state.in_((MADE, REFUSED)), OutboxChange.told_at.is_(None))
        .order_by(OutboxChange.id)
    ).all()
    for row in rows:
        row.told_at = now
    return [(row.message_id, row.kind, row.state == MADE) for row in rows]


def _locked(session: Session, message_id: int) -> OutboxMessage:
    """Return a message's row for a change, in the order in which its pages will read of it."""
    take_turn(session, session.get_one(OutboxMessage, message_id).conversation_id)
    return session.get_one(OutboxMessage, message_id, with_for_update=True)


def _is_unread(row: OutboxMessage) -> bool:
    """Tell whether nobody can have read a message."""
    return row.state in (Delivery.QUEUED, Delivery.FAILED) and row.error not in UNANSWERED


def _refuse(session: Session, row: OutboxChange) -> None:
    """Let a message say again what the citizen reads; the refused words stay with the change."""
    of_message = OutboxChange.message_id == row.message_id
    made = session.scalar(
        select(OutboxChange)
        .where(of_message, OutboxChange.state == MADE)
        .order_by(OutboxChange.id.desc())
        .limit(1)
    )
    row.state = REFUSED
    # what it replaced since was not made either; its officer is told once
    replaced = update(OutboxChange).where(of_message, OutboxChange.state == REPLACED)
    revisions = select(OutboxRevision.former).where(OutboxRevision.message_id == row.message_id)
    if made is not None:
        replaced = replaced.where(OutboxChange.id > made.id)
        revisions = revisions.where(OutboxRevision.at > made.created_at)
    session.execute(replaced.values(state=REFUSED, told_at=row.created_at))
    read = session.scalar(revisions.order_by(OutboxRevision.id).limit(1))
    if read is not None:
        session.get_one(OutboxMessage, row.message_id).text = read


def _queue(session: Session, row: OutboxMessage, kind: str, text: str, now: datetime) -> None:
    """Queue a change; one that still waits would be made later, over the newer one."""
    session.execute(
        update(OutboxChange)
        .where(OutboxChange.message_id == row.id, OutboxChange.state == QUEUED)
        .values(state=REPLACED, text="")
    )
    session.add(
        OutboxChange(
            message_id=row.id, kind=kind, text=text, attempts=0, created_at=now, due_at=now
        )
    )
