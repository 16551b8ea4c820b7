"""Where another account is logged in, for administrators, who may end it."""

import asyncio

import structlog
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.confirming import asks_of, not_confirmed
from desk.devices import browser_and_system
from service.officers.accounts import Account, read_account
from service.officers.sessions import OwnSession, end_others_sessions, sessions_of

INFOS = ("ended",)

log = structlog.get_logger()


async def show_sessions(visit: Visit) -> Response:
    """Show where an account is logged in."""
    info = visit.request.query_params.get("info", "")
    return await _page(visit, info=info if info in INFOS else "")


async def end_sessions(visit: Visit) -> Response:
    """End one of an account's log-ins, or all of them."""
    if not {"all", "session"} & visit.form.keys():
        raise HTTPException(400)
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem)
    number = await asyncio.to_thread(_end, visit)
    log.info("sessions_ended", officer=number, by=visit.login.officer.id)
    return RedirectResponse(f"/accounts/{number}/sessions?info=ended", 303)


def _end(visit: Visit) -> int:
    number = int(visit.request.path_params["number"])
    with visit.desk.database.write() as session:
        read_account(session, number, visit.desk.clock())
        name = "" if "all" in visit.form else visit.form["session"] or "-"
        end_others_sessions(session, number, name)
    return number


def _look(visit: Visit) -> tuple[Account, list[OwnSession]]:
    number, now = int(visit.request.path_params["number"]), visit.desk.clock()
    with visit.desk.database.read() as session:
        return read_account(session, number, now), sessions_of(session, number, now)


async def _page(visit: Visit, problem: str = "", info: str = "") -> Response:
    account, sessions = await asyncio.to_thread(_look, visit)
    context = {
        "account": account,
        "sessions": sessions,
        "device": browser_and_system,
        "page": f"/accounts/{account.officer.id}/sessions",
        "asks_password": asks_of(visit),
        "problem": problem,
        "info": info,
    }
    return visit.render("account_sessions.html", context, 409 if problem else 200)
