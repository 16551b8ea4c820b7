"""The desk's cookies: no script reads them, no other site sends them with a form.

Behind HTTPS their names begin with ``__Host-``: a browser then takes them from this very host
alone, so that no neighbouring site can plant one.
"""

from starlette.requests import Request
from starlette.responses import Response

from desk.context import Desk, desk_of

COOKIE = "tanya_desk"
LOGIN_COOKIE = "tanya_desk_login"  # the log-in form's token, before there is anybody to tie it to
STEP_COOKIE = "tanya_desk_step"  # a second factor is waited for; opens no page
PROVIDER_COOKIE = "tanya_desk_provider"  # sealed: what is expected back from the provider
BROWSER_COOKIE = "tanya_desk_browser"  # somebody has logged in here before


def cookie(request: Request, name: str) -> str:
    """Return one of our cookies, "" when there is none."""
    return request.cookies.get(_full(desk_of(request), name), "")


def set_cookie(
    request: Request, response: Response, name: str, value: str, max_age: int | None = None
) -> None:
    """Give the browser a cookie; without ``max_age`` (seconds) until it is closed."""
    desk = desk_of(request)
    response.set_cookie(
        _full(desk, name),
        value,
        max_age=max_age,
        path="/",
        secure=desk.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    """Take a cookie back."""
    desk = desk_of(request)
    response.delete_cookie(
        _full(desk, name), path="/", secure=desk.secure_cookies, httponly=True, samesite="lax"
    )


def _full(desk: Desk, name: str) -> str:
    return f"__Host-{name}" if desk.secure_cookies else name
