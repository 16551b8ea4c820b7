"""Tickets by view and filter, at an address that can be kept as a bookmark."""

import asyncio
from urllib.parse import urlencode

from starlette.responses import Response

from desk.auth import Visit
from desk.ticket_rows import rows_of
from service.escalations.row_words import RowWords, words_of
from service.escalations.ticket_list import TicketFilter, TicketList, View, list_tickets
from serving.revalidation import unless_known


async def show_tickets(visit: Visit) -> Response:
    """Show the tickets of a view; what an address asks for and nobody knows is left out."""
    wanted = _wanted(visit)
    found, words = await asyncio.to_thread(_read, visit, wanted)
    context = {
        "rows": rows_of(visit, found.entries, words),
        "has_more": found.has_more,
        "views": tuple(View),
        "view": wanted.view,
        "unit": wanted.unit,
        "channel": wanted.channel,
        "units": [(one.id, one.name) for one in visit.desk.units.values()],
        "searched": "",
        "address": _address(wanted),
    }
    return unless_known(visit.request, visit.render("tickets.html", context))


def _wanted(visit: Visit) -> TicketFilter:
    asked = visit.request.query_params
    view, unit = asked.get("view", ""), asked.get("unit", "")
    return TicketFilter(
        view=View(view) if view in set(View) else View.UNIT,
        unit=unit if unit in visit.desk.units else "",
        channel=asked.get("channel", "")[:16],
    )


def _address(wanted: TicketFilter) -> str:
    fields = {"view": wanted.view.value, "unit": wanted.unit, "channel": wanted.channel}
    return "/tickets?" + urlencode({name: value for name, value in fields.items() if value})


def _read(visit: Visit, wanted: TicketFilter) -> tuple[TicketList, dict[str, RowWords]]:
    with visit.desk.database.read() as session:
        found = list_tickets(session, visit.login.officer.id, wanted, visit.desk.clock())
        return found, words_of(session, [one.escalation.ticket for one in found.entries])
