"""The second step of a log-in: the password was right, and the second factor is still to be shown.

Its cookie opens nothing but this page. The log-in that comes of it is a new one with a new cookie.
"""

import asyncio

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.auth import local_path, origin_of, source_of
from desk.context import desk_of, render
from desk.cookies import BROWSER_COOKIE, LOGIN_COOKIE, STEP_COOKIE, cookie, set_cookie
from desk.forms import is_same_token, read_form
from desk.letting_in import let_in
from desk.login_page import form_token
from desk.proofs import prove_at_desk, site_of
from service.audit.origin import coming_from
from service.officers.accounts import LoginRefused
from service.officers.entering import Step, find_step, finish_step
from service.officers.factors import Factors, factors_of
from service.officers.passkeys import proving_options
from service.officers.proving import Shown
from service.officers.refusals import Refused, in_seconds
from service.officers.sessions import Login

log = structlog.get_logger()


async def show_step(request: Request) -> Response:
    """Ask for the second factor."""
    step = await asyncio.to_thread(_find, request)
    if step is None:
        return _back_to_start()
    return await _page(request, step, local_path(request.query_params.get("next", "")))


async def take_step(request: Request) -> Response:
    """Open the log-in when the second factor is right."""
    step, form = await _posted(request)
    if step is None:
        return _back_to_start()
    onward = local_path(form.get("next", ""))
    holder = cookie(request, STEP_COOKIE)
    with coming_from(origin_of(request)):
        shown = await prove_at_desk(request, step.officer, form, holder)
    if not isinstance(shown, Shown):
        return await _page(request, step, onward, shown)
    login = await asyncio.to_thread(_finish, request, shown)
    if login is None:
        return _back_to_start()
    return let_in(request, login, "/account/factors" if shown is Shown.RECOVERY else onward)


async def step_options(request: Request) -> Response:
    """Return as JSON what the browser is to sign with a passkey."""
    step, _ = await _posted(request)
    options = None if step is None else await asyncio.to_thread(_options, request, step)
    if options is None:
        raise HTTPException(404)
    return Response(options, media_type="application/json")


async def _posted(request: Request) -> tuple[Step | None, dict[str, str]]:
    """Return the step and what was posted; a form that is not ours is refused.

    The form has the log-in page's token beside its own: it is ours also when the step is over.
    """
    form = await read_form(request)
    step = await asyncio.to_thread(_find, request)
    given, expected = form.get("start", ""), cookie(request, LOGIN_COOKIE)
    if step is not None:
        given, expected = form.get("csrf", ""), step.csrf_token
    if not is_same_token(given, expected):
        raise HTTPException(403)
    return step, form


def _back_to_start() -> Response:
    return RedirectResponse("/login", 303)


def _find(request: Request) -> Step | None:
    desk, token = desk_of(request), cookie(request, STEP_COOKIE)
    if not token:
        return None
    with desk.database.read() as session:
        return find_step(session, token, desk.clock())


def _options(request: Request, step: Step) -> str | None:
    desk, holder = desk_of(request), cookie(request, STEP_COOKIE)
    with desk.database.write() as session:
        site = site_of(request)
        return proving_options(session, step.officer.id, site, holder, desk.clock())


def _finish(request: Request, shown: Shown) -> Login | None:
    desk, token = desk_of(request), cookie(request, STEP_COOKIE)
    source = source_of(request, cookie(request, BROWSER_COOKIE))
    with coming_from(origin_of(request)), desk.database.write() as session:
        return finish_step(session, token, shown.value, source, desk.clock())


async def _page(
    request: Request, step: Step, onward: str, refused: LoginRefused | None = None
) -> Response:
    factors = await asyncio.to_thread(_factors, request, step)
    wait = 0 if refused is None else in_seconds(refused.wait)
    start = form_token(request)
    context = {
        "start": start,
        "name": step.officer.name,
        "csrf": step.csrf_token,
        "next": onward,
        "has_app": factors.app is not None,
        "has_passkeys": bool(factors.passkeys),
        "refused": "" if refused is None else refused.why.value,
        "is_of_passkey": refused is not None and refused.why is Refused.PASSKEY,
        "wait": wait,
    }
    status = 200 if refused is None else (429 if wait else 401)
    response = render(request, "factor_step.html", context, status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    set_cookie(request, response, LOGIN_COOKIE, start)
    return response


def _factors(request: Request, step: Step) -> Factors:
    with desk_of(request).database.read() as session:
        return factors_of(session, step.officer.id)
