"""How the service stands: the start page of maintainers, and a page of administrators."""

import asyncio

from starlette.responses import Response

from desk.auth import Visit
from desk.charts import SHOWN, stacks_of_messages
from service.calendar import WIB
from service.hours.outlook import unsettled
from service.operations.overview import Overview, read_overview
from service.operations.serving import NOTED_EVERY

LATE = 3 * NOTED_EVERY  # since a model was seen last, after which it is said


async def show_overview(visit: Visit) -> Response:
    """Show the model that answers, the content, what expires, and what was not understood."""
    now = visit.desk.clock()
    overview = await asyncio.to_thread(_read, visit)
    today = now.astimezone(WIB).date()
    model = overview.model
    context = {
        "overview": overview,
        "chart": stacks_of_messages(overview.days),
        "series": SHOWN,
        "today": today,
        "unsettled": unsettled(visit.desk.desk_hours.hours.table, today),
        "is_model_late": model is not None and now - model.seen_at > LATE,
        "unit_name": visit.desk.unit_name,
    }
    return visit.render("overview.html", context)


def _read(visit: Visit) -> Overview:
    with visit.desk.database.read() as session:
        return read_overview(session, visit.desk.clock())
