"""The desk as an application: its routes as one list, and what surrounds them."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from desk.account_routes import ACCOUNT_ROUTES
from desk.article_routes import ARTICLE_ROUTES
from desk.auth import for_officers
from desk.canned_page import keep_canned, move_canned, remove_canned, show_canned
from desk.context import ASSETS, Desk, make_templates
from desk.errors import show_failure, show_http_error, show_not_found, show_other_site
from desk.escalation_routes import ESCALATION_ROUTES
from desk.filters_page import drop_filter, keep_filter
from desk.guards import CountRequests, LastResort, OwnForms, SecurityHeaders
from desk.keys_page import show_keys
from desk.live import Live
from desk.live_page import count_for_tabs, stream_news
from desk.queue_page import read_digest, read_notice, show_queue
from desk.record_page import export_record, show_record
from desk.release_routes import RELEASE_ROUTES
from desk.replay_routes import REPLAY_ROUTES
from desk.review_routes import REVIEW_ROUTES
from desk.selection_page import (
    assign_chosen,
    close_chosen,
    show_selection,
    snooze_chosen,
    undo_chosen,
)
from desk.sign_in import BY_PASSWORD, SignIn
from desk.supervising_routes import SUPERVISING_ROUTES
from desk.tickets_page import show_tickets
from desk.uploads import FORM_TIME
from service.answering.trials import Trials
from service.assembly import ArticlesToSay
from service.calendar import WIB
from service.clock import Clock
from service.content.encoder import E5Encoder, Encoder
from service.content.following import Following, UnitsAndHours
from service.content.model import Unit
from service.content.sentences import Sentences
from service.editing.editorial import Editorial
from service.errors import NotFound
from service.hours.desk_hours import DeskHours
from service.officers.roles import Permission as May
from service.operations.health import Readiness, readiness_in_words
from service.paths import ROOT
from service.storage.database import Database
from service.updates.sealing import Seal
from serving.bodies import PatientBodies
from serving.hosts import known_hosts

CONTENT = ROOT / "content"
LOGINS_AT_ONCE = 2
REPLY = "/escalations/*/reply"  # the form that may bring a file
NOTICES = (
    "officer_joined",
    "officer_closed",
    "officer_closed_behind",
    "officer_closed_spam",
    "officer_moved",
    "officer_split",
)


async def healthz(_request: Request) -> Response:
    """Answer "ok": the process runs."""
    return PlainTextResponse("ok")


async def readyz(request: Request) -> Response:
    """Answer 200 when officers' answers can be stored, else 503; harmless to whoever asks."""
    problems = await asyncio.to_thread(request.app.state.readiness.problems)
    return JSONResponse(readiness_in_words(problems), 503 if problems else 200)


ROUTES: list[BaseRoute] = [
    Route("/", for_officers(show_queue, May.READ)),
    Route("/tickets", for_officers(show_tickets, May.READ)),
    Route("/live", for_officers(stream_news, May.READ)),
    Route("/live/counts", for_officers(count_for_tabs, May.READ)),
    Route("/notices", for_officers(read_notice, May.READ), methods=["POST"]),
    Route("/digest", for_officers(read_digest, May.READ), methods=["POST"]),
    Route("/tickets/filters", for_officers(keep_filter, May.READ), methods=["POST"]),
    Route("/tickets/filters/remove", for_officers(drop_filter, May.READ), methods=["POST"]),
    Route("/selection", for_officers(show_selection, May.READ)),
    Route("/selection/close", for_officers(close_chosen, May.ANSWER), methods=["POST"]),
    Route("/selection/assign", for_officers(assign_chosen, May.ANSWER), methods=["POST"]),
    Route("/selection/snooze", for_officers(snooze_chosen, May.ANSWER), methods=["POST"]),
    Route("/selection/undo", for_officers(undo_chosen, May.ANSWER), methods=["POST"]),
    Route("/audit-log", for_officers(show_record, May.RECORD)),
    Route("/audit-log/export", for_officers(export_record, May.RECORD)),
    Route("/canned-replies", for_officers(show_canned, May.ANSWER)),
    Route("/canned-replies/keep", for_officers(keep_canned, May.ANSWER), methods=["POST"]),
    Route("/canned-replies/remove", for_officers(remove_canned, May.ANSWER), methods=["POST"]),
    Route("/canned-replies/up", for_officers(move_canned, May.ANSWER), methods=["POST"]),
    Route("/keys", for_officers(show_keys, May.OWN_ACCOUNT)),
    *ESCALATION_ROUTES,
    *ARTICLE_ROUTES,
    *REVIEW_ROUTES,
    *SUPERVISING_ROUTES,
    *REPLAY_ROUTES,
    *ACCOUNT_ROUTES,
    *RELEASE_ROUTES,
    Route("/healthz", healthz),
    Route("/readyz", readyz),
    Mount("/static", ASSETS),
]


def create_app(
    database: Database,
    sentences: Sentences,
    units: Mapping[str, Unit],
    clock: Clock,
    secure_cookies: bool,
    seal: Seal,
    desk_hours: DeskHours,
    hosts: Sequence[str] = (),
    following: Following | None = None,
    folder: Path = CONTENT,
    encoder: Encoder | None = None,
    sign_in: SignIn = BY_PASSWORD,
    articles: ArticlesToSay | None = None,
) -> Starlette:
    """Return the desk, which answers to the names of ``hosts``; none: to all.

    Args:
        folder: The content folder, whose sources and contacts articles name.
        encoder: Makes the vectors of articles; without one, the model that serves.
        following: Brings newer units and hours than the ones given.
        sign_in: How officers log in: by password alone unless it says more.
        articles: Searched by officers while they write.

    Raises:
        UnknownSentence: ``content/sentences.yml`` lacks a sentence that the desk sends.
    """
    for key in NOTICES:
        sentences(key, ticket="", unit="")
    sentences("officer_blocked", ticket="", until="")
    sentences("officer_merged", ticket="", into="")
    sentences("officer_unmerged", ticket="")
    sentences("officer_unblocked")
    sentences("officer_closed_next", ticket="", following="", unit="")
    sentences("kind_other")
    app = Starlette(
        routes=ROUTES,
        middleware=[
            Middleware(CountRequests),
            *known_hosts(hosts),
            Middleware(SecurityHeaders, secure=secure_cookies),
            Middleware(LastResort, page=show_failure),
            Middleware(OwnForms, page=show_other_site),
            Middleware(PatientBodies, longer={REPLY: FORM_TIME}),
        ],
        exception_handlers={HTTPException: show_http_error, NotFound: show_not_found},
    )
    app.router.redirect_slashes = False  # it would answer with the address the caller named
    gate, at_start = asyncio.Semaphore(LOGINS_AT_ONCE), UnitsAndHours(units, desk_hours)
    app.state.readiness = Readiness(database, "desk", clock, writes=True, answers=False)

    def today() -> date:
        return clock().astimezone(WIB).date()

    made = encoder or E5Encoder()
    editorial = Editorial(database, folder, made, today)
    trials = Trials(database, folder, made, sentences, today)
    stands_on = (database, sentences, clock, secure_cookies, make_templates(), gate, seal)
    live = Live(database, clock)
    stands = (editorial, trials, at_start, live, following, sign_in, articles)
    app.state.desk = Desk(*stands_on, *stands)
    return app
