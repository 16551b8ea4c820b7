"""Which alerts an officer wants, on a page of their account; the same in all their browsers."""

import asyncio

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from service.officers.alerts import Alert, alerts_of, choose_alerts


async def show_alerts(visit: Visit) -> Response:
    """Show each kind of alert with its switch."""
    chosen = await asyncio.to_thread(_read, visit)
    is_kept = visit.request.query_params.get("info") == "kept"
    context = {"kinds": tuple(Alert), "chosen": chosen, "is_kept": is_kept}
    return visit.render("alerts.html", context)


async def keep_alerts(visit: Visit) -> Response:
    """Keep which kinds are on."""
    await asyncio.to_thread(_keep, visit)
    return RedirectResponse("/account/notices?info=kept", 303)


def _read(visit: Visit) -> frozenset[Alert]:
    with visit.desk.database.read() as session:
        return alerts_of(session, visit.login.officer.id)


def _keep(visit: Visit) -> None:
    with visit.desk.database.write() as session:
        choose_alerts(session, visit.login.officer.id, visit.form.keys(), visit.desk.clock())
