"""Logging in and out."""

import asyncio
import secrets
from datetime import timedelta

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, find_login, local_path, origin_of, source_of
from desk.context import desk_of, render
from desk.cookies import BROWSER_COOKIE, COOKIE, LOGIN_COOKIE, cookie, drop_cookie, set_cookie
from desk.forms import is_same_token, read_form
from desk.letting_in import let_in, note_refusal
from service.audit.origin import coming_from
from service.officers import accounts
from service.officers.accounts import LoginRefused
from service.officers.entering import HalfLogin
from service.officers.refusals import in_seconds
from service.officers.sessions import Login, log_out

log = structlog.get_logger()


async def show_login(request: Request) -> Response:
    """Show the log-in form; an officer who is logged in goes on."""
    onward = local_path(request.query_params.get("next", ""))
    if await asyncio.to_thread(find_login, request):
        return RedirectResponse(onward, 303)
    return login_form(request, onward)


async def log_in(request: Request) -> Response:
    """Check the password; give the cookie, or say why not."""
    desk, form = desk_of(request), await read_form(request)
    if not is_same_token(form.get("csrf", ""), cookie(request, LOGIN_COOKIE)):
        raise HTTPException(403)
    if not desk.sign_in.has_passwords:
        raise HTTPException(403)
    onward, username = local_path(form.get("next", "")), form.get("username", "").strip()
    async with desk.login_gate:
        login = await asyncio.to_thread(_open, request, username, form.get("password", ""))
    if isinstance(login, LoginRefused):
        note_refusal(login)
        return login_form(request, onward, username, login)
    return let_in(request, login, onward)


async def leave(visit: Visit) -> Response:
    """End the log-in here and in the database."""
    await asyncio.to_thread(_close, visit.request, cookie(visit.request, COOKIE))
    log.info("logged_out", officer=visit.login.officer.id)
    is_there_too = visit.desk.sign_in.provider is not None  # logging out there is offered
    response = RedirectResponse("/login?left=yes" if is_there_too else "/login", 303)
    drop_cookie(visit.request, response, COOKIE)
    return response


def form_token(request: Request) -> str:
    """Return the token of a form that nobody is logged in for; it is also a cookie."""
    return cookie(request, LOGIN_COOKIE) or secrets.token_urlsafe(32)


def login_form(
    request: Request,
    onward: str,
    username: str = "",
    refused: LoginRefused | None = None,
    trouble: str = "",
) -> Response:
    """Show the form.

    Args:
        trouble: What went wrong at the agency's provider, a key of ``login.html``.
    """
    token, sign_in = form_token(request), desk_of(request).sign_in
    wait = in_seconds(refused.wait if refused else timedelta())
    context = {
        "csrf": token,
        "next": onward,
        "username": username,
        "is_refused": refused is not None,
        "wait": wait,
        "trouble": trouble,
        "has_passwords": sign_in.has_passwords,
        "provider": sign_in.provider,
        "has_left": request.query_params.get("left") == "yes",
    }
    status = 409 if trouble else 200
    response = render(
        request, "login.html", context, status if refused is None else (429 if wait else 401)
    )
    if wait:
        response.headers["Retry-After"] = str(wait)
    set_cookie(request, response, LOGIN_COOKIE, token)
    return response


def _open(request: Request, username: str, password: str) -> Login | HalfLogin | LoginRefused:
    desk = desk_of(request)
    source = source_of(request, cookie(request, BROWSER_COOKIE))
    with coming_from(origin_of(request)):
        login = accounts.log_in(desk.database, username, password, desk.clock(), source)
    if not isinstance(login, LoginRefused):
        close_former(request)
    return login


def close_former(request: Request) -> None:
    """End the log-in that a browser brings while somebody logs in anew."""
    old = cookie(request, COOKIE)
    if old:
        _close(request, old)


def _close(request: Request, token: str) -> None:
    with desk_of(request).database.write() as session:
        log_out(session, token)
