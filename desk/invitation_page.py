"""The page behind an invitation: its officer chooses a password, once, without being logged in."""

import asyncio

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.auth import origin_of, source_of
from desk.context import desk_of, render
from desk.cookies import LOGIN_COOKIE, cookie, set_cookie
from desk.forms import is_same_token, read_form
from desk.letting_in import note_refusal
from desk.login_page import form_token
from service.audit.origin import coming_from
from service.errors import WeakPassword
from service.officers.accounts import LoginRefused
from service.officers.duty import OfficerView
from service.officers.invitations import invited, take_invitation
from service.officers.refusals import Refusal, Refused, network_of, record_refusal, wait_for

log = structlog.get_logger()


async def show_invitation(request: Request) -> Response:
    """Show whom a link is for and ask for a password; uses nothing up."""
    officer = await asyncio.to_thread(_find, request)
    return _page(request, officer)


async def accept_invitation(request: Request) -> Response:
    """Give the officer the password that they chose, and lead them to the log-in."""
    desk, form = desk_of(request), await read_form(request)
    if not is_same_token(form.get("csrf", ""), cookie(request, LOGIN_COOKIE)):
        raise HTTPException(403)
    if not desk.sign_in.has_passwords:
        raise HTTPException(403)
    officer, password = await asyncio.to_thread(_find, request), form.get("password", "")
    if officer is None or password != form.get("again", ""):
        return _page(request, officer, "different")
    try:
        async with desk.login_gate:
            officer = await asyncio.to_thread(_take, request, password)
    except WeakPassword as error:
        return _page(request, officer, error.reason)
    if officer is None:
        return _page(request, officer)
    log.info("invitation_taken", officer=officer.id)
    return RedirectResponse("/login", 303)


def _find(request: Request) -> OfficerView | None:
    """Return whom the link is for; one that does not work is recorded, and slows guessing."""
    desk, address = desk_of(request), source_of(request).address
    code, key, now = request.path_params["code"], network_of(address), desk.clock()
    with desk.database.read() as session:
        waiting = wait_for(session, "", key, address, now)
        officer = None if waiting else invited(session, code, now)
    if officer is None:
        why = waiting[0] if waiting else Refused.LINK
        note_refusal(LoginRefused(why))
        with coming_from(origin_of(request)), desk.database.write() as session:
            record_refusal(session, Refusal("", key, address, why), now)
    return officer


def _take(request: Request, password: str) -> OfficerView | None:
    desk = desk_of(request)
    with coming_from(origin_of(request)), desk.database.write() as session:
        return take_invitation(session, request.path_params["code"], password, desk.clock())


def _page(request: Request, officer: OfficerView | None, problem: str = "") -> Response:
    token, sign_in = form_token(request), desk_of(request).sign_in
    context = {
        "officer": officer,
        "csrf": token,
        "problem": problem,
        "code": request.path_params["code"],
        "has_passwords": sign_in.has_passwords,
        "provider": sign_in.provider,
    }
    status = 404 if officer is None else (409 if problem else 200)
    response = render(request, "invitation.html", context, status)
    set_cookie(request, response, LOGIN_COOKIE, token)
    return response
