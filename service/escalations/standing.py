"""Where an escalation stands, told by its events alone. Pure.

A row of ``escalations`` is what ``apply`` makes of each event in turn, so ``replay`` of all of
them gives the row again: whoever doubts a row can rebuild it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from service.escalations.columns import DUE_NAMES, Standing, moment, told_by
from service.outcomes import ClosedBy, CloseReason, EscalationState


class EventKind(StrEnum):
    """What can happen to an escalation."""

    KNOWN = "known"  # it was there before events were kept
    OPENED = "opened"
    ROUTED = "routed"  # by the bot, to the unit of what it turned out to be about
    CLAIMED = "claimed"
    ASSIGNED = "assigned"  # by somebody else than who holds it now
    RELEASED = "released"
    TRANSFERRED = "transferred"
    ADVANCED = "advanced"  # the ticket before it is closed: its turn has come
    WROTE = "wrote"  # the citizen, after everything was answered
    ANSWERED = "answered"
    CHANGED = "changed"  # an answer got other words
    WITHDREW = "withdrew"  # an answer was taken back
    NOTED = "noted"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    MERGED = "merged"
    UNMERGED = "unmerged"
    SPLIT = "split"
    REMINDED = "reminded"
    WAITING_FOR_CITIZEN = "waiting_for_citizen"
    CLOSED = "closed"
    REOPENED = "reopened"
    CONTESTED = "contested"
    RATED = "rated"
    CONTACT_KEPT = "contact_kept"
    CONTACT_FORGOTTEN = "contact_forgotten"  # its citizen took it back
    VIEWED = "viewed"
    REFUSED = "refused"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    KIND_SET = "kind_set"  # by an officer: what kind of request it is
    EXTENDED = "extended"  # its deadline put off, once
    DUE = "due"  # counted: until when it is to be answered


class Actor(StrEnum):
    """Who made something happen."""

    CITIZEN = "citizen"
    OFFICER = "officer"
    SYSTEM = "system"
    BOT = "bot"


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes:
        data: Numbers, words of ours, and times as ISO texts; never what anybody wrote.
    """

    kind: EventKind
    at: datetime
    actor: Actor
    officer_id: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


_RESTED: Mapping[str, Any] = {"snoozed_until": None, "citizen_asked_at": None, "reminded_at": None}


def replay(events: Iterable[Event]) -> Standing:
    """Return where an escalation stands after these events, the oldest first."""
    standing = Standing()
    for event in events:
        standing = apply(standing, event)
    return standing


def apply(before: Standing, event: Event) -> Standing:
    """Return where an escalation stands after one more event."""
    change = _CHANGES.get(event.kind)
    return change(before, event) if change else before


def _known(_before: Standing, event: Event) -> Standing:
    return told_by(Standing(), event.data)


def _opened(_before: Standing, event: Event) -> Standing:
    return Standing(
        unit=event.data["unit"],
        opened_at=event.at,
        waits_since=event.at,
        unanswered_since=event.at,
        behind_id=event.data.get("behind_id"),
        request_kind=event.data.get("request_kind"),
        zone=event.data.get("zone"),
    )


def _moved(before: Standing, event: Event) -> Standing:
    return replace(before, unit=event.data["unit"], due_counted_at=None)  # by other hours


def _claimed(before: Standing, event: Event) -> Standing:
    return replace(
        before,
        **_RESTED,
        state=EscalationState.HELD,
        officer_id=event.data.get("to", event.officer_id),
        claimed_at=event.at,
        silent_since=event.at if before.unanswered_since else None,
    )


def _released(before: Standing, _event: Event) -> Standing:
    return replace(
        before,
        **_RESTED,
        state=EscalationState.WAITING,
        officer_id=None,
        last_officer_id=before.officer_id or before.last_officer_id,
        claimed_at=None,
        silent_since=None,
    )


def _transferred(before: Standing, event: Event) -> Standing:
    free = _released(before, event)
    return replace(_moved(free, event), last_officer_id=None)


def _advanced(before: Standing, event: Event) -> Standing:
    return replace(before, behind_id=event.data.get("behind_id"))


def _wrote(before: Standing, event: Event) -> Standing:
    is_held = before.state is EscalationState.HELD
    since = before.unanswered_since or event.at
    silent = before.silent_since or event.at
    return replace(
        before, unanswered_since=since, silent_since=silent if is_held else before.silent_since
    )


def _answered(before: Standing, _event: Event) -> Standing:
    return replace(before, **_RESTED, unanswered_since=None, silent_since=None)


def _snoozed(before: Standing, event: Event) -> Standing:
    return replace(before, snoozed_until=moment(event.data["until"]), silent_since=None)


def _woken(before: Standing, event: Event) -> Standing:
    owes = before.state is EscalationState.HELD and before.unanswered_since is not None
    return replace(before, **_RESTED, silent_since=event.at if owes else None)


def _waiting_for_citizen(before: Standing, event: Event) -> Standing:
    return replace(_answered(before, event), citizen_asked_at=event.at)


def _reminded(before: Standing, event: Event) -> Standing:
    return replace(before, reminded_at=event.at) if "to" not in event.data else before


def _merged(before: Standing, event: Event) -> Standing:
    if "into" not in event.data:  # told of the one that it goes on in
        return before
    gone = _ended(before, event, ClosedBy.OFFICER, CloseReason.MERGED)
    return replace(gone, merged_into_id=event.data["into"])


def _unmerged(before: Standing, event: Event) -> Standing:
    if "state" not in event.data:  # told of the one that it went on in
        return before
    freed = replace(
        _released(before, event),
        merged_into_id=None,
        closed_at=None,
        closed_by=None,
        close_reason=None,
    )
    return told_by(freed, event.data)


def _closed(before: Standing, event: Event) -> Standing:
    by, reason = ClosedBy(event.data["by"]), CloseReason(event.data["reason"])
    return _ended(before, event, by, reason)


def _ended(before: Standing, event: Event, by: ClosedBy, reason: CloseReason) -> Standing:
    return replace(
        before,
        **_RESTED,
        state=EscalationState.CLOSED,
        closed_at=event.at,
        closed_by=by,
        close_reason=reason,
        last_officer_id=before.officer_id or before.last_officer_id,
        unanswered_since=None,
        silent_since=None,
        contested_at=None,
        behind_id=None,
    )


def _reopened(before: Standing, event: Event) -> Standing:
    return replace(
        before,
        state=EscalationState.WAITING,
        officer_id=None,
        claimed_at=None,
        closed_at=None,
        closed_by=None,
        close_reason=None,
        reopened_at=event.at,
        waits_since=event.at,
        unanswered_since=event.at,
        due_counted_at=None,
        round=before.round + 1,
    )


def _contested(before: Standing, event: Event) -> Standing:
    return replace(before, contested_at=event.at)


def _kind_set(before: Standing, event: Event) -> Standing:
    return replace(before, request_kind=event.data["request_kind"], due_counted_at=None)


def _due(before: Standing, event: Event) -> Standing:
    """Return it with all that was counted; what the event does not name is None."""
    return told_by(before, {name: event.data.get(name) for name in DUE_NAMES})


_CHANGES: dict[EventKind, Callable[[Standing, Event], Standing]] = {
    EventKind.KNOWN: _known,
    EventKind.OPENED: _opened,
    EventKind.ROUTED: _moved,
    EventKind.CLAIMED: _claimed,
    EventKind.ASSIGNED: _claimed,
    EventKind.RELEASED: _released,
    EventKind.TRANSFERRED: _transferred,
    EventKind.ADVANCED: _advanced,
    EventKind.WROTE: _wrote,
    EventKind.ANSWERED: _answered,
    EventKind.SNOOZED: _snoozed,
    EventKind.WOKEN: _woken,
    EventKind.WAITING_FOR_CITIZEN: _waiting_for_citizen,
    EventKind.REMINDED: _reminded,
    EventKind.MERGED: _merged,
    EventKind.UNMERGED: _unmerged,
    EventKind.CLOSED: _closed,
    EventKind.REOPENED: _reopened,
    EventKind.CONTESTED: _contested,
    EventKind.KIND_SET: _kind_set,
    EventKind.DUE: _due,
}
