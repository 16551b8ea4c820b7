"""A message of a group as it is sent: read out of what is stored, at the moment it goes.

So a citizen who changed or took back their words meanwhile is not quoted with the former ones.
Functions take an open ``Session`` and never commit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.forum.cards import Mode, Shown, card
from service.forum.homes import mode_in, rows_in
from service.forum.means import DeskMeans
from service.forum.messages import RELAYED, Kind, State, buttons_of
from service.forum.projection import facts
from service.forum.said import caption_of, fitting, may_be_copied, standing, words_of
from service.forum.schedule import put_together
from service.forum.tables import ForumGroup, ForumMessage, ForumTopic
from service.storage.tables import Conversation, Escalation, Update


@dataclass(frozen=True)
class FileOf:
    """A citizen's file that is copied from their chat."""

    chat: str
    message: str


@dataclass(frozen=True)
class ToShow:
    """What is asked of Telegram for one message, or for several that go as one.

    Attributes:
        ids: The rows that it shows.
        number: The message that is changed; None: a new one.
        file: What is copied, with the text under it.
    """

    ids: tuple[int, ...]
    kind: Kind
    shown: Shown
    number: str | None = None
    answers: str | None = None
    file: FileOf | None = None
    is_caption: bool = False


def render(
    session: Session,
    rows: Sequence[ForumMessage],
    is_crowded: bool,
    means: DeskMeans,
    now: datetime,
) -> ToShow | None:
    """Return what the first of some messages shows, with those after it that go along.

    Args:
        rows: Due messages of one group, the first of them to be shown now.

    Returns:
        None when there is nothing to be shown any more: the row is to be dropped.
    """
    first: ForumMessage = rows[0]
    if first.kind in RELAYED and not _may_words_stand(session, first, means, now):
        return None
    if first.kind == Kind.FILE and not may_be_copied(session, first):
        first.kind = Kind.WORDS
    match Kind(first.kind):
        case Kind.CARD:
            return _card(session, first, means, now)
        case Kind.NOTICE:
            shown = Shown(first.text, buttons_of(first))
            return ToShow((first.id,), Kind.NOTICE, shown, answers=first.answers)
        case Kind.FILE:
            return _file(session, first, means)
        case Kind.CHANGE:
            return _change(session, first, means)
        case _:
            return _words(session, rows, is_crowded, means)


def _card(session: Session, row: ForumMessage, means: DeskMeans, now: datetime) -> ToShow:
    escalation = session.get_one(Escalation, row.escalation_id)
    group = session.get_one(ForumGroup, row.group_id)
    shown = card(facts(session, escalation, group, means, now), means.words)
    return ToShow((row.id,), Kind.CARD, shown, number=row.number)


def _words(
    session: Session, rows: Sequence[ForumMessage], is_crowded: bool, means: DeskMeans
) -> ToShow | None:
    first = rows[0]
    of_topic = [row for row in rows if row.topic_id == first.topic_id]
    run = list(takewhile(_goes_along, of_topic)) or [first]
    texts = [words_of(session, row, means) for row in run]
    count = put_together([text or "" for text in texts], is_crowded)
    told = {row.id: text for row, text in zip(run[:count], texts, strict=False) if text}
    row: ForumMessage
    for row in run[:count]:
        if row.id not in told:
            row.state = State.DROPPED
    if not told:
        return None
    text = fitting("\n\n".join(told.values()), means)
    return ToShow(tuple(told), Kind(first.kind), Shown(text), answers=first.answers)


def _may_words_stand(session: Session, row: ForumMessage, means: DeskMeans, now: datetime) -> bool:
    """Tell whether words may stand in the group now: they may have waited since they might."""
    unit = session.get_one(ForumGroup, row.group_id).unit
    topic = session.get_one(ForumTopic, row.topic_id)
    rows = rows_in(session, topic.conversation_id, unit, now)
    return mode_in(means, unit, rows) is Mode.FULL


def _goes_along(row: ForumMessage) -> bool:
    """Tell whether words may be put together: a reply to them must go to the citizen, or not."""
    return row.kind == Kind.WORDS and row.answers is None


def _file(session: Session, row: ForumMessage, means: DeskMeans) -> ToShow:
    """Return the copy of a citizen's file."""
    update = session.get_one(Update, row.update_id)
    address = session.get_one(Conversation, update.conversation_id).address
    file, shown = FileOf(address, update.message_id or ""), Shown(caption_of(session, row, means))
    return ToShow((row.id,), Kind.FILE, shown, answers=row.answers, file=file)


def _change(session: Session, row: ForumMessage, means: DeskMeans) -> ToShow | None:
    """Return what stands now where a citizen took words back, with what was said beside them."""
    together = session.scalars(
        select(ForumMessage)
        .where(
            ForumMessage.group_id == row.group_id,
            ForumMessage.number == row.answers,
            ForumMessage.state == State.SHOWN,
            ForumMessage.kind.in_(RELAYED),
        )
        .order_by(ForumMessage.id)
    ).all()
    if not together or row.answers is None:
        return None
    shown, is_file = standing(session, together, means), together[0].kind == Kind.FILE
    return ToShow((row.id,), Kind.CHANGE, shown, number=row.answers, is_caption=is_file)
