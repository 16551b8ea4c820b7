"""The columns of an escalation that can change, and how an event names their values. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from service.outcomes import ClosedBy, CloseReason, EscalationState


@dataclass(frozen=True)
class Standing:
    """What the columns of an escalation say that can change.

    Attributes:
        round: How often it was opened.
        waits_since: When it was opened last.
        unanswered_since: The citizen's oldest message that no officer has answered.
        silent_since: Since when the one who holds it owes an answer; stands still while snoozed.
        last_officer_id: Who held it before.
        behind_id: The escalation of the same conversation whose end it waits for.
        request_kind: A kind of ``content/deadlines.yml``; with what was counted by it.
        due_counted_at: Since when the deadline is this; None: it is to be counted anew.
        zone: The citizen's, by what they told.
    """

    unit: str = ""
    state: EscalationState = EscalationState.WAITING
    officer_id: int | None = None
    last_officer_id: int | None = None
    opened_at: datetime | None = None
    reopened_at: datetime | None = None
    waits_since: datetime | None = None
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: ClosedBy | None = None
    close_reason: CloseReason | None = None
    round: int = 1
    unanswered_since: datetime | None = None
    silent_since: datetime | None = None
    snoozed_until: datetime | None = None
    citizen_asked_at: datetime | None = None
    reminded_at: datetime | None = None
    contested_at: datetime | None = None
    behind_id: int | None = None
    merged_into_id: int | None = None
    request_kind: str | None = None
    deadline_at: datetime | None = None
    promised_at: datetime | None = None
    due_from: datetime | None = None
    due_counted_at: datetime | None = None
    zone: str | None = None


NAMES = tuple(one.name for one in fields(Standing))
_TIMES = frozenset(name for name in NAMES if name.endswith(("_at", "_since", "_until", "_from")))
DUE_NAMES = NAMES[NAMES.index("request_kind") :]


def told_by(before: Standing, data: Mapping[str, Any]) -> Standing:
    """Return a standing with what an event's data say of its columns."""
    told = {name: _value(name, data[name]) for name in NAMES if name in data}
    return replace(before, **told)


def _value(name: str, told: Any) -> Any:
    if told is None:
        return None
    if name in _TIMES:
        return moment(told)
    enums: dict[str, Callable[[str], Any]] = {
        "state": EscalationState,
        "closed_by": ClosedBy,
        "close_reason": CloseReason,
    }
    return enums[name](told) if name in enums else told


def moment(told: str) -> datetime:
    """Return a time as an event keeps it."""
    return datetime.fromisoformat(told)
