"""Closing several tickets at once, for one reason; the page does not refresh itself."""

import asyncio
from collections.abc import Sequence

import structlog
from starlette.responses import Response

from desk.auth import Visit
from desk.escalation_page import CHOSEN_REASONS
from desk.forms import MANY
from service.errors import NotFound
from service.escalations.closing import close_many
from service.escalations.closing_words import told_of_closing
from service.escalations.desk_queue import read_desk_queue
from service.escalations.opening import find_escalation
from service.escalations.tickets import find_ticket
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.roles import Permission, may
from service.outcomes import CloseReason
from service.storage.database import Session

REASONS = tuple(reason for reason in CHOSEN_REASONS if reason is not CloseReason.ANSWERED)
FIELD = "ticket-"

log = structlog.get_logger()


async def show_closing(visit: Visit) -> Response:
    """Show what the officer may close, to choose among."""
    return await _page(visit)


async def close_chosen(visit: Visit) -> Response:
    """Close what was chosen; what could not be closed is told by its ticket."""
    reason = visit.form.get("reason", "")
    names = [name.removeprefix(FIELD) for name in visit.form if name.startswith(FIELD)]
    tickets = [name for name in names if find_ticket(name) == name]
    if reason not in set(REASONS) or not tickets:
        return await _page(visit, problem="nothing_chosen", status=422)
    done = await asyncio.to_thread(_close, visit, tickets, CloseReason(reason))
    refused = [ticket for ticket, came in done.items() if isinstance(came, ClaimRefused)]
    log.info(
        "escalations_closed",
        closed=len(done) - len(refused),
        refused=len(refused),
        officer=visit.login.officer.id,
    )
    return await _page(visit, refused=refused, closed=len(done) - len(refused))


def _close(
    visit: Visit, tickets: Sequence[str], reason: CloseReason
) -> dict[str, EscalationView | ClaimRefused]:
    desk = visit.desk
    with desk.database.write() as session:
        found = [
            find_escalation(session, ticket) for ticket in tickets if _is_there(session, ticket)
        ]
        say, name = desk.sentences, desk.unit_name
        told = {one.ticket: told_of_closing(session, say, name, one, reason) for one in found}
        return close_many(session, told, visit.login.officer.id, reason, desk.clock())


def _is_there(session: Session, ticket: str) -> bool:
    try:
        find_escalation(session, ticket)
    except NotFound:
        return False
    return True


async def _page(
    visit: Visit,
    problem: str = "",
    status: int = 200,
    refused: Sequence[str] = (),
    closed: int = 0,
) -> Response:
    context = {
        "rows": await asyncio.to_thread(_closable, visit),
        "reasons": REASONS,
        "field": FIELD,
        "problem": problem,
        "refused": refused,
        "closed": closed,
        "unit_name": visit.desk.unit_name,
    }
    return visit.render("closing.html", context, status)


def _closable(visit: Visit) -> list[EscalationView]:
    """Return what the officer holds, or supervises, the longest waiting first."""
    with visit.desk.database.read() as session:
        queue = read_desk_queue(session, visit.login.officer.id, visit.desk.clock())
    is_supervisor = may(visit.login.officer.role, Permission.SUPERVISE)
    shown = [e.escalation for e in queue.entries if e.is_mine or is_supervisor]
    return shown[:MANY]
