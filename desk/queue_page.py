"""The queue: everything that waits or is held, the officer's own unit first."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from desk.auth import Visit
from service.escalations.claims import EscalationView
from service.escalations.desk_queue import QueueEntry, read_desk_queue
from service.outcomes import EscalationState
from serving.revalidation import unless_known


@dataclass(frozen=True)
class Row:
    """One escalation in the queue.

    Attributes:
        wait: Since it was opened.
        is_mine: The officer who looks holds it.
        is_unanswered: The officer who looks holds it and the citizen wrote last.
    """

    escalation: EscalationView
    unit: str
    channel: str
    wait: timedelta
    is_own_unit: bool
    is_mine: bool
    is_unanswered: bool


async def show_queue(visit: Visit) -> Response:
    """Show the queue in two parts: the officer's own unit, then the others."""
    rows = await asyncio.to_thread(_read_rows, visit)
    context = {
        "own": [row for row in rows if row.is_own_unit],
        "others": [row for row in rows if not row.is_own_unit],
        "waiting": sum(row.escalation.state is EscalationState.WAITING for row in rows),
        "unanswered": sum(row.is_unanswered for row in rows),
    }
    return unless_known(visit.request, visit.render("queue.html", context))


def _read_rows(visit: Visit) -> list[Row]:
    with visit.desk.database.read() as session:
        entries = read_desk_queue(session, visit.login.officer.id)
    return sorted((_row(visit, entry) for entry in entries), key=_rank)


def _row(visit: Visit, entry: QueueEntry) -> Row:
    escalation = entry.escalation
    return Row(
        escalation=escalation,
        unit=visit.desk.unit_name(escalation.unit),
        channel=entry.channel,
        wait=visit.desk.clock() - escalation.waits_since,
        is_own_unit=escalation.unit == visit.login.officer.unit,
        is_mine=entry.is_mine,
        is_unanswered=entry.is_unanswered,
    )


def _rank(row: Row) -> tuple[int, timedelta]:
    """Order: mine with a citizen who waits for me, unclaimed, mine, other officers'."""
    if row.is_unanswered:
        place = 0
    elif row.escalation.state is EscalationState.WAITING:
        place = 1
    else:
        place = 2 if row.is_mine else 3
    return place, -row.wait
