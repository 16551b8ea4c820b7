"""The Telegram account from which an officer acts: one's own, and, for administrators, of others.

A code that links an account is a way in: the password is asked for before it is shown.
"""

import asyncio
from datetime import datetime

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.confirming import asks_of, not_confirmed
from service.errors import NotFound
from service.forum.links import linked_since, make_officer_code, unlink_officer
from service.officers.duty import OfficerView, find_officer

INFOS = ("unlinked",)

log = structlog.get_logger()


async def show_telegram(visit: Visit) -> Response:
    """Show whether a Telegram account is linked."""
    info = visit.request.query_params.get("info", "")
    return await _page(visit, info=info if info in INFOS else "")


async def make_telegram_code(visit: Visit) -> Response:
    """Show a code by which an officer links their Telegram account, once, within a day."""
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem)
    try:
        code = await asyncio.to_thread(_make_code, visit)
    except NotFound:  # a disabled account
        return await _page(visit, "inactive")
    return await _page(visit, code=code)


async def unlink_telegram(visit: Visit) -> Response:
    """Let an officer's Telegram account act no more."""
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem)
    number = await asyncio.to_thread(_unlink, visit)
    log.info("telegram_unlinked", officer=number, by=visit.login.officer.id)
    return RedirectResponse(f"{_address(visit)}?info=unlinked", 303)


def _whom(visit: Visit) -> int:
    return int(visit.request.path_params.get("number", visit.login.officer.id))


def _address(visit: Visit) -> str:
    number = visit.request.path_params.get("number")
    return "/account/telegram" if number is None else f"/accounts/{number}/telegram"


def _make_code(visit: Visit) -> str:
    with visit.desk.database.write() as session:
        officer = find_officer(session, _whom(visit))
        return make_officer_code(session, officer.username, visit.desk.clock())


def _unlink(visit: Visit) -> int:
    with visit.desk.database.write() as session:
        officer = find_officer(session, _whom(visit))
        unlink_officer(session, officer.id)
    return officer.id


def _look(visit: Visit) -> tuple[OfficerView, datetime | None]:
    with visit.desk.database.read() as session:
        officer = find_officer(session, _whom(visit))
        return officer, linked_since(session, officer.id)


async def _page(visit: Visit, problem: str = "", code: str = "", info: str = "") -> Response:
    officer, since = await asyncio.to_thread(_look, visit)
    context = {
        "officer": officer,
        "is_own": "number" not in visit.request.path_params,
        "since": since,
        "page": _address(visit),
        "asks_password": asks_of(visit),
        "problem": problem,
        "code": code,
        "info": info,
    }
    return visit.render("telegram.html", context, 409 if problem else 200)
