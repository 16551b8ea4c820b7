"""Two tickets of one conversation become one, and one becomes two.

Only tickets of the same conversation are merged: nobody else is known to be the same citizen. The
one that goes on is open, and shows the window of the other as well; what was merged into it can be
taken out again for ``UNDO``. A ticket that is merged away cannot be merged again, so of two merges
in opposite directions the second is refused, with the one that it goes on in.

A split makes a second ticket for another matter. A citizen writes in one place, so the second
waits behind the first and has its turn when that is closed: at each moment one officer has the
conversation, and no message has two readers or none. Functions take an open ``Session`` and never
commit.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import OwnershipLost
from service.escalations.access import Why, row_in_charge, row_to_act_on
from service.escalations.contacts import hand_contact_on
from service.escalations.events import CITIZEN, happen, officer, read_events
from service.escalations.notes import add_note
from service.escalations.opening import current_row, new_row
from service.escalations.owning import advance, give_on, give_to_queue
from service.escalations.standing import Event, EventKind
from service.escalations.views import (
    ClaimRefused,
    EscalationView,
    locked_row,
    refusal,
    row_of,
    view_with_name,
)
from service.hours.deadlines import QUESTION
from service.outbox.queue import Draft, put_message
from service.outcomes import Author, EscalationReason, EscalationState, Priority
from service.storage.tables import Escalation

UNDO = timedelta(minutes=10)  # in which a merge can be taken back


def merge_escalations(
    session: Session, ticket: str, into: str, officer_id: int, now: datetime, notice: str = ""
) -> EscalationView | ClaimRefused:
    """Let one ticket go on in another of the same conversation, which must be open.

    By whoever may act on the first, while nobody else holds it, and on the second.

    Args:
        notice: Tells the citizen, where the first was open.

    Returns:
        The ticket that goes on.

    Raises:
        NotFound: There is no such ticket.
    """
    row, other = _both(session, ticket, into, officer_id, now)
    if isinstance(row, ClaimRefused) or isinstance(other, ClaimRefused):
        return row if isinstance(row, ClaimRefused) else other  # type: ignore[return-value]
    if not _fit(row, other):
        return ClaimRefused(None, Why.NOT_TOGETHER)
    try:
        following = _give_way(session, row, other)
    except OwnershipLost:
        return refusal(session, row)
    who = officer(officer_id)
    former = _former(row)
    happen(session, row, EventKind.MERGED, who, now, into=other.id, **former)
    hand_contact_on(session, row, other)
    advance(session, following, now)
    happen(session, other, EventKind.MERGED, who, now, taken_in=row.id)
    if former["former_unanswered"] is not None:
        _owe(session, other, now)
    if former["former_state"] != EscalationState.CLOSED:
        _say(session, other, notice, now)
    return view_with_name(session, other)


def unmerge_escalation(
    session: Session, ticket: str, officer_id: int, now: datetime, notice: str = ""
) -> EscalationView | ClaimRefused:
    """Take a ticket out of the one it was merged into, within ``UNDO``.

    One that was closed before is closed again. One that was open waits: behind the other while
    that is open, else as the conversation's current one; ``notice`` tells the citizen.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_to_act_on(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    event = _last_merge(session, row)
    if row.merged_into_id is None or event is None:
        return ClaimRefused(None, Why.NOT_TOGETHER)
    if event.at < now - UNDO:
        return ClaimRefused(None, Why.TOO_LATE)
    restored = _restored(event)
    if restored["state"] == EscalationState.WAITING:
        current = current_row(session, row.conversation_id)
        if current is not None:
            restored["behind_id"] = current.id
        else:
            try:
                give_to_queue(session, row)
            except OwnershipLost:
                return refusal(session, row)
    who = officer(officer_id)
    other = session.get_one(Escalation, row.merged_into_id)
    happen(session, row, EventKind.UNMERGED, who, now, **restored)
    happen(session, other, EventKind.UNMERGED, who, now, taken_out=row.id)
    if restored["state"] != EscalationState.CLOSED:
        _say(session, row, notice, now)
    return view_with_name(session, row)


def split_escalation(
    session: Session,
    ticket: str,
    officer_id: int,
    unit: str,
    note: str,
    notice: str,
    now: datetime,
) -> EscalationView | ClaimRefused:
    """Make a second ticket out of a second matter, for another unit or the same.

    By who holds the first. The second waits behind it.

    Args:
        unit: An id of ``content/units.yml``, which the caller has checked.
        note: What the second matter is, for who takes it up.
        notice: Tells the citizen; ``{ticket}`` in it becomes the new number.

    Returns:
        The new ticket.

    Raises:
        NotFound: There is no such ticket.
    """
    row = row_in_charge(session, ticket, officer_id, now)
    if isinstance(row, ClaimRefused):
        return row
    if row.state == EscalationState.CLOSED or row.behind_id is not None:
        return ClaimRefused(None, Why.NOT_TOGETHER)
    who = officer(officer_id)
    made = new_row(
        session, row.conversation_id, unit, EscalationReason.SPLIT, now, behind_id=row.id
    )
    happen(
        session,
        made,
        EventKind.OPENED,
        who,
        now,
        unit=unit,
        reason=EscalationReason.SPLIT.value,
        behind_id=row.id,
        request_kind=QUESTION,  # counted by who knows the hours
        zone=row.zone,
    )
    happen(session, row, EventKind.SPLIT, who, now, made=made.id)
    if note.strip():
        add_note(session, made, officer_id, note, now)
    _say(session, row, notice.replace("{ticket}", made.ticket), now)
    return view_with_name(session, made)


def merged_with(session: Session, row: Escalation) -> list[Escalation]:
    """Return the rows that were merged into one, those merged into them among them."""
    found: list[Escalation] = []
    wanted = [row.id]
    while wanted:
        rows = session.scalars(select(Escalation).where(Escalation.merged_into_id.in_(wanted)))
        new = list(rows)
        found += new
        wanted = [one.id for one in new]
    return found


def goes_on_in(session: Session, ticket: str) -> str | None:
    """Return the ticket that one was merged into, at the end of all merges; None: it was not."""
    row = row_of(session, ticket)
    if row.merged_into_id is None:
        return None
    while row.merged_into_id is not None:
        row = session.get_one(Escalation, row.merged_into_id)
    return row.ticket


def _say(session: Session, row: Escalation, notice: str, now: datetime) -> None:
    if notice:
        draft = Draft(row.conversation_id, Author.SYSTEM, notice, priority=Priority.NOTICE)
        put_message(session, draft, now)


def _both(
    session: Session, ticket: str, into: str, officer_id: int, now: datetime
) -> tuple[Escalation | ClaimRefused, Escalation | ClaimRefused]:
    """Return both rows, locked in one order for everybody, or why not."""
    for one in sorted((ticket, into), key=lambda name: row_of(session, name).id):
        locked_row(session, one)
    other = row_in_charge(session, into, officer_id, now, waiting=True)
    is_theirs = isinstance(other, Escalation) and other.officer_id == officer_id
    if is_theirs and row_of(session, ticket).behind_id == row_of(session, into).id:
        return row_of(session, ticket), other  # what they split off, or their colleague did
    row = row_in_charge(session, ticket, officer_id, now, waiting=True)
    if isinstance(row, ClaimRefused) and not row.why and row.held_by is None:
        row = row_of(session, ticket)  # closed: whoever may act in its unit may take it in
    return row, other


def _fit(row: Escalation, other: Escalation) -> bool:
    is_one_citizen = row.conversation_id == other.conversation_id and row.id != other.id
    return is_one_citizen and row.merged_into_id is None and other.state != EscalationState.CLOSED


def _give_way(session: Session, row: Escalation, other: Escalation) -> Escalation | None:
    """Give the conversation on where the current ticket goes; the one it goes into is next.

    Raises:
        OwnershipLost: The conversation changed hands at the same moment.
    """
    if row.state == EscalationState.CLOSED or row.behind_id is not None:
        return None
    following = give_on(session, row)
    return other if following is not None and other.behind_id == row.id else following


def _former(row: Escalation) -> dict[str, Any]:
    """Return what an undo needs to know of the ticket that goes."""
    names = ("state", "closed_at", "closed_by", "close_reason", "behind_id", "unanswered_since")
    return {f"former_{name}".replace("_since", ""): getattr(row, name) for name in names}


def _restored(event: Event) -> dict[str, Any]:
    """Return the columns of the ticket as they were before it was merged."""
    was = {
        name.removeprefix("former_"): value
        for name, value in event.data.items()
        if name.startswith("former_")
    }
    was.pop("behind_id", None)
    since = was.pop("unanswered", None)
    if was["state"] != EscalationState.CLOSED:
        return {"state": EscalationState.WAITING.value, "unanswered_since": since}
    return was


def _last_merge(session: Session, row: Escalation) -> Event | None:
    merges = [
        event
        for event in read_events(session, row.id)
        if event.kind is EventKind.MERGED and "into" in event.data
    ]
    return merges[-1] if merges else None


def _owe(session: Session, row: Escalation, now: datetime) -> None:
    """Let the ticket that goes on owe the answer that the other owed."""
    if row.unanswered_since is None:
        happen(session, row, EventKind.WROTE, CITIZEN, now)
