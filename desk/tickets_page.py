"""Tickets by view and filter, at an address that can be kept as a bookmark."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.shown import note_shown
from desk.ticket_rows import Row, rows_of
from service.audit.recording import Deed
from service.errors import NotFound
from service.escalations.opening import find_escalation
from service.escalations.row_words import RowWords, words_of
from service.escalations.searching import Found, SearchResult, search_words
from service.escalations.ticket_list import MOST, TicketFilter, TicketList, View, list_tickets
from service.escalations.tickets import find_ticket, is_mistyped
from serving.revalidation import unless_known

LONGEST = 200  # characters that are searched for
SHORTEST = 3  # letters of a unit's name


async def show_tickets(visit: Visit) -> Response:
    """Show the tickets of a view; what an address asks for and nobody knows is left out."""
    typed = visit.request.query_params.get("q", "")[:LONGEST].replace("\0", " ").strip()
    if typed:
        return await _show_found(visit, typed)
    wanted = _wanted(visit)
    found, words = await asyncio.to_thread(_read, visit, wanted)
    context = {
        **_page(visit, rows_of(visit, found.entries, words), found.has_more),
        "view": wanted.view,
        "unit": wanted.unit,
        "channel": wanted.channel,
        "address": _address(wanted),
    }
    return unless_known(visit.request, visit.render("tickets.html", context))


async def _show_found(visit: Visit, typed: str) -> Response:
    """Open the ticket that was typed, else show where the words are said, or the unit's."""
    ticket = ticket_in(typed)
    if ticket is not None and await asyncio.to_thread(_is_known, visit, ticket):
        return RedirectResponse(f"/escalations/{ticket}", 303)
    found, words = await asyncio.to_thread(_search, visit, typed)
    rows = rows_of(visit, [one.entry for one in found.found], words)
    shown = [replace(row, match=one.match) for row, one in zip(rows, found.found, strict=True)]
    context = {
        **_page(visit, shown, found.has_more),
        "searched": typed,
        "mistyped": ticket if ticket is not None and is_mistyped(ticket) else "",
    }
    return unless_known(visit.request, visit.render("tickets.html", context))


def ticket_in(typed: str) -> str | None:
    """Return the ticket that was typed, with its beginning or without."""
    return find_ticket(typed) or find_ticket(f"TB-{typed}")


def _page(visit: Visit, rows: Sequence[Row], has_more: bool) -> dict[str, Any]:
    return {
        "rows": rows,
        "has_more": has_more,
        "views": tuple(View),
        "view": "",
        "unit": "",
        "channel": "",
        "units": [(one.id, one.name) for one in visit.desk.units.values()],
        "searched": "",
        "mistyped": "",
        "address": "",
    }


def _is_known(visit: Visit, ticket: str) -> bool:
    with visit.desk.database.read() as session:
        try:
            find_escalation(session, ticket)
        except NotFound:
            return False
        return True


def _search(visit: Visit, typed: str) -> tuple[SearchResult, dict[str, RowWords]]:
    """Search; a unit's name finds its open tickets, which go first."""
    officer, now = visit.login.officer.id, visit.desk.clock()
    with visit.desk.database.read() as session:
        listed = [
            list_tickets(session, officer, TicketFilter(unit=unit), now)
            for unit in _units_called(visit, typed)
        ]
        said = search_words(session, officer, typed, now)
        of_unit = {
            one.escalation.ticket: Found(one, "") for all_ in listed for one in all_.entries
        }
        found = {**of_unit, **{one.entry.escalation.ticket: one for one in said.found}}
        shown = tuple(found.values())[:MOST]
        is_cut = len(found) > MOST or said.has_more or any(one.has_more for one in listed)
        words = words_of(session, list(found)[:MOST])
    note_shown(visit, Deed.TICKETS_FOUND, words)
    return SearchResult(shown, is_cut), words


def _units_called(visit: Visit, typed: str) -> list[str]:
    """Return the units whose official name, or short one, holds what was typed."""
    words = typed.casefold()
    if len(words) < SHORTEST:
        return []
    units = visit.desk.units.values()
    return [one.id for one in units if words in one.name.casefold() or words == one.id]


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
        words = words_of(session, [one.escalation.ticket for one in found.entries])
    note_shown(visit, Deed.TICKETS_LISTED, words)
    return found, words
