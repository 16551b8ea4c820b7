"""Whose a unit's tickets are: one rule for the door, the queue and the notices.

An officer's are those of their units, a lead's all; who reads no tickets has none. A unit in which
nobody works, or all are on leave, is the communication bureau's as well.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from service.officers.duty import OfficerView, staffed_units
from service.officers.roles import Permission, may

COMMUNICATION = "humas"  # the communication bureau, for what is nobody else's


@dataclass(frozen=True)
class Reach:
    """Which units' tickets an officer may read.

    Attributes:
        staffed: The units that are not the communication bureau's; None: they are not in it.
    """

    person: OfficerView
    staffed: frozenset[str] | None

    def has(self, unit: str) -> bool:
        """Tell whether they answer for a unit."""
        if not may(self.person.role, Permission.READ):
            return False
        if may(self.person.role, Permission.EVERY_UNIT) or unit in self.person.units:
            return True
        return self.staffed is not None and unit not in self.staffed

    def of(self, unit: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """Tell the same of a column that holds a unit."""
        if not may(self.person.role, Permission.READ):
            return false()
        if may(self.person.role, Permission.EVERY_UNIT):
            return true()
        own = unit.in_(sorted(self.person.units))
        return own if self.staffed is None else own | unit.not_in(sorted(self.staffed))


def reach_of(session: Session, person: OfficerView, now: datetime) -> Reach:
    """Return an officer's reach."""
    takes_rest = not may(person.role, Permission.EVERY_UNIT) and COMMUNICATION in person.units
    return Reach(person, staffed_units(session, now) if takes_rest else None)
