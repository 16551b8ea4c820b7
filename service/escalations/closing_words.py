"""What a citizen is told of a closing: whether it can be undone, and what has its turn then."""

from collections.abc import Callable

from service.escalations.closing import Told, ending_of
from service.escalations.views import EscalationView
from service.outcomes import CloseReason
from service.payloads import reopen_payload
from service.replies import Button
from service.storage.database import Session

SPAM, NEXT = "officer_closed_spam", "officer_closed_next"


def told_of_closing(
    session: Session,
    say: Callable[..., str],
    unit_name: Callable[[str], str],
    escalation: EscalationView,
    reason: CloseReason | None,
) -> Told:
    """Return notice and button for a closing that comes next in this transaction."""
    ending, ticket = ending_of(session, escalation.ticket, reason), escalation.ticket
    following, unit = ending.following, unit_name(escalation.unit)
    if following is not None:
        after = unit_name(following.unit)
        return Told(say(NEXT, ticket=ticket, following=following.ticket, unit=after))
    if escalation.is_behind:
        return Told(say("officer_closed_behind", ticket=ticket, unit=unit))
    if not ending.can_reopen:
        return Told(say(SPAM, ticket=ticket))
    again = Button(say("button_reopen"), reopen_payload(ticket))
    return Told(say("officer_closed", ticket=ticket, unit=unit), (again,))
