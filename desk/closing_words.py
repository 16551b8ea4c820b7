"""What a citizen is told of a closing: whether it can be undone, and what has its turn then."""

from desk.context import Desk
from service.escalations.closing import Told, ending_of
from service.escalations.views import EscalationView
from service.outcomes import CloseReason
from service.payloads import reopen_payload
from service.replies import Button
from service.storage.database import Session

SPAM, NEXT = "officer_closed_spam", "officer_closed_next"


def told_of_closing(
    desk: Desk, session: Session, escalation: EscalationView, reason: CloseReason | None
) -> Told:
    """Return notice and button for a closing that comes next in this transaction."""
    ending, ticket = ending_of(session, escalation.ticket, reason), escalation.ticket
    following = ending.following
    if following is not None:
        unit = desk.unit_name(following.unit)
        return Told(desk.sentences(NEXT, ticket=ticket, following=following.ticket, unit=unit))
    if escalation.is_behind:
        return Told(desk.notice("officer_closed_behind", escalation))
    if not ending.can_reopen:
        return Told(desk.sentences(SPAM, ticket=ticket))
    again = Button(desk.sentences("button_reopen"), reopen_payload(ticket))
    return Told(desk.notice("officer_closed", escalation), (again,))
