"""What an officer can choose among on a ticket's page: colleagues, and the citizen's tickets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from service.escalations.access import Access
from service.escalations.merging import UNDO
from service.escalations.opening import escalations_of
from service.escalations.views import EscalationView
from service.officers.duty import OfficerView, officers_of
from service.outcomes import CloseReason, EscalationState
from service.storage.database import Session


@dataclass(frozen=True)
class Choices:
    """What can be chosen.

    Attributes:
        colleagues: Who can be given the ticket now.
        others: The citizen's other open tickets, into which it can be merged.
        can_unmerge: Whether it was merged a moment ago.
    """

    colleagues: Sequence[OfficerView]
    others: Sequence[EscalationView]
    can_unmerge: bool


def choices_of(session: Session, access: Access, now: datetime) -> Choices:
    """Return what is offered; whether an act may be done says the act."""
    shown = access.escalation
    is_merged = shown.close_reason is CloseReason.MERGED
    tickets = escalations_of(session, shown.conversation_id, limit=20)
    others = [
        one
        for one in tickets
        if one.state is not EscalationState.CLOSED and one.ticket != shown.ticket
    ]
    return Choices(
        colleagues=colleagues_of(session, shown.unit, shown.officer_id, now),
        others=[] if is_merged else others,
        can_unmerge=is_merged and (shown.closed_at or now) >= now - UNDO,
    )


def colleagues_of(
    session: Session, unit: str, holder: int | None, now: datetime
) -> list[OfficerView]:
    """Return the officers of a unit who are there, without who holds the ticket."""
    found = officers_of(session, unit)
    return [one for one in found if one.is_available_at(now) and one.id != holder]
