"""From one ticket to the next, in the order in which the queue shows them."""

import asyncio

from starlette.responses import RedirectResponse, Response

from desk.acts import ticket_of
from desk.auth import Visit
from desk.queue_page import tickets_in_order


async def show_next(visit: Visit) -> Response:
    """Open the ticket behind this one; behind the last, and where there is none, the queue."""
    return await _show(visit, 1)


async def show_previous(visit: Visit) -> Response:
    """Open the ticket before this one; before the first, and where there is none, the queue."""
    return await _show(visit, -1)


async def _show(visit: Visit, step: int) -> Response:
    tickets = await asyncio.to_thread(tickets_in_order, visit)
    following = neighbour(tickets, ticket_of(visit), step)
    return RedirectResponse(f"/escalations/{following}" if following else "/", 303)


def neighbour(tickets: list[str], ticket: str, step: int) -> str | None:
    """Return the ticket a step from one; of one that is not in the queue, the first or last."""
    if ticket not in tickets:
        return tickets[0 if step > 0 else -1] if tickets else None
    place = tickets.index(ticket) + step
    return tickets[place] if 0 <= place < len(tickets) else None
