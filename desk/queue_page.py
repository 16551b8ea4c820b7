"""The queue: everything that waits or is held, the officer's own unit first."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from desk.auth import Visit
from service.conversations.ownership import state_of
from service.escalations.claims import EscalationView, open_escalations
from service.escalations.transcripts import Line, read_transcript
from service.outcomes import EscalationState

GLANCE = 30  # lines of a conversation looked at to tell whether the citizen wrote last


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
    return visit.render("queue.html", context)


def is_citizen_last(lines: Sequence[Line]) -> bool:
    """Tell whether the citizen wrote after the last officer's answer."""
    writers = [line.who for line in lines if line.who in ("citizen", "officer")]
    return bool(writers) and writers[-1] == "citizen"


def _read_rows(visit: Visit) -> list[Row]:
    rows = []
    with visit.desk.database.read() as session:
        for escalation in open_escalations(session):
            conversation_id = escalation.conversation_id
            is_mine = escalation.officer_id == visit.login.officer.id
            lines = read_transcript(session, conversation_id, GLANCE) if is_mine else []
            channel = state_of(session, conversation_id).channel
            rows.append(_row(visit, escalation, channel, lines))
    return sorted(rows, key=_rank)


def _row(
    visit: Visit, escalation: EscalationView, channel: str, lines_of_mine: Sequence[Line]
) -> Row:
    officer = visit.login.officer
    return Row(
        escalation=escalation,
        unit=visit.desk.unit_name(escalation.unit),
        channel=channel,
        wait=visit.desk.clock() - escalation.opened_at,
        is_own_unit=escalation.unit == officer.unit,
        is_mine=escalation.officer_id == officer.id,
        is_unanswered=is_citizen_last(lines_of_mine),
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
