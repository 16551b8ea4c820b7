"""Officers' answers kept for next time: one from its ticket, and what was said again and again.

Whoever reads a ticket may keep an answer of it. Others are shown only what many citizens were
told, see ``service/learning/answers.py``.
"""

import asyncio
from datetime import timedelta

from starlette.responses import Response

from desk.acts import ticket_of
from desk.auth import Visit
from desk.escalation_page import escalation_response
from service.audit.recording import Deed, record
from service.escalations.reach import reach_of
from service.escalations.views import ClaimRefused
from service.learning.answers import CITIZENS, Suggestion, suggestions
from service.learning.reusing import Reusable, read_reusable
from service.officers.duty import find_officer
from service.officers.roles import Permission, may

DAYS = 30


async def show_reuse(visit: Visit) -> Response:
    """Show an answer of a ticket in the forms that make it a canned reply, or an article."""
    found = await asyncio.to_thread(_read, visit)
    if isinstance(found, ClaimRefused):
        return await escalation_response(visit, "not_changed", "", status=409, why=found.why)
    return visit.render("reuse.html", {"ticket": ticket_of(visit), "found": found})


async def show_suggestions(visit: Visit) -> Response:
    """Show what was answered again and again: to maintainers all, to officers their units'."""
    found = await asyncio.to_thread(_suggestions, visit)
    context = {
        "found": found,
        "days": DAYS,
        "least": CITIZENS,
        "unit_name": visit.desk.unit_name,
        "may_answer": may(visit.login.officer.role, Permission.ANSWER),
    }
    return visit.render("suggestions.html", context)


def _read(visit: Visit) -> Reusable | ClaimRefused:
    number, officer = visit.request.path_params["number"], visit.login.officer.id
    with visit.desk.database.write() as session:  # who is refused, or looks first, is an event
        return read_reusable(session, ticket_of(visit), officer, number, visit.desk.clock())


def _suggestions(visit: Visit) -> list[Suggestion]:
    now, officer = visit.desk.clock(), visit.login.officer
    with visit.desk.database.read() as session:
        reach = reach_of(session, find_officer(session, officer.id), now)
        sees_all = may(officer.role, Permission.TEACH)
        found = suggestions(
            session, now - timedelta(days=DAYS), now, lambda unit: sees_all or reach.has(unit)
        )
    if found:
        with visit.desk.database.write() as session:
            record(session, Deed.ANSWERS_LISTED, now, data={"answers": len(found)})
    return found
