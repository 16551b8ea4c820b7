"""Who left a group: there their account acts no more, until it is linked anew.

The link is between an account and an officer, and holds in every group of theirs; a group that
they left is taken out of it, whether or not they come back. Functions take an open ``Session`` and
never commit.
"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.escalations.reach import reach_of
from service.forum.tables import ForumGroup, GroupDeparture
from service.officers.duty import find_officer


def note_departure(session: Session, group_id: int, account: str, now: datetime) -> None:
    """Let an account act in a group no more."""
    if not has_left(session, group_id, account):
        session.add(GroupDeparture(group_id=group_id, account=account, left_at=now))
        session.flush()


def has_left(session: Session, group_id: int, account: str) -> bool:
    """Tell whether an account left a group since it was linked."""
    return session.get(GroupDeparture, (group_id, account)) is not None


def units_left_to(
    session: Session, officer_id: int, account: str, now: datetime
) -> tuple[str, ...]:
    """Return the units in whose groups an officer still acts."""
    reach = reach_of(session, find_officer(session, officer_id), now)
    left = select(GroupDeparture.group_id).where(GroupDeparture.account == account)
    there = ForumGroup.gone_at.is_(None) & ForumGroup.id.not_in(left)
    units = session.scalars(select(ForumGroup.unit).where(there).order_by(ForumGroup.id))
    return tuple(unit for unit in units if reach.has(unit))


def forget_departures(session: Session, account: str) -> None:
    """Let an account act in every group again: its officer brought a new code."""
    session.execute(delete(GroupDeparture).where(GroupDeparture.account == account))


def forget_departures_from(session: Session, group_id: int) -> None:
    """Let nobody have left a unit's group: another chat is it now."""
    session.execute(delete(GroupDeparture).where(GroupDeparture.group_id == group_id))
