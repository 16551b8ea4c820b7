"""An officer's own account: who they are here, their password, and where they are logged in."""

import asyncio
from datetime import datetime

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, source_of
from desk.context import desk_of
from desk.cookies import BROWSER_COOKIE, COOKIE, cookie
from desk.devices import browser_and_system
from desk.letting_in import note_refusal
from service.errors import WeakPassword
from service.officers.accounts import LoginRefused, is_own_password, set_password
from service.officers.duty import OfficerView
from service.officers.factors import factors_of
from service.officers.refusals import Refused, refusals_of
from service.officers.sessions import OwnSession, end_session, end_sessions, sessions_of

log = structlog.get_logger()
INFOS = ("password", "ended", "others")


async def show_account(visit: Visit) -> Response:
    """Show the officer their own account; the front page of whoever has no tickets."""
    info = visit.request.query_params.get("info", "")
    return await _page(visit, info=info if info in INFOS else "")


async def change_password(visit: Visit) -> Response:
    """Give the officer the password that they chose; end their other log-ins."""
    form, officer = visit.form, visit.login.officer
    if not visit.desk.sign_in.knows_password_of(visit.login):
        raise HTTPException(403)
    new = form.get("new", "")
    if new != form.get("again", ""):
        return await _page(visit, problem="different", status=409)
    problem = await typed_wrongly(visit, form.get("password", ""))
    if not problem:
        problem = await asyncio.to_thread(_change, visit, new)
    if problem:
        return await _page(visit, problem=problem, status=409)
    log.info("password_changed", officer=officer.id)
    return RedirectResponse("/account?info=password", 303)


async def end_own_session(visit: Visit) -> Response:
    """End one of the officer's other log-ins, or all of them."""
    is_all = "others" in visit.form
    await asyncio.to_thread(_end, visit)
    log.info("sessions_ended", officer=visit.login.officer.id)
    return RedirectResponse(f"/account?info={'others' if is_all else 'ended'}", 303)


async def typed_wrongly(visit: Visit, password: str) -> str:
    """Return what is wrong with an officer's own password: ``wrong``, ``delayed``, or ""."""
    async with visit.desk.login_gate:
        outcome = await asyncio.to_thread(_check, visit.request, visit.login.officer, password)
    if not isinstance(outcome, LoginRefused):
        return ""
    note_refusal(outcome)
    return "wrong" if outcome.why is Refused.PASSWORD else "delayed"


def units_of(visit: Visit) -> list[str]:
    """Return the names of the units that the officer answers for, their own first."""
    officer = visit.login.officer
    further = sorted(officer.units - {officer.unit})
    return [visit.desk.unit_name(unit) for unit in (officer.unit, *further)]


async def _page(visit: Visit, problem: str = "", info: str = "", status: int = 200) -> Response:
    sessions, refused, taken_at = await asyncio.to_thread(_read, visit)
    context = {
        "units": units_of(visit),
        "sessions": sessions,
        "device": browser_and_system,
        "refused": refused,
        "taken_at": taken_at,
        "has_passwords": visit.desk.sign_in.has_passwords,
        "problem": problem,
        "info": info,
    }
    return visit.render("account.html", context, status)


def _read(visit: Visit) -> tuple[list[OwnSession], int, datetime | None]:
    officer, now = visit.login.officer, visit.desk.clock()
    since = visit.login.login_before_at
    with visit.desk.database.read() as session:
        refused = refusals_of(session, officer.id, since) if since else 0
        taken_at = factors_of(session, officer.id).taken_at
        return sessions_of(session, officer.id, now), refused, taken_at


def _check(request: Request, officer: OfficerView, password: str) -> bool | LoginRefused:
    desk, source = desk_of(request), source_of(request, cookie(request, BROWSER_COOKIE))
    return is_own_password(desk.database, officer, password, desk.clock(), source)


def _change(visit: Visit, new: str) -> str:
    token = cookie(visit.request, COOKIE)
    try:
        with visit.desk.database.write() as session:
            set_password(session, visit.login.officer.username, new, keeping=token)
    except WeakPassword as error:
        return error.reason
    return ""


def _end(visit: Visit) -> None:
    officer = visit.login.officer
    with visit.desk.database.write() as session:
        if "others" in visit.form:
            end_sessions(session, officer.id, but=cookie(visit.request, COOKIE))
        else:
            end_session(session, officer.id, visit.form.get("session", ""))
