"""One line to a unit's group of what is overdue: in working hours, and no flood.

It is said once on a working day while anything is overdue, and again after ``AGAIN`` where more
has become overdue since. Each ticket's own notice stands in its topic (``passing_on``); this is
for who looks at the group as a whole. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendar import short_time_in_words
from service.escalations.load import Overdue, read_overdue
from service.forum.cards import Shown
from service.forum.homes import stands_in
from service.forum.means import DeskMeans
from service.forum.messages import Notice, tell
from service.forum.tables import ForumGroup

AGAIN = timedelta(hours=2)
PAGE = "/load?overdue=yes"


@dataclass(frozen=True)
class Alarm:
    """What is to be said in a group."""

    group_id: int
    unit: str
    overdue: Overdue


def alarms_due(session: Session, means: DeskMeans, now: datetime) -> list[Alarm]:
    """Return what is to be said now in which groups; only reads."""
    rows = session.scalars(select(ForumGroup).where(ForumGroup.gone_at.is_(None)))
    found = (_alarm(session, row, means, now) for row in rows.all())
    return [alarm for alarm in found if alarm is not None]


def sound(session: Session, alarm: Alarm, means: DeskMeans, now: datetime) -> None:
    """Say it, and note when."""
    row = session.get_one(ForumGroup, alarm.group_id)
    row.alarmed_at = now
    overdue = alarm.overdue
    text = means.words(
        "told_overdue",
        count=overdue.count,
        ticket=overdue.ticket,
        due=short_time_in_words(overdue.since),
        page=f"{means.desk_url}{PAGE}" if means.desk_url else means.words("told_at_desk"),
    )
    tell(session, Notice(row.id, None, Shown(text)), now)


def _alarm(session: Session, row: ForumGroup, means: DeskMeans, now: datetime) -> Alarm | None:
    desk = means.desk_hours()
    if not desk.hours.is_open(now, row.unit):
        return None
    units = [unit for unit in means.units if stands_in(session, unit, row.unit, now)]
    overdue = read_overdue(session, {row.unit, *units}, desk, now)
    if overdue is None or not _is_news(row.alarmed_at, overdue, means, row.unit, now):
        return None
    return Alarm(row.id, row.unit, overdue)


def _is_news(
    told_at: datetime | None, overdue: Overdue, means: DeskMeans, unit: str, now: datetime
) -> bool:
    if told_at is None:
        return True
    zone = means.desk_hours().hours.table.zone_of_unit(unit).tz
    if told_at.astimezone(zone).date() < now.astimezone(zone).date():
        return True
    return overdue.newest > told_at and now - told_at >= AGAIN
