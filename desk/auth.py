"""Who is at the desk: the guard in front of every officer's page.

``for_officers`` checks the cookie of each request, the form token of each POST and the role, so
that no page can forget to.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.context import Desk, desk_of, render
from desk.cookies import COOKIE, cookie
from desk.errors import keep_typed
from desk.forms import is_same_token, read_form
from desk.uploads import Posted, is_multipart, read_multipart
from service.audit.origin import Origin, coming_from, web_origin
from service.audit.recording import Deed, record
from service.learning.label_views import count_waiting
from service.officers.refusals import Source
from service.officers.roles import MATRIX, Permission, may
from service.officers.sessions import ActiveSession, active_session, touch

log = structlog.get_logger()


@dataclass(frozen=True)
class Visit:
    """A request of an officer who is logged in; a POST's ``form`` has proven its token.

    Attributes:
        posted: The form with its file.
        waiting: What waits for a second maintainer, where the officer is one.
    """

    request: Request
    desk: Desk
    login: ActiveSession
    form: Mapping[str, str]
    posted: Posted = field(default_factory=Posted)
    waiting: int = 0

    def render(self, name: str, context: dict[str, object], status: int = 200) -> Response:
        """Fill a template for this officer."""
        unit = self.desk.unit_name(self.login.officer.unit)
        allowed = MATRIX[self.login.officer.role]
        who = {"login": self.login, "officer_unit": unit, "allowed": allowed}
        values = {**who, "waiting": self.waiting, **context}
        return render(self.request, name, values, status)


Page = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def for_officers(
    page: Page, permission: Permission, *, sets_up: bool = False, is_heartbeat: bool = False
) -> Endpoint:
    """Let only those who are logged in and may, and only our own forms, reach a page.

    Refused is told by an error of 403; only from the front page everybody is led to their own.
    Who must have a second factor and has none reaches only pages with which to set one up.

    Args:
        sets_up: It is one of those pages, or the way out.
        is_heartbeat: It is asked for by an open page, whether or not somebody sits before it.
    """

    async def guarded(request: Request) -> Response:
        desk = desk_of(request)
        login = await asyncio.to_thread(find_login, request, is_heartbeat=is_heartbeat)
        await desk.look()
        posted = await _read(request, is_known=login is not None)
        form = posted.fields
        keep_typed(request, form.get("text", ""))
        if login is None:
            return _ask_to_log_in(request)
        if request.method == "POST" and not is_same_token(form.get("csrf", ""), login.csrf_token):
            raise HTTPException(403)
        if not sets_up and desk.sign_in.lacks_factor(login):
            return _lead_to_set_up(request)
        with coming_from(origin_of(request, login.officer.id)):
            if not may(login.officer.role, permission):
                return await asyncio.to_thread(_refuse_role, request, login, permission)
            waiting = await asyncio.to_thread(_count_waiting, desk, login)
            return await page(Visit(request, desk, login, form, posted, waiting))

    guarded.permission = permission  # type: ignore[attr-defined]
    return guarded


def _count_waiting(desk: Desk, login: ActiveSession) -> int:
    if not may(login.officer.role, Permission.TEACH):
        return 0
    with desk.database.read() as session:
        return count_waiting(session)


def permission_of(endpoint: object) -> Permission | None:
    """Return what a route's page needs; None: it is not behind ``for_officers``."""
    return getattr(endpoint, "permission", None)


def _home_of(login: ActiveSession) -> str:
    """Return where somebody begins who has no queue."""
    return "/overview" if may(login.officer.role, Permission.OVERVIEW) else "/account"


def _lead_to_set_up(request: Request) -> Response:
    if request.method == "POST":  # what was typed is given back by the error's page
        raise HTTPException(403)
    return RedirectResponse("/account/factors", 303)


def _refuse_role(request: Request, login: ActiveSession, permission: Permission) -> Response:
    if request.url.path == "/" and request.method in ("GET", "HEAD"):
        return RedirectResponse(_home_of(login), 303)
    log.warning("role_refused", officer=login.officer.id, needs=permission.value)
    record_refused(desk_of(request), permission)
    raise HTTPException(403)


def record_refused(desk: Desk, permission: Permission, **which: object) -> None:
    """Record that somebody asked for what they may not; ``which``: of whom or of what."""
    with desk.database.write() as session:
        data = {"needs": permission.value, **which}
        record(session, Deed.PAGE_REFUSED, desk.clock(), data=data)


async def _read(request: Request, *, is_known: bool) -> Posted:
    """Return what was posted; of a file of somebody who is not logged in, nothing."""
    if request.method != "POST":
        return Posted()
    if is_multipart(request):
        return await read_multipart(request, keeps_file=is_known)
    return Posted(await read_form(request))


def source_of(request: Request, browser: str = "") -> Source:
    """Return where a request comes from, as the server saw it."""
    address = request.client.host if request.client else ""
    return Source(address, request.headers.get("user-agent", ""), browser)


def origin_of(request: Request, officer_id: int | None = None) -> Origin:
    """Return what the record tells of where a request comes from, and of whom."""
    return web_origin(request.client.host if request.client else None, officer_id)


def local_path(path: str) -> str:
    """Return a path of this site as it is, the queue for anything that leads elsewhere."""
    is_local = path.startswith("/") and not path.startswith("//")
    is_plain = path.isascii() and path.isprintable() and "\\" not in path
    return path if is_local and is_plain else "/"


def find_login(request: Request, *, is_heartbeat: bool = False) -> ActiveSession | None:
    """Return who a request's cookie belongs to, and note that they are here."""
    desk, token = desk_of(request), cookie(request, COOKIE)
    if not token:
        return None
    with desk.database.read() as session:
        login = active_session(session, token, desk.clock())
    if login is not None and login.is_due and not is_heartbeat and is_somebody(request):
        with desk.database.write() as session:
            touch(session, token, desk.clock())
    return login


def is_somebody(request: Request) -> bool:
    """Tell whether a person asks, and not a page that looks for news while nobody is there."""
    headers = request.headers
    if request.method == "POST" or "sec-fetch-mode" not in headers:
        return True
    return headers["sec-fetch-mode"] == "navigate" and headers.get("sec-fetch-user") == "?1"


def _ask_to_log_in(request: Request) -> Response:
    """Lead a reader to the log-in page; tell a writer, whose text would be lost on the way."""
    is_script = "hx-request" in request.headers  # which would follow, and show what it finds
    if is_script or (request.method == "POST" and request.url.path != "/logout"):
        raise HTTPException(401)
    onward = request.url.path if request.method in ("GET", "HEAD") else "/"
    return RedirectResponse(f"/login?next={quote(local_path(onward))}", 303)
