"""The queue: what waits or is held in the officer's units, and how much there is elsewhere."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from desk.auth import Visit
from service.escalations.desk_queue import QueueEntry, other_units, read_desk_queue
from service.escalations.views import EscalationView
from service.outcomes import EscalationState, Stage
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


@dataclass(frozen=True)
class Elsewhere:
    """How much waits, or is held, in a unit whose tickets the officer may not see."""

    unit: str
    state: EscalationState
    count: int
    wait: timedelta


async def show_queue(visit: Visit) -> Response:
    """Show the queue: the officer's own unit, others they answer for, and figures of the rest."""
    rows, elsewhere = await asyncio.to_thread(_read, visit)
    context = {
        "own": [row for row in rows if row.is_own_unit],
        "others": [row for row in rows if not row.is_own_unit],
        "elsewhere": elsewhere,
        "waiting": sum(row.escalation.state is EscalationState.WAITING for row in rows),
        "unanswered": sum(row.is_unanswered for row in rows),
    }
    return unless_known(visit.request, visit.render("queue.html", context))


def _read(visit: Visit) -> tuple[list[Row], Sequence[Elsewhere]]:
    officer, now = visit.login.officer, visit.desk.clock()
    with visit.desk.database.read() as session:
        entries = read_desk_queue(session, officer.id)
        waits = other_units(session, officer.id)
    rows = sorted((_row(visit, entry) for entry in entries), key=_rank)
    name = visit.desk.unit_name
    return rows, [Elsewhere(name(w.unit), w.state, w.count, now - w.oldest) for w in waits]


def _row(visit: Visit, entry: QueueEntry) -> Row:
    escalation = entry.escalation
    return Row(
        escalation=escalation,
        unit=visit.desk.unit_name(escalation.unit),
        channel=entry.channel,
        wait=visit.desk.clock() - escalation.waits_since,
        is_own_unit=escalation.unit in visit.login.officer.units,
        is_mine=entry.is_mine,
        is_unanswered=entry.is_unanswered,
    )


def _rank(row: Row) -> tuple[int, timedelta]:
    """Order: mine with a citizen who waits for me, unclaimed, mine, other officers', put aside."""
    stage = row.escalation.stage
    if row.is_unanswered and stage is not Stage.SNOOZED:
        place = 0
    elif stage is Stage.WAITING:
        place = 1
    elif stage in (Stage.SNOOZED, Stage.BEHIND):
        place = 4
    else:
        place = 2 if row.is_mine else 3
    return place, -row.wait
