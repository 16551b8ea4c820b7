"""How an act of officers runs: one transaction, then the page; who loses a race is told of it."""

import asyncio
from collections.abc import Callable

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.escalation_page import escalation_response
from service.escalations.opening import find_escalation
from service.escalations.views import ClaimRefused, EscalationView
from service.storage.database import Session

Act = Callable[[Visit, Session], object]

log = structlog.get_logger()


async def acted(
    visit: Visit, act: Act, info: str, problem: str, typed: str = "", unsent: str = ""
) -> Response:
    """Run an act in a thread; show what came of it, or who has the conversation.

    After a refusal with what was ``typed`` as an answer, or ``unsent`` that is none.
    """
    outcome = await asyncio.to_thread(_in_one_transaction, visit, act)
    is_done = outcome is not False and not isinstance(outcome, ClaimRefused)
    log.info(
        "escalation_changed" if is_done else "escalation_refused",
        action=act.__name__.strip("_"),
        ticket=ticket_of(visit),
        officer=visit.login.officer.id,
    )
    if is_done:
        return RedirectResponse(f"/escalations/{ticket_of(visit)}?info={info}", 303)
    why = outcome.why if isinstance(outcome, ClaimRefused) else ""
    return await escalation_response(visit, problem, typed, status=409, why=why, unsent=unsent)


def _in_one_transaction(visit: Visit, act: Act) -> object:
    with visit.desk.database.write() as session:
        return act(visit, session)


def shown_to_citizen(visit: Visit, session: Session) -> EscalationView:
    """Return what the citizen is told of: ticket and unit, which are theirs."""
    return find_escalation(session, ticket_of(visit))


def ticket_of(visit: Visit) -> str:
    return str(visit.request.path_params["ticket"])
