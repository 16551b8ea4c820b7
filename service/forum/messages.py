"""The messages of a group: what is to be shown there, in order, and what became of each.

Rows are written before Telegram is asked. One that was being sent when its process died is sent
once more: officers rather read twice than not at all. Functions take an open ``Session`` and never
commit.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from service.forum.cards import GroupButton, Shown
from service.forum.schedule import Urgency
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic

IN_FLIGHT = timedelta(seconds=45)  # after which whoever sent it is taken to be dead
RETRIES = (1, 2, 5, 15, 60, 300)  # seconds before further tries
MOST_TRIES = 30
LOOK = 200  # queued messages of a group that are looked at


class Kind(StrEnum):
    """What a message of a group is."""

    CARD = "card"
    WORDS = "words"  # the citizen's
    FILE = "file"  # the citizen's
    ANSWER = "answer"  # an officer's from the web desk
    NOTE = "note"  # an officer's from the web desk
    CHANGE = "change"  # shows again what a citizen took back
    NOTICE = "notice"  # ours, to officers
    OWN = "own"  # written in the group by an officer


class State(StrEnum):
    """Where a message of a group stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SHOWN = "shown"
    FAILED = "failed"
    DROPPED = "dropped"
    THERE = "there"  # an officer's, of which a receipt is still due
    SETTLED = "settled"  # an officer's, with its last receipt


FILES = frozenset("photo video document voice audio animation video_note".split())
RELAYED = (Kind.WORDS, Kind.FILE, Kind.ANSWER, Kind.NOTE)


@dataclass(frozen=True)
class Notice:
    """Something that the bot says to officers.

    Attributes:
        answers: The number of the message that it replies to.
    """

    group_id: int
    topic_id: int | None
    shown: Shown
    answers: str | None = None
    urgency: Urgency = Urgency.ANSWER


def tell(session: Session, notice: Notice, now: datetime) -> None:
    """Queue something that the bot says to officers."""
    rows = [[asdict(button) for button in row] for row in notice.shown.rows]
    session.add(
        ForumMessage(
            group_id=notice.group_id,
            topic_id=notice.topic_id,
            kind=Kind.NOTICE,
            text=notice.shown.text,
            rows=rows or None,
            answers=notice.answers,
            urgency=notice.urgency,
            created_at=now,
            due_at=now,
        )
    )


def buttons_of(row: ForumMessage) -> tuple[tuple[GroupButton, ...], ...]:
    """Return the buttons that a queued notice was given."""
    return tuple(tuple(GroupButton(**one) for one in line) for line in row.rows or ())


def is_any_due(session: Session, group_id: int, now: datetime) -> bool:
    """Tell cheaply whether something may be shown now, or was being sent by who died."""
    waiting = (State.QUEUED, State.SENDING)
    found = session.scalar(
        select(ForumMessage.id)
        .where(
            ForumMessage.group_id == group_id,
            ForumMessage.state.in_(waiting),
            ForumMessage.due_at <= now,
        )
        .limit(1)
    )
    return found is not None


def due(session: Session, group_id: int, now: datetime) -> list[ForumMessage]:
    """Return what may be shown now, most urgent first, each topic's messages in their order."""
    lost = (ForumMessage.state == State.SENDING, ForumMessage.due_at <= now)
    session.execute(
        update(ForumMessage)
        .where(ForumMessage.group_id == group_id, *lost)
        .values(state=State.QUEUED)
    )
    rows = session.scalars(
        select(ForumMessage)
        .outerjoin(ForumTopic, ForumTopic.id == ForumMessage.topic_id)
        .where(
            ForumMessage.group_id == group_id,
            ForumMessage.state == State.QUEUED,
            or_(ForumMessage.topic_id.is_(None), ForumTopic.thread.is_not(None)),
        )
        .order_by(ForumMessage.urgency, ForumMessage.id)
        .limit(LOOK)
    ).all()
    return _in_order(rows, now)


def _in_order(rows: Sequence[ForumMessage], now: datetime) -> list[ForumMessage]:
    found, waiting = [], set()
    for row in rows:
        lane = (row.topic_id, row.urgency) if row.urgency == Urgency.WORDS else None
        if row.due_at > now or lane in waiting:
            if lane is not None:
                waiting.add(lane)
            continue
        found.append(row)
    return found


def begin(rows: Sequence[ForumMessage], now: datetime) -> None:
    """Note that messages are being sent."""
    for row in rows:
        row.state, row.due_at, row.attempts = State.SENDING, now + IN_FLIGHT, row.attempts + 1


def mark_shown(
    session: Session, ids: Collection[int], number: str | None, print_: str | None, now: datetime
) -> None:
    """Note that messages stand in the group, several of them as one."""
    for row in _rows(session, ids):
        row.state, row.shown_at, row.error = State.SHOWN, now, None
        row.number, row.print, row.attempts = number or row.number, print_, 0
        if row.kind == Kind.CHANGE:
            _reads_now(session, row, print_)


def mark_later(
    session: Session, ids: Collection[int], error: str, now: datetime, wait: float | None = None
) -> None:
    """Queue messages again; after the last try they have failed."""
    for row in _rows(session, ids):
        pause = RETRIES[min(row.attempts, len(RETRIES)) - 1] if wait is None else wait
        row.state, row.error = State.QUEUED, error
        row.due_at = now + timedelta(seconds=pause)
        if wait is not None:
            row.attempts -= 1
        elif row.attempts >= MOST_TRIES:
            row.state = State.FAILED


def mark_failed(session: Session, ids: Collection[int], error: str) -> None:
    """Note that messages are refused for good."""
    for row in _rows(session, ids):
        row.state, row.error = State.FAILED, error
        if row.kind == Kind.CHANGE:
            _reads_now(session, row, None)


def lose_file(session: Session, ids: Collection[int], now: datetime) -> None:
    """Let words stand where a file was to stand that cannot be copied; still the citizen's."""
    for row in _rows(session, ids):
        row.kind, row.state, row.due_at = Kind.WORDS, State.QUEUED, now


def lose_number(session: Session, ids: Collection[int], now: datetime) -> None:
    """Let messages be shown anew: those that they were edits of are gone.

    What only took words back has nothing to take back any more.
    """
    for row in _rows(session, ids):
        state = State.DROPPED if row.kind == Kind.CHANGE else State.QUEUED
        if row.kind == Kind.CHANGE:
            _reads_now(session, row, None)
        row.number, row.print, row.state, row.due_at = None, None, state, now


def message_at(session: Session, group_id: int, number: str) -> ForumMessage | None:
    """Return the message with a number; of several that were put together the first."""
    return session.scalar(
        select(ForumMessage)
        .where(ForumMessage.group_id == group_id, ForumMessage.number == number)
        .order_by(ForumMessage.id)
        .limit(1)
    )


def shown_since(session: Session, group_id: int, since: datetime) -> list[datetime]:
    """Return when something went to a group lately, topics too."""
    messages = select(ForumMessage.shown_at).where(
        ForumMessage.group_id == group_id, ForumMessage.shown_at > since
    )
    topics = select(ForumTopic.made_at).where(
        ForumTopic.group_id == group_id, ForumTopic.made_at > since
    )
    return [at for one in (messages, topics) for at in session.scalars(one) if at is not None]


def count_queued(session: Session) -> int:
    """Return how many messages wait to be shown in all groups."""
    groups = select(ForumGroup.id)  # of each the index knows what is due
    waiting = (ForumMessage.group_id.in_(groups), ForumMessage.state == State.QUEUED)
    return session.scalar(select(func.count()).where(*waiting)) or 0


def _reads_now(session: Session, change: ForumMessage, print_: str | None) -> None:
    """Note what a changed message reads; None: nobody is to change it any more."""
    session.execute(
        update(ForumMessage)
        .where(
            ForumMessage.group_id == change.group_id,
            ForumMessage.number == change.answers,
            ForumMessage.kind.in_(RELAYED),
        )
        .values(print=print_)
    )


def _rows(session: Session, ids: Collection[int]) -> Sequence[Any]:
    return session.scalars(select(ForumMessage).where(ForumMessage.id.in_(ids))).all()
