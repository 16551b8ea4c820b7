"""How units' groups stand: looked at now and then by who shows things there, read by the desk.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.errors import NotFound
from service.forum.homes import UNLINKED
from service.forum.links import GROUP
from service.forum.messages import State
from service.forum.tables import ForumGroup, ForumMessage, LinkCode
from service.officers.duty import OfficerView
from service.officers.roles import Permission, may

EVERY = timedelta(minutes=10)  # from one look at a group to the next
TROUBLE_LENGTH = 64


@dataclass(frozen=True)
class Inspected:
    """What Telegram said of a group; None: it was not told.

    Attributes:
        trouble: Telegram's refusal; "" where there was none.
    """

    has_topics: bool | None = None
    may_topics: bool | None = None
    may_delete: bool | None = None
    trouble: str = ""


@dataclass(frozen=True)
class GroupState:
    """A unit's group as its supervisors see it.

    Attributes:
        gone_at: Since when the bot cannot write there.
        inspected_at: When Telegram was asked; None: never since it was linked.
        waiting: How many messages wait to be shown there.
        code_until: Until when a code that was made for a group can be used.
    """

    unit: str
    linked_at: datetime | None = None
    gone_at: datetime | None = None
    inspected_at: datetime | None = None
    found: Inspected = Inspected()
    waiting: int = 0
    code_until: datetime | None = None

    @property
    def is_well(self) -> bool:
        """Whether all is there that officers need in it, as far as is known."""
        found = (self.found.has_topics, self.found.may_topics, self.found.may_delete)
        return self.linked_at is not None and self.gone_at is None and False not in found


def keeps_group_of(person: OfficerView, unit: str) -> bool:
    """Tell whether somebody may link and unlink a unit's group."""
    if may(person.role, Permission.EVERY_UNIT) or may(person.role, Permission.ACCOUNTS):
        return True
    return may(person.role, Permission.SUPERVISE) and unit in person.units


def is_to_be_inspected(session: Session, group_id: int, now: datetime) -> bool:
    """Tell whether it is time to ask Telegram about a group."""
    row = session.get_one(ForumGroup, group_id)
    return row.inspected_at is None or now - row.inspected_at >= EVERY


def note_inspection(session: Session, group_id: int, found: Inspected, now: datetime) -> None:
    """Keep what Telegram said of a group."""
    row = session.get_one(ForumGroup, group_id)
    row.has_topics, row.may_topics = found.has_topics, found.may_topics
    row.may_delete, row.inspected_at = found.may_delete, now
    row.trouble = found.trouble[:TROUBLE_LENGTH] or None


def group_states(session: Session, units: Collection[str], now: datetime) -> dict[str, GroupState]:
    """Return how the groups of some units stand; also of those that have none."""
    rows = {row.unit: row for row in session.scalars(select(ForumGroup).where(~UNLINKED))}
    waiting: dict[int, int] = dict(
        session.execute(
            select(ForumMessage.group_id, func.count())
            .where(ForumMessage.state == State.QUEUED)
            .group_by(ForumMessage.group_id)
        ).all()
    )
    codes: dict[str, datetime] = dict(
        session.execute(
            select(LinkCode.subject, func.max(LinkCode.expires_at))
            .where(LinkCode.kind == GROUP, LinkCode.used_at.is_(None), LinkCode.expires_at > now)
            .group_by(LinkCode.subject)
        ).all()
    )
    return {unit: _state(unit, rows.get(unit), waiting, codes.get(unit)) for unit in units}


def unlink_group(session: Session, unit: str, now: datetime) -> None:
    """Let a unit have no group: nothing is shown there, and nothing done there counts.

    What stands in the group stays there; delete it in Telegram.

    Raises:
        NotFound: The unit has none.
    """
    row = session.scalar(select(ForumGroup).where(ForumGroup.unit == unit, ~UNLINKED))
    if row is None:
        raise NotFound(f"unit {unit!r} has no group")
    row.chat, row.gone_at = f"was {row.id}", now
    waits = (State.QUEUED, State.SENDING)
    session.execute(
        update(ForumMessage)
        .where(ForumMessage.group_id == row.id, ForumMessage.state.in_(waits))
        .values(state=State.DROPPED)
    )
    record(session, Deed.GROUP_UNLINKED, now, data={"unit": unit})


def _state(
    unit: str, row: ForumGroup | None, waiting: dict[int, int], code_until: datetime | None
) -> GroupState:
    if row is None:
        return GroupState(unit, code_until=code_until)
    found = Inspected(row.has_topics, row.may_topics, row.may_delete, row.trouble or "")
    return GroupState(
        unit=unit,
        linked_at=row.linked_at,
        gone_at=row.gone_at,
        inspected_at=row.inspected_at,
        found=found,
        waiting=waiting.get(row.id, 0),
        code_until=code_until,
    )
