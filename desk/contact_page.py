"""A citizen's contact at the desk: shown once to who holds the ticket, and each time recorded."""

import asyncio

from starlette.responses import Response

from desk.auth import Visit
from desk.escalation_page import escalation_response
from service.escalations.contacts import open_contact
from service.escalations.views import ClaimRefused


async def show_contact(visit: Visit) -> Response:
    """Show the conversation with the contact; a reload shows it without.

    Raises:
        NotFound: There is no such ticket.
    """
    found = await asyncio.to_thread(_open, visit)
    if isinstance(found, ClaimRefused):
        return await escalation_response(visit, "not_yours", status=409, why=found.why or "")
    if found is None:
        return await escalation_response(visit, "no_contact", status=404)
    contact = await asyncio.to_thread(visit.desk.seal.open, found)
    return await escalation_response(visit, contact=contact.decode())


def _open(visit: Visit) -> bytes | ClaimRefused | None:
    desk, ticket = visit.desk, visit.request.path_params["ticket"]
    with desk.database.write() as session:
        return open_contact(session, ticket, visit.login.officer.id, desk.clock())
