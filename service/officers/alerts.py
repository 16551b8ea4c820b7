"""What of the live desk an officer wants to be alerted of, and how; kept for all their browsers.

Functions take an open ``Session`` and never commit.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.audit.recording import Deed, record
from service.storage.desk_tables import AlertChoice
from service.storage.rows import put_row


class Alert(StrEnum):
    """One kind of alert; worded in ``desk/templates/alerts.html``."""

    NEW_TICKET = "new_ticket"  # a notification: in a unit of the officer's
    NEW_WORDS = "new_words"  # a notification: in a ticket that the officer holds
    NOTICE = "notice"  # a notification: that the officer got a notice, as of a ticket given them
    COUNT = "count"  # how much waits, in the tab's title and icon
    SOUND = "sound"  # beside notifications
    DIGEST = "digest"  # what happened since the last shift


USUALLY_OFF = frozenset({Alert.SOUND})


def alerts_of(session: Session, officer_id: int) -> frozenset[Alert]:
    """Return what an officer wants."""
    rows = session.execute(
        select(AlertChoice.kind, AlertChoice.is_on).where(AlertChoice.officer_id == officer_id)
    )
    chosen = {row.kind: row.is_on for row in rows}
    return frozenset(one for one in Alert if chosen.get(one, one not in USUALLY_OFF))


def choose_alerts(
    session: Session, officer_id: int, wanted: Collection[str], now: datetime
) -> None:
    """Note what an officer wants, and that they want nothing else."""
    for one in Alert:
        put_row(
            session, AlertChoice(officer_id=officer_id, kind=one.value, is_on=one.value in wanted)
        )
    record(session, Deed.ALERTS_CHOSEN, now, officer_id=officer_id)
