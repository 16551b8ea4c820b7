"""In whose group an escalation stands: its unit's own.

One of a unit that has no group, and in which nobody works, stands in the communication bureau's,
whose officers answer it (see ``service.escalations.reach``): it must not wait unseen. Functions
take an open ``Session`` and never commit.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from service.escalations.reach import COMMUNICATION
from service.forum.cards import Mode
from service.forum.means import DeskMeans
from service.forum.tables import ForumGroup
from service.officers.duty import staffed_units
from service.storage.tables import Escalation

UNLINKED = ForumGroup.chat.like("was %")  # of a group that is no unit's any more


def stands_in(session: Session, unit: str, group_unit: str, now: datetime) -> bool:
    """Tell whether a unit's escalations stand in a group."""
    if unit == group_unit:
        return True
    return group_unit == COMMUNICATION and unit not in _of_themselves(session, now)


def is_in_a_group(session: Session, now: datetime) -> ColumnElement[bool]:
    """Tell in SQL whether an escalation stands in a group that is there."""
    there = set(session.scalars(select(ForumGroup.unit).where(ForumGroup.gone_at.is_(None))))
    own = Escalation.unit.in_(sorted(there))
    if COMMUNICATION not in there:
        return own
    return or_(own, Escalation.unit.not_in(sorted(_of_themselves(session, now))))


def mode_in(means: DeskMeans, group_unit: str, rows: Iterable[Escalation]) -> Mode:
    """Return what of a citizen's words may stand in a group: all whose they are must allow it.

    Args:
        rows: The citizen's open escalations that stand there.
    """
    open_rows = list(rows)
    whose = [row.unit for row in open_rows if row.behind_id is None] or [
        row.unit for row in open_rows
    ]
    is_full = all(means.mode(unit) is Mode.FULL for unit in (group_unit, *whose))
    return Mode.FULL if is_full else Mode.CARD


def rows_in(
    session: Session, conversation_id: str, group_unit: str, now: datetime
) -> list[Escalation]:
    """Return a citizen's open escalations that stand in a group."""
    rows = session.scalars(
        select(Escalation).where(
            Escalation.conversation_id == conversation_id, Escalation.state != "closed"
        )
    )
    return [row for row in rows if stands_in(session, row.unit, group_unit, now)]


def _of_themselves(session: Session, now: datetime) -> set[str]:
    """Return the units that have a group, or somebody who works."""
    linked = session.scalars(select(ForumGroup.unit).where(~UNLINKED))
    return {*linked, *staffed_units(session, now)}
