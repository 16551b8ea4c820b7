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

LOOK = timedelta(minutes=15)  # in which the same list is one look
FAR = 300  # rows of an officer among which one is looked for


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


def were_listed(
    session: Session, officer_id: int, deed: str, tickets: Collection[str], now: datetime
) -> bool:
    """Tell whether the newest such list that is recorded of an officer shows all these tickets.

    A list of before, or one that was shown elsewhere, is none.
    """
    values = {"officer": officer_id, "deed": deed, "since": now - LOOK}
    found = session.scalar(_LIST, {**values, "address": origin().address})
    return found is not None and set(tickets) <= set(json.loads(found).get("tickets", ()))


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
_LIST = (
    select(_RECENT.c.data)
    .where(
        _RECENT.c.deed == bindparam("deed"),
        _RECENT.c.address == bindparam("address"),
        _RECENT.c.at > bindparam("since"),
    )
    .order_by(_RECENT.c.id.desc())
    .limit(1)
)
