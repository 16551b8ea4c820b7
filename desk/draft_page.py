"""Drafts of answers: kept by the page's script while somebody writes, or by a button."""

import asyncio

from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import clean_reply
from service.errors import NotFound
from service.escalations.drafts import save_draft
from service.escalations.views import ClaimRefused


async def keep_draft(visit: Visit) -> Response:
    """Keep what was written so far; the script is answered without a page."""
    is_kept = await asyncio.to_thread(save_typed, visit)
    if visit.form.get("by") == "script":
        return Response(status_code=204 if is_kept else 409)
    ticket = visit.request.path_params["ticket"]
    if is_kept:
        return RedirectResponse(f"/escalations/{ticket}?info=draft", 303)
    return await escalation_response(visit, "not_sent", visit.form.get("text", ""), status=409)


def save_typed(visit: Visit) -> bool:
    """Keep the words of a form as the officer's draft, where they may have one."""
    ticket, text = visit.request.path_params["ticket"], clean_reply(visit.form.get("text", ""))
    with visit.desk.database.write() as session:
        try:
            officer, now = visit.login.officer.id, visit.desk.clock()
            return not isinstance(save_draft(session, ticket, officer, text, now), ClaimRefused)
        except NotFound:
            return False
