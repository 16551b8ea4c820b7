"""What an officer sees of an escalation that they may not reach: its unit, its state, its wait."""

from starlette.responses import Response

from desk.auth import Visit
from service.escalations.access import Glimpse


def show_glimpse(visit: Visit, glimpse: Glimpse) -> Response:
    """Say why no more is shown, and whose it is."""
    context = {
        "glimpse": glimpse,
        "unit": visit.desk.unit_name(glimpse.unit),
        "wait": visit.desk.clock() - glimpse.waits_since,
    }
    return visit.render("glimpse.html", context, 403)
