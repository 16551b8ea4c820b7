"""Whether a person's help was of use: asked once an opening, and counted once.

Functions take an open ``Session`` and never commit.
"""

import re
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.escalations.events import CITIZEN, happen
from service.escalations.standing import EventKind
from service.payloads import Payload, PayloadKind
from service.storage.escalation_tables import EscalationRating
from service.storage.rows import insert_unless_known
from service.storage.tables import Escalation

GOOD, BAD = "good", "bad"
_MARK = "/"
_ARGUMENT = re.compile(rf"(TB-[\w-]+){_MARK}(\d{{1,6}}){_MARK}({GOOD}|{BAD})", re.ASCII)


def rating_payload(ticket: str, round_number: int, *, is_good: bool) -> Payload:
    """Return what a button means that rates the help of one opening of a ticket."""
    said = GOOD if is_good else BAD
    return Payload(PayloadKind.RATE, _MARK.join((ticket, str(round_number), said)))


def rate_escalation(
    session: Session, conversation_id: str, argument: str, now: datetime
) -> str | None:
    """Count what a citizen thought of a person's help, for the opening that the button names.

    Args:
        argument: Of a ``rating_payload``.

    Returns:
        The ticket; None where it counted already, or is not this conversation's.
    """
    told = _ARGUMENT.fullmatch(argument)
    if told is None:
        return None
    ticket, number, said = told.groups()
    row = session.scalar(
        select(Escalation).where(
            Escalation.ticket == ticket, Escalation.conversation_id == conversation_id
        )
    )
    if row is None:
        return None
    is_good, of_round = said == GOOD, int(number)
    rating = EscalationRating(escalation_id=row.id, round=of_round, is_good=is_good, at=now)
    if insert_unless_known(session, rating) is None:
        return None
    happen(session, row, EventKind.RATED, CITIZEN, now, round=of_round, said=said)
    return ticket
