"""Leases: the right to do what only one process may do at a time, such as asking Telegram.

Taken by compare-and-set and prolonged while the work lasts; whoever is killed loses it after
seconds. Functions take an open ``Session`` and never commit.
"""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from service.clock import APART
from service.storage.tables import Lease

LEASE_SECONDS = 8  # a lease whose holder was killed is free again after this long
RENEW_SECONDS = 2  # between two prolongations


def take_lease(session: Session, name: str, holder: str, now: datetime) -> bool:
    """Take or prolong a lease; False when another holds it."""
    until = now + timedelta(seconds=LEASE_SECONDS)
    statement = (
        update(Lease)
        .where(
            Lease.name == name,
            # What ends later than it can was taken before the clock jumped back.
            or_(Lease.holder == holder, Lease.until < now, Lease.until > until + APART),
        )
        .values(holder=holder, until=until)
    )
    if cast("CursorResult[Any]", session.execute(statement)).rowcount == 1:
        return True
    if session.get(Lease, name) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(Lease(name=name, holder=holder, until=until))
    except IntegrityError:  # another process took it first
        return False
    return True


def release_lease(session: Session, name: str, holder: str) -> None:
    """Give a lease back, if it is still ours."""
    session.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))
