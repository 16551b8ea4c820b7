"""Whether a look at tickets was recorded a moment ago; functions take an open ``Session``.

A page looks again every few seconds: one row for each is no more of a record, and would bury it.
"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from service.audit.origin import Channel, origin
from service.audit.tables import AuditRow
from service.storage.base import table_of

LOOK = timedelta(minutes=15)  # in which a ticket that is listed again is one look
FAR = 300  # rows of an officer among which lists are looked for


def is_from_elsewhere(
    session: Session, ticket: str, officer_id: int, deed: str, since: datetime
) -> bool:
    """Tell whether an officer looks from an address that no such look was recorded from.

    A log-in that was stolen must not hide behind its owner's look of a minute ago.
    """
    place = origin()
    if place.channel is not Channel.WEB:
        return False
    values = {"ticket": ticket, "officer": officer_id, "deed": deed, "since": since}
    known = session.scalar(_LOOK, {**values, "address": place.address})
    return known is None


def newly_listed(
    session: Session, officer_id: int, deed: str, tickets: Collection[str], now: datetime
) -> set[str]:
    """Return which tickets no such list that an officer was shown a moment ago has.

    A list that was shown elsewhere is none.
    """
    values = {"officer": officer_id, "deed": deed, "since": now - LOOK}
    lists = session.scalars(_LISTS, {**values, "address": origin().address})
    known = {ticket for data in lists for ticket in json.loads(data).get("tickets", ())}
    return set(tickets) - known


# Built once, on the table: docs/adr/0016.
_a = table_of(AuditRow).c
_LOOK = (
    select(_a.id)
    .where(
        _a.ticket == bindparam("ticket"),
        _a.officer_id == bindparam("officer"),
        _a.deed == bindparam("deed"),
        _a.channel == Channel.WEB.value,
        _a.address == bindparam("address"),
        _a.at > bindparam("since"),
    )
    .limit(1)
)
_RECENT = (
    select(_a.id, _a.deed, _a.address, _a.at, _a.data)
    .where(_a.officer_id == bindparam("officer"))
    .order_by(_a.id.desc())
    .limit(FAR)
    .subquery()
)
_LISTS = select(_RECENT.c.data).where(
    _RECENT.c.deed == bindparam("deed"),
    _RECENT.c.address == bindparam("address"),
    _RECENT.c.at > bindparam("since"),
)
