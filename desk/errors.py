"""Readable pages for what goes wrong, with the officer's unsent text where there was one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from desk.context import render
from service.errors import NotFound

OWN_PAGES = ("same-origin", "none")


def keep_typed(request: Request, text: str) -> None:
    """Remember what was typed, for an error page to give back.

    Not for a form on somebody else's page: nobody shall put words on ours.
    """
    if request.headers.get("sec-fetch-site", "none") in OWN_PAGES:
        request.state.typed = text


async def show_http_error(request: Request, error: Exception) -> Response:
    """Answer an HTTP error (403, 404, 405, 413, ...) with its page."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class only
    response = _page(request, error.status_code)
    response.headers.update(error.headers or {})
    return response


async def show_not_found(request: Request, _error: Exception) -> Response:
    """Answer a ticket that does not exist."""
    assert isinstance(_error, NotFound)  # noqa: S101 - registered for this class only
    return _page(request, 404)


async def show_failure(request: Request) -> Response:
    """Answer when something of ours broke."""
    return _page(request, 500)


async def show_other_site(request: Request) -> Response:
    """Answer what another site's page posted."""
    return _page(request, 403)


def _page(request: Request, status: int) -> Response:
    context = {
        "status": status,
        "typed": getattr(request.state, "typed", ""),
        "ticket": request.path_params.get("ticket"),
    }
    return render(request, "error.html", context, status)
