"""Hands several tickets on at once: to one officer, or back to the queue of their units.

What cannot be is told for each ticket, and holds up no other. Functions take an open ``Session``
and never commit.
"""

from collections.abc import Callable, Collection
from datetime import datetime

from sqlalchemy.orm import Session

from service.errors import NotFound
from service.escalations.claims import assign_escalation, release_escalation
from service.escalations.opening import find_escalation
from service.escalations.views import ClaimRefused, EscalationView

Came = dict[str, EscalationView | ClaimRefused]


def assign_many(
    session: Session,
    tickets: Collection[str],
    officer_id: int,
    to: int,
    notice: Callable[[EscalationView], str],
    now: datetime,
) -> Came:
    """Give tickets to an officer; a ticket or an officer that is not there is refused as well.

    Args:
        notice: What a ticket's citizen is told where nobody had it before.
    """

    def assign(ticket: str) -> EscalationView | ClaimRefused:
        told = notice(find_escalation(session, ticket))
        return assign_escalation(session, ticket, officer_id, to, told, now)

    return _each(tickets, assign)


def release_many(
    session: Session, tickets: Collection[str], officer_id: int, now: datetime
) -> Came:
    """Put tickets back into the queues of their units."""
    return _each(tickets, lambda ticket: release_escalation(session, ticket, officer_id, now))


def _each(tickets: Collection[str], act: Callable[[str], EscalationView | ClaimRefused]) -> Came:
    came: Came = {}
    for ticket in sorted(tickets):  # one order for all: no two wait in a circle
        try:
            came[ticket] = act(ticket)
        except NotFound:
            came[ticket] = ClaimRefused(None)
    return came
