"""What an officer does with an escalation: claim, answer, close.

Each is one transaction. Who loses a race is shown who has the conversation; nothing is sent.
"""

import asyncio
import re
from collections.abc import Callable

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import check_reply, clean_reply, problem_of_reply
from service.escalations.claims import (
    ClaimRefused,
    claim_and_answer,
    claim_escalation,
    close_escalation,
    find_escalation,
    repeat_answer,
)
from service.payloads import reopen_payload
from service.replies import Button

NUMBER = re.compile(r"\d{1,15}", re.ASCII)

log = structlog.get_logger()


async def claim(visit: Visit) -> Response:
    """Take an escalation; the citizen is told that a person reads on."""
    if not await _do(_claim, visit):
        return await escalation_response(visit, "not_claimed", status=409)
    return _back(visit, "claimed")


async def reply(visit: Visit) -> Response:
    """Send an answer; the first one claims. What cannot be sent stays on the page.

    Personal data in it is asked about once: nothing of it is stored before that.
    """
    typed = visit.form.get("text", "")
    problem = problem_of_reply(clean_reply(typed))
    if problem is not None:
        return await escalation_response(visit, problem, typed, status=422)
    checked = check_reply(visit.form)
    if checked.kinds:
        return await escalation_response(visit, "personal", typed, status=422, checked=checked)
    if not await _do(_reply, visit):
        return await escalation_response(visit, "not_sent", typed, status=409)
    return _back(visit, "sent")


async def send_again(visit: Visit) -> Response:
    """Send a message again that failed or may not have arrived; a person decides that."""
    if not await _do(_send_again, visit):
        return await escalation_response(visit, "not_sent_again", status=409)
    return _back(visit, "sent_again")


async def close(visit: Visit) -> Response:
    """Close an escalation and give the conversation back to the bot."""
    if not await _do(_close, visit):
        return await escalation_response(visit, "not_closed", status=409)
    return _back(visit, "closed")


async def _do(action: Callable[[Visit], bool], visit: Visit) -> bool:
    """Run an action in a thread; False when somebody else has the conversation."""
    is_done = await asyncio.to_thread(action, visit)
    event = "escalation_changed" if is_done else "escalation_refused"
    log.info(
        event,
        action=action.__name__.strip("_"),
        ticket=_ticket(visit),
        officer=visit.login.officer.id,
    )
    return is_done


def _claim(visit: Visit) -> bool:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.write() as session:
        notice = desk.notice("officer_joined", find_escalation(session, _ticket(visit)))
        outcome = claim_escalation(session, _ticket(visit), officer.id, notice, desk.clock())
    return not isinstance(outcome, ClaimRefused)


def _reply(visit: Visit) -> bool:
    desk, officer, ticket = visit.desk, visit.login.officer, _ticket(visit)
    text = check_reply(visit.form).text
    with desk.database.write() as session:
        notice = desk.notice("officer_joined", find_escalation(session, ticket))
        outcome = claim_and_answer(session, ticket, officer.id, text, notice, desk.clock())
    return not isinstance(outcome, ClaimRefused)


def _send_again(visit: Visit) -> bool:
    desk, officer, number = visit.desk, visit.login.officer, visit.form.get("message", "")
    if not NUMBER.fullmatch(number):
        return False
    with desk.database.write() as session:
        done = repeat_answer(session, _ticket(visit), officer.id, int(number), desk.clock())
    return done is True


def _close(visit: Visit) -> bool:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.write() as session:
        escalation = find_escalation(session, _ticket(visit))
        notice = desk.notice("officer_closed", escalation)
        again = Button(desk.sentences("button_reopen"), reopen_payload(escalation.ticket))
        outcome = close_escalation(
            session, escalation.ticket, officer.id, notice, desk.clock(), (again,)
        )
    return not isinstance(outcome, ClaimRefused)


def _ticket(visit: Visit) -> str:
    return str(visit.request.path_params["ticket"])


def _back(visit: Visit, info: str) -> Response:
    """Lead back to the page, so that a reload never posts again."""
    return RedirectResponse(f"/escalations/{_ticket(visit)}?info={info}", 303)
