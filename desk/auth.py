"""Who is at the desk: logging in and out, and the guard in front of every officer's page.

``for_officers`` checks the cookie of each request and the form token of each POST, so that no
page can forget to.
"""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.context import Desk, desk_of, render
from desk.errors import keep_typed
from desk.forms import is_same_token, read_form
from desk.uploads import Posted, is_multipart, read_multipart
from service.officers import accounts
from service.officers.accounts import ActiveSession, Login
from service.officers.roles import Permission, may

log = structlog.get_logger()

COOKIE = "tanya_desk"
LOGIN_COOKIE = "tanya_desk_login"  # the log-in form's token, before there is anybody to tie it to


@dataclass(frozen=True)
class Visit:
    """A request of an officer who is logged in; a POST's ``form`` has proven its token.

    Attributes:
        posted: The form with its file.
    """

    request: Request
    desk: Desk
    login: ActiveSession
    form: Mapping[str, str]
    posted: Posted = field(default_factory=Posted)

    def render(self, name: str, context: dict[str, object], status: int = 200) -> Response:
        """Fill a template for this officer."""
        unit = self.desk.unit_name(self.login.officer.unit)
        values = {"login": self.login, "officer_unit": unit, **context}
        return render(self.request, name, values, status)


Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def for_officers(page: Page, permission: Permission) -> Endpoint:
    """Let only those who are logged in and may, and only our own forms, reach a page.

    Refused is told by an error of 403; only from the front page everybody is led to their own.
    """

    async def guarded(request: Request) -> Response:
        desk = desk_of(request)
        login = await asyncio.to_thread(_find_login, desk, request.cookies.get(COOKIE))
        posted = await _read(request, is_known=login is not None)
        form = posted.fields
        keep_typed(request, form.get("text", ""))
        if login is None:
            return _ask_to_log_in(request)
        if request.method == "POST" and not is_same_token(form.get("csrf", ""), login.csrf_token):
            raise HTTPException(403)
        if not may(login.officer.role, permission):
            return _refuse_role(request, login, permission)
        return await page(Visit(request, desk, login, form, posted))

    guarded.permission = permission  # type: ignore[attr-defined]
    return guarded


def permission_of(endpoint: object) -> Permission | None:
    """Return what a route's page needs; None: it is not behind ``for_officers``."""
    return getattr(endpoint, "permission", None)


def _refuse_role(request: Request, login: ActiveSession, permission: Permission) -> Response:
    if request.url.path == "/" and request.method in ("GET", "HEAD"):
        return RedirectResponse("/account", 303)
    log.warning("role_refused", officer=login.officer.id, needs=permission.value)
    raise HTTPException(403)


async def _read(request: Request, *, is_known: bool) -> Posted:
    """Return what was posted; of a file of somebody who is not logged in, nothing."""
    if request.method != "POST":
        return Posted()
    if is_multipart(request):
        return await read_multipart(request, keeps_file=is_known)
    return Posted(await read_form(request))


async def show_login(request: Request) -> Response:
    """Show the log-in form; an officer who is logged in goes on."""
    desk = desk_of(request)
    onward = local_path(request.query_params.get("next", ""))
    if await asyncio.to_thread(_find_login, desk, request.cookies.get(COOKIE)):
        return RedirectResponse(onward, 303)
    return _login_form(request, onward)


async def log_in(request: Request) -> Response:
    """Check the password; give the cookie, or say that it was wrong."""
    desk, form = desk_of(request), await read_form(request)
    if not is_same_token(form.get("csrf", ""), request.cookies.get(LOGIN_COOKIE, "")):
        raise HTTPException(403)
    onward, username = local_path(form.get("next", "")), form.get("username", "").strip()
    old = request.cookies.get(COOKIE)
    async with desk.login_gate:
        login = await asyncio.to_thread(_open_login, desk, username, form.get("password", ""), old)
    if login is None:
        log.warning("login_refused")
        return _login_form(request, onward, username, is_refused=True)
    log.info("logged_in", officer=login.officer.id)
    response = RedirectResponse(onward, 303)
    _set_cookie(desk, response, COOKIE, login.token, int(accounts.SESSION_TIME.total_seconds()))
    _drop_cookie(desk, response, LOGIN_COOKIE)
    return response


async def log_out(visit: Visit) -> Response:
    """End the log-in here and in the database."""
    await asyncio.to_thread(_close_login, visit.desk, visit.request.cookies[COOKIE])
    log.info("logged_out", officer=visit.login.officer.id)
    response = RedirectResponse("/login", 303)
    _drop_cookie(visit.desk, response, COOKIE)
    return response


def local_path(path: str) -> str:
    """Return a path of this site as it is, the queue for anything that leads elsewhere."""
    is_local = path.startswith("/") and not path.startswith("//")
    is_plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if is_local and is_plain else "/"


def _ask_to_log_in(request: Request) -> Response:
    """Lead a reader to the log-in page; tell a writer, whose text would be lost on the way."""
    if request.method == "POST" and request.url.path != "/logout":
        raise HTTPException(401)
    onward = request.url.path if request.method in ("GET", "HEAD") else "/"
    return RedirectResponse(f"/login?next={quote(local_path(onward))}", 303)


def _login_form(
    request: Request, onward: str, username: str = "", is_refused: bool = False
) -> Response:
    token = request.cookies.get(LOGIN_COOKIE) or secrets.token_urlsafe(32)
    context = {"csrf": token, "next": onward, "username": username, "is_refused": is_refused}
    response = render(request, "login.html", context, 401 if is_refused else 200)
    _set_cookie(desk_of(request), response, LOGIN_COOKIE, token, None)
    return response


def _find_login(desk: Desk, token: str | None) -> ActiveSession | None:
    if not token:
        return None
    with desk.database.read() as session:
        return accounts.active_session(session, token, desk.clock())


def _open_login(desk: Desk, username: str, password: str, old: str | None) -> Login | None:
    login = accounts.log_in(desk.database, username, password, desk.clock())
    if login is not None and old:
        _close_login(desk, old)
    return login


def _close_login(desk: Desk, token: str) -> None:
    with desk.database.write() as session:
        accounts.log_out(session, token)


def _set_cookie(
    desk: Desk, response: Response, name: str, value: str, max_age: int | None
) -> None:
    response.set_cookie(
        name,
        value,
        max_age=max_age,
        path="/",
        secure=desk.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def _drop_cookie(desk: Desk, response: Response, name: str) -> None:
    response.delete_cookie(
        name, path="/", secure=desk.secure_cookies, httponly=True, samesite="lax"
    )
