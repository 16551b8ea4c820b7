"""The desk as an application: its routes as one list, and what surrounds them."""

import asyncio
from collections.abc import Mapping

import structlog
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from desk.auth import for_officers, log_in, log_out, show_login
from desk.context import HERE, Desk, desk_of, make_templates
from desk.errors import show_failure, show_http_error, show_not_found
from desk.escalation_actions import claim, close, reply
from desk.escalation_page import show_escalation
from desk.guards import LastResort, SecurityHeaders
from desk.queue_page import show_queue
from service.clock import Clock
from service.content_model import Unit
from service.database import Database
from service.errors import NotFound
from service.messages import Messages
from service.officers import active_session

log = structlog.get_logger()

LOGINS_AT_ONCE = 2
NOTICES = ("officer_joined", "officer_closed")


async def healthz(request: Request) -> Response:
    """Tell whether the desk can read its database."""
    try:
        await asyncio.to_thread(_read_something, desk_of(request))
    except Exception as error:  # noqa: BLE001 - whatever it is, the desk is not well
        log.critical("database_unreadable", error=type(error).__name__)
        return PlainTextResponse("database unreadable", 503)
    return PlainTextResponse("ok")


ROUTES: list[BaseRoute] = [
    Route("/", for_officers(show_queue)),
    Route("/escalations/{ticket}", for_officers(show_escalation)),
    Route("/escalations/{ticket}/claim", for_officers(claim), methods=["POST"]),
    Route("/escalations/{ticket}/reply", for_officers(reply), methods=["POST"]),
    Route("/escalations/{ticket}/close", for_officers(close), methods=["POST"]),
    Route("/login", show_login),
    Route("/login", log_in, methods=["POST"]),
    Route("/logout", for_officers(log_out), methods=["POST"]),
    Route("/healthz", healthz),
    Mount("/static", StaticFiles(directory=HERE / "static")),
]


def create_app(
    database: Database,
    messages: Messages,
    units: Mapping[str, Unit],
    clock: Clock,
    secure_cookies: bool,
) -> Starlette:
    """Return the desk.

    Raises:
        UnknownMessage: ``content/messages.yml`` lacks a sentence that the desk sends.
    """
    for key in NOTICES:
        messages(key, ticket="", unit="")
    messages("kind_other")
    app = Starlette(
        routes=ROUTES,
        middleware=[Middleware(SecurityHeaders), Middleware(LastResort, page=show_failure)],
        exception_handlers={HTTPException: show_http_error, NotFound: show_not_found},
    )
    app.router.redirect_slashes = False  # it would answer with the address the caller named
    gate = asyncio.Semaphore(LOGINS_AT_ONCE)
    app.state.desk = Desk(database, messages, units, clock, secure_cookies, make_templates(), gate)
    return app


def _read_something(desk: Desk) -> None:
    with desk.database.read() as session:
        active_session(session, "", desk.clock())
