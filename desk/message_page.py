"""An answer that was sent, on a page of its own: changed or taken back by who sent it."""

import asyncio

import structlog
from starlette.responses import RedirectResponse, Response

from desk.acts import ticket_of
from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import Checked, check_reply, clean_reply, problem_of_reply
from service.canned.places import unfilled_in
from service.escalations.changing import Answer, change_answer, read_answer, withdraw_answer
from service.escalations.views import ClaimRefused
from service.outbox.changes import Became

log = structlog.get_logger()
INFOS = {Became.AT_ONCE: "", Became.SHOWN: "", Became.QUEUED: "_queued"}


async def show_message(visit: Visit) -> Response:
    """Show an answer, what it said before, and the forms to change it or to take it back."""
    return await _page(visit)


async def change(visit: Visit) -> Response:
    """Give an answer other words; what cannot be sent stays on the page."""
    typed = visit.form.get("text", "")
    problem, checked = problem_of_reply(clean_reply(typed)), check_reply(visit.form)
    if problem is None and unfilled_in(typed):
        problem = "places"
    if problem is not None:
        return await _page(visit, problem, typed)
    if checked.kinds:
        return await _page(visit, "personal", typed, checked)
    became = await asyncio.to_thread(_change, visit, checked.text)
    return await _told(visit, became, "changed", typed)


async def withdraw(visit: Visit) -> Response:
    """Take an answer back."""
    became = await asyncio.to_thread(_withdraw, visit)
    return await _told(visit, became, "withdrawn", visit.form.get("text", ""))


async def _told(visit: Visit, became: Became | ClaimRefused, info: str, typed: str) -> Response:
    done = not isinstance(became, ClaimRefused) and became in INFOS
    log.info(
        "answer_changed" if done else "answer_not_changed",
        ticket=ticket_of(visit),
        officer=visit.login.officer.id,
    )
    if isinstance(became, ClaimRefused):
        return await escalation_response(visit, "not_changed", typed, status=409, why=became.why)
    if became not in INFOS:
        return await _page(visit, became.value, typed)
    return RedirectResponse(f"/escalations/{ticket_of(visit)}?info={info}{INFOS[became]}", 303)


async def _page(
    visit: Visit, problem: str = "", typed: str = "", checked: Checked | None = None
) -> Response:
    answer = await asyncio.to_thread(_read, visit)
    if isinstance(answer, ClaimRefused):
        return await escalation_response(visit, "not_changed", typed, status=409, why=answer.why)
    context = {
        "ticket": ticket_of(visit),
        "number": _number(visit),
        "answer": answer,
        "can_be_withdrawn": answer.until is None or visit.desk.clock() <= answer.until,
        "problem": problem,
        "typed": typed or answer.text,
        "checked": checked,
    }
    return visit.render("message.html", context, 422 if problem else 200)


def _number(visit: Visit) -> int:
    return int(visit.request.path_params["number"])


def _read(visit: Visit) -> Answer | ClaimRefused:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.write() as session:
        return read_answer(session, ticket_of(visit), officer.id, _number(visit), desk.clock())


def _change(visit: Visit, text: str) -> Became | ClaimRefused:
    desk, officer = visit.desk, visit.login.officer
    where = ticket_of(visit), officer.id, _number(visit)
    with desk.database.write() as session:
        return change_answer(session, *where, text, desk.clock())


def _withdraw(visit: Visit) -> Became | ClaimRefused:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.write() as session:
        return withdraw_answer(session, ticket_of(visit), officer.id, _number(visit), desk.clock())
