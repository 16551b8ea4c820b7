"""What an officer sees of an escalation that they may not reach: its unit, its state, its wait.

An admin may move it on all the same, without reading a word of it.
"""

import asyncio

from starlette.responses import Response

from desk.auth import Visit
from desk.choices import colleagues_of
from service.escalations.access import Glimpse
from service.officers.duty import OfficerView
from service.outcomes import CloseReason, EscalationState

REASONS = (CloseReason.REFERRED, CloseReason.DUPLICATE, CloseReason.SPAM, CloseReason.OTHER)


async def show_glimpse(visit: Visit, glimpse: Glimpse, unsent: str = "") -> Response:
    """Say why no more is shown, and whose it is; with what the officer wrote meanwhile."""
    can_move = glimpse.may_supervise and glimpse.state is not EscalationState.CLOSED
    context = {
        "glimpse": glimpse,
        "unit": visit.desk.unit_name(glimpse.unit),
        "wait": visit.desk.clock() - glimpse.waits_since,
        "page": f"/escalations/{visit.request.path_params['ticket']}",
        "can_move": can_move,
        "colleagues": await asyncio.to_thread(_colleagues, visit, glimpse) if can_move else [],
        "other_units": visit.desk.units_beside(glimpse.unit),
        "close_reasons": REASONS,
        "unsent": unsent,
    }
    return visit.render("glimpse.html", context, 403)


def _colleagues(visit: Visit, glimpse: Glimpse) -> list[OfficerView]:
    with visit.desk.database.read() as session:
        return colleagues_of(session, glimpse.unit, None, visit.desk.clock())
