"""Passes on to a unit's group what its officers are told of their tickets.

Who works in Telegram does not look at the web desk: a deadline, a case that was given to them, or
one that a silent holder lost, is said in the citizen's topic, without any words of the citizen's.
What was passed on is a message of that ticket and that moment: nothing is told twice. Functions
take an open ``Session`` and never commit.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendar import short_time_in_words
from service.escalations.notices import NoticeKind
from service.forum.means import DeskMeans
from service.forum.messages import Kind
from service.forum.scenes import Scene, new_message
from service.forum.tables import ForumMessage
from service.storage.escalation_tables import OfficerNotice
from service.storage.tables import Escalation, Officer

WITHIN = timedelta(hours=12)  # of what happened: later it is no news
SEEN_ELSEWHERE = (NoticeKind.TAKEN, NoticeKind.TRANSFERRED)  # on the card, or a card that is new


def plan_notices(
    session: Session, scene: Scene, rows: Sequence[Escalation], means: DeskMeans, now: datetime
) -> None:
    """Queue what officers were told of a citizen's escalations and the group was not.

    Args:
        rows: Those that stand in the group, closed ones as well.
    """
    for row in rows:
        for at, notices in groupby(_notices(session, row, scene, now), lambda one: one.at):
            text = "\n".join(_in_words(session, row, one, means) for one in notices)
            if not _is_passed_on(session, scene, row, at):
                told = new_message(scene, Kind.NOTICE, now, escalation_id=row.id, text=text)
                told.created_at = at
                session.add(told)


def _notices(
    session: Session, row: Escalation, scene: Scene, now: datetime
) -> Iterator[OfficerNotice]:
    rows = session.scalars(
        select(OfficerNotice)
        .where(
            OfficerNotice.escalation_id == row.id,
            OfficerNotice.kind.not_in([kind.value for kind in SEEN_ELSEWHERE]),
            OfficerNotice.at > max(now - WITHIN, scene.group.linked_at),
        )
        .order_by(OfficerNotice.at, OfficerNotice.id)
    )
    yield from rows.all()


def _is_passed_on(session: Session, scene: Scene, row: Escalation, at: datetime) -> bool:
    known = session.scalar(
        select(ForumMessage.id)
        .where(
            ForumMessage.topic_id == scene.topic.id,
            ForumMessage.kind == Kind.NOTICE,
            ForumMessage.escalation_id == row.id,
            ForumMessage.created_at == at,
        )
        .limit(1)
    )
    return known is not None


def _in_words(session: Session, row: Escalation, notice: OfficerNotice, means: DeskMeans) -> str:
    due = short_time_in_words(row.deadline_at) if row.deadline_at else ""
    number = notice.officer_id or row.last_officer_id
    person = session.get(Officer, number) if number else None
    who = person.name if person else means.words("told_unit")
    key = f"told_{notice.kind}"
    if notice.kind == NoticeKind.DEADLINE_NEAR and notice.officer_id is None:
        who = means.words("told_unit")
    return means.words(key, ticket=row.ticket, officer=who, due=due)
