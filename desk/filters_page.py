"""Filters of tickets: read out of addresses and forms, and kept under an officer's own names."""

import asyncio
from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.forms import NUMBER
from service.escalations.saved_filters import remove_filter, save_filter
from service.escalations.ticket_list import TicketFilter, View

YES = "1"


async def keep_filter(visit: Visit) -> Response:
    """Keep what a list shows under a name, and show it."""
    query = query_of(wanted_by(visit, visit.form))
    is_kept = await asyncio.to_thread(_save, visit, query)
    return RedirectResponse(f"/tickets?{query}{'' if is_kept else '&problem=filter'}", 303)


async def drop_filter(visit: Visit) -> Response:
    """Forget one of the officer's filters, and show their queue."""
    number = visit.form.get("filter", "")
    if NUMBER.fullmatch(number):
        await asyncio.to_thread(_remove, visit, int(number))
    return RedirectResponse("/", 303)


def wanted_by(visit: Visit, asked: Mapping[str, str]) -> TicketFilter:
    """Return what an address or a form asks for; what nobody knows is left out."""
    view, unit = asked.get("view", ""), asked.get("unit", "")
    return TicketFilter(
        view=View(view) if view in set(View) else View.UNIT,
        unit=unit if unit in visit.desk.units else "",
        channel=asked.get("channel", "")[:16],
        is_unread=asked.get("unread") == YES,
        is_late=asked.get("late") == YES,
    )


def query_of(wanted: TicketFilter) -> str:
    """Return a filter as its address says it, always the same way."""
    fields = {
        "view": wanted.view.value,
        "unit": wanted.unit,
        "channel": wanted.channel,
        "unread": YES if wanted.is_unread else "",
        "late": YES if wanted.is_late else "",
    }
    return urlencode({name: value for name, value in fields.items() if value})


def _save(visit: Visit, query: str) -> bool:
    name, officer = visit.form.get("name", ""), visit.login.officer.id
    with visit.desk.database.write() as session:
        return save_filter(session, officer, name, query, visit.desk.clock())


def _remove(visit: Visit, number: int) -> None:
    with visit.desk.database.write() as session:
        remove_filter(session, visit.login.officer.id, number, visit.desk.clock())
