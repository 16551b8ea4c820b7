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
from service.audit.origin import coming_from
from service.officers import accounts
from service.officers.accounts import KNOWN_TIME, LoginRefused
from service.officers.refusals import in_seconds
from service.officers.sessions import SESSION_TIME, Login, log_out
from service.operations.metrics import LOGIN_REFUSALS

log = structlog.get_logger()


async def show_login(request: Request) -> Response:
    """Show the log-in form; an officer who is logged in goes on."""
    onward = local_path(request.query_params.get("next", ""))
    if await asyncio.to_thread(find_login, request):
        return RedirectResponse(onward, 303)
    return _login_form(request, onward)


async def log_in(request: Request) -> Response:
    """Check the password; give the cookie, or say why not."""
    desk, form = desk_of(request), await read_form(request)
    if not is_same_token(form.get("csrf", ""), cookie(request, LOGIN_COOKIE)):
        raise HTTPException(403)
    onward, username = local_path(form.get("next", "")), form.get("username", "").strip()
    async with desk.login_gate:
        login = await asyncio.to_thread(_open, request, username, form.get("password", ""))
    if isinstance(login, LoginRefused):
        note_refusal(login)
        return _login_form(request, onward, username, login)
    log.info("logged_in", officer=login.officer.id)
    response = RedirectResponse(onward, 303)
    set_cookie(request, response, COOKIE, login.token, int(SESSION_TIME.total_seconds()))
    if login.browser:
        life = int(KNOWN_TIME.total_seconds())
        set_cookie(request, response, BROWSER_COOKIE, login.browser, life)
    drop_cookie(request, response, LOGIN_COOKIE)
    return response


async def leave(visit: Visit) -> Response:
    """End the log-in here and in the database."""
    await asyncio.to_thread(_close, visit.request, cookie(visit.request, COOKIE))
    log.info("logged_out", officer=visit.login.officer.id)
    response = RedirectResponse("/login", 303)
    drop_cookie(visit.request, response, COOKIE)
    return response


def note_refusal(refused: LoginRefused) -> None:
    """Count and log a refused log-in; where and at which account stands in the database."""
    LOGIN_REFUSALS.labels(refused.why.value).inc()
    log.warning("login_refused", why=refused.why.value)


def form_token(request: Request) -> str:
    """Return the token of a form that nobody is logged in for; it is also a cookie."""
    return cookie(request, LOGIN_COOKIE) or secrets.token_urlsafe(32)


def _login_form(
    request: Request, onward: str, username: str = "", refused: LoginRefused | None = None
) -> Response:
    token = form_token(request)
    wait = in_seconds(refused.wait if refused else timedelta())
    context = {
        "csrf": token,
        "next": onward,
        "username": username,
        "is_refused": refused is not None,
        "wait": wait,
    }
    status = 200 if refused is None else (429 if wait else 401)
    response = render(request, "login.html", context, status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    set_cookie(request, response, LOGIN_COOKIE, token)
    return response


def _open(request: Request, username: str, password: str) -> Login | LoginRefused:
    desk, old = desk_of(request), cookie(request, COOKIE)
    source = source_of(request, cookie(request, BROWSER_COOKIE))
    with coming_from(origin_of(request)):
        login = accounts.log_in(desk.database, username, password, desk.clock(), source)
    if isinstance(login, Login) and old:
        _close(request, old)
    return login


def _close(request: Request, token: str) -> None:
    with desk_of(request).database.write() as session:
        log_out(session, token)
