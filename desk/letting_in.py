"""What a browser gets when somebody is let in, is half in, or is refused."""

from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from desk.cookies import (
    BROWSER_COOKIE,
    COOKIE,
    LOGIN_COOKIE,
    STEP_COOKIE,
    drop_cookie,
    set_cookie,
)
from service.officers.accounts import LoginRefused
from service.officers.browsers import KNOWN_TIME
from service.officers.entering import STEP_TIME, HalfLogin
from service.officers.sessions import SESSION_TIME, Login
from service.operations.metrics import LOGIN_REFUSALS

log = structlog.get_logger()


def let_in(request: Request, outcome: Login | HalfLogin, onward: str) -> Response:
    """Lead to the page that was asked for, or to the second factor first."""
    if isinstance(outcome, HalfLogin):
        response = RedirectResponse(f"/login/factor?next={quote(onward)}", 303)
        life = int(STEP_TIME.total_seconds())
        set_cookie(request, response, STEP_COOKIE, outcome.token, life)
        drop_cookie(request, response, COOKIE)
        return response
    log.info("logged_in", officer=outcome.officer.id)
    response = RedirectResponse(onward, 303)
    give_session(request, response, outcome.token)
    if outcome.browser:
        life = int(KNOWN_TIME.total_seconds())
        set_cookie(request, response, BROWSER_COOKIE, outcome.browser, life)
    drop_cookie(request, response, LOGIN_COOKIE)
    drop_cookie(request, response, STEP_COOKIE)
    return response


def give_session(request: Request, response: Response, token: str) -> None:
    """Give the browser the cookie of a log-in."""
    set_cookie(request, response, COOKIE, token, int(SESSION_TIME.total_seconds()))


def note_refusal(refused: LoginRefused) -> None:
    """Count and log a refused log-in; where and at which account stands in the database."""
    LOGIN_REFUSALS.labels(refused.why.value).inc()
    log.warning("login_refused", why=refused.why.value)
