"""The other tickets of a citizen, as far as an officer may know of them.

Of tickets within their reach date, topic, unit and where they stand, and no word; the rest are
counted. Functions take an open ``Session`` and never commit.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.escalations.access import Access
from service.escalations.opening import escalations_of
from service.escalations.reach import reach_of
from service.escalations.row_words import words_of
from service.escalations.views import EscalationView

MOST = 10  # newest tickets that are listed


@dataclass(frozen=True)
class EarlierTicket:
    """A ticket of the same citizen.

    Attributes:
        topic: The article that its question was taken for; None where it was not understood.
    """

    escalation: EscalationView
    topic: str | None


@dataclass(frozen=True)
class Earlier:
    """The other tickets of a citizen.

    Attributes:
        tickets: The newest within reach, the newest first.
        left_out: How many more are within reach.
        hidden: How many are not.
    """

    tickets: tuple[EarlierTicket, ...] = ()
    left_out: int = 0
    hidden: int = 0


def earlier_tickets(session: Session, access: Access, now: datetime) -> Earlier:
    """Return the other tickets of an escalation's citizen."""
    shown, reach = access.escalation, reach_of(session, access.officer, now)
    every = escalations_of(session, shown.conversation_id, limit=None)
    others = [one for one in every if one.ticket != shown.ticket]
    within = [one for one in others if reach.has(one.unit)]
    words = words_of(session, [one.ticket for one in within[:MOST]])
    listed = tuple(EarlierTicket(one, words[one.ticket].topic) for one in within[:MOST])
    return Earlier(listed, len(within) - len(listed), len(others) - len(within))
