"""Who may read, propose and decide: asked again in the transaction that changes something."""

from collections.abc import Collection

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.officers.duty import OfficerView, view_of_officer
from service.officers.roles import Permission, may
from service.storage.tables import Officer


def sees_proposals(officer: OfficerView, unit: str) -> bool:
    """Tell whether an officer may read what is proposed for a unit's articles."""
    reads_all = may(officer.role, Permission.RECORD)
    return reads_all or (may(officer.role, Permission.ARTICLES) and _is_theirs(officer, unit))


def may_propose(officer: OfficerView, units: Collection[str]) -> bool:
    """Tell whether an officer may propose a change to an article of these units."""
    is_theirs = all(_is_theirs(officer, unit) for unit in units)
    return officer.is_active and may(officer.role, Permission.PROPOSE) and is_theirs


def may_decide(officer: OfficerView) -> bool:
    """Tell whether an officer may decide what an article says, if the proposal is not theirs."""
    return officer.is_active and may(officer.role, Permission.CONTENT)


def person(session: Session, officer_id: int) -> OfficerView:
    """Return an officer as they are now.

    Raises:
        NotFound: There is no such officer.
    """
    row = session.get(Officer, officer_id)
    if row is None:
        raise NotFound(f"no officer with the number {officer_id}")
    return view_of_officer(session, row)


def _is_theirs(officer: OfficerView, unit: str) -> bool:
    keeps_all = may(officer.role, Permission.CONTENT) or may(officer.role, Permission.EVERY_UNIT)
    return keeps_all or unit in officer.units
