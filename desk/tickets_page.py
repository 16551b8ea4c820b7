"""Tickets by view and filter, at an address that can be kept as a bookmark."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.filters_page import query_of, wanted_by
from desk.shown import note_shown
from desk.ticket_rows import Row, RowTexts, tabs_of, texts_of
from service.audit.recording import Deed
from service.errors import NotFound
from service.escalations.opening import find_escalation
from service.escalations.saved_filters import MOST as MOST_SAVED
from service.escalations.saved_filters import FilterView, filters_of
from service.escalations.searching import Found, SearchResult, search_words
from service.escalations.ticket_list import MOST, TicketFilter, TicketList, list_tickets
from service.escalations.tickets import find_ticket, is_mistyped
from serving.revalidation import unless_known

LONGEST = 200  # characters that are searched for
SHORTEST = 3  # letters of a unit's name


async def show_tickets(visit: Visit) -> Response:
    """Show the tickets of a view; what an address asks for and nobody knows is left out."""
    typed = visit.request.query_params.get("q", "")[:LONGEST].replace("\0", " ").strip()
    if typed:
        return await _show_found(visit, typed)
    wanted = wanted_by(visit, visit.request.query_params)
    query = query_of(wanted)
    found, words, filters = await asyncio.to_thread(_read, visit, wanted)
    context = {
        **_page(visit, words.rows(visit, found.entries), found.has_more),
        **tabs_of(filters, wanted.view, query),
        "wanted": wanted,
        "saved_number": next((one.id for one in filters if one.query == query), None),
        "problem": visit.request.query_params.get("problem", ""),
        "address": f"/tickets?{query}",
    }
    return unless_known(visit.request, visit.render("tickets.html", context))


async def _show_found(visit: Visit, typed: str) -> Response:
    """Open the ticket that was typed, else show where the words are said, or the unit's."""
    ticket = ticket_in(typed)
    if ticket is not None and await asyncio.to_thread(_is_known, visit, ticket):
        return RedirectResponse(f"/escalations/{ticket}", 303)
    found, words, filters = await asyncio.to_thread(_search, visit, typed)
    rows = words.rows(visit, [one.entry for one in found.found])
    shown = [replace(row, match=one.match) for row, one in zip(rows, found.found, strict=True)]
    context = {
        **_page(visit, shown, found.has_more),
        **tabs_of(filters, searched=typed),
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
        "wanted": TicketFilter(),
        "saved_number": None,
        "problem": "",
        "most": MOST_SAVED,
        "units": [(one.id, one.name) for one in visit.desk.units.values()],
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


def _search(visit: Visit, typed: str) -> tuple[SearchResult, RowTexts, list[FilterView]]:
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
        words = texts_of(session, visit, list(found)[:MOST])
        filters = filters_of(session, officer)
    note_shown(visit, Deed.TICKETS_FOUND, words.words)
    return SearchResult(shown, is_cut), words, filters


def _units_called(visit: Visit, typed: str) -> list[str]:
    """Return the units whose official name, or short one, holds what was typed."""
    words = typed.casefold()
    if len(words) < SHORTEST:
        return []
    units = visit.desk.units.values()
    return [one.id for one in units if words in one.name.casefold() or words == one.id]


def _read(visit: Visit, wanted: TicketFilter) -> tuple[TicketList, RowTexts, list[FilterView]]:
    officer = visit.login.officer.id
    with visit.desk.database.read() as session:
        found = list_tickets(session, officer, wanted, visit.desk.clock())
        words = texts_of(session, visit, [one.escalation.ticket for one in found.entries])
        filters = filters_of(session, officer)
    note_shown(visit, Deed.TICKETS_LISTED, words.words)
    return found, words, filters
