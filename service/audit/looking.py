"""Whether a look at a ticket was recorded a moment ago; functions take an open ``Session``.

A page looks again every few seconds: one row for each is no more of a record, and would bury it.
"""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from service.audit.origin import Channel, origin
from service.audit.tables import AuditRow
from service.storage.base import table_of


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
