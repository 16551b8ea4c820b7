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
from desk.article_page import (
    ask,
    download_article,
    expire,
    show_article,
    show_history,
    take_back,
)
from desk.articles_page import download_articles, show_articles
from desk.attachment_download import download, download_asked
from desk.auth import for_officers
from desk.between_officers import assign, merge, unmerge, wait, wake
from desk.canned_page import keep_canned, move_canned, remove_canned, show_canned
from desk.contact_page import show_contact
from desk.context import ASSETS, Desk, make_templates
from desk.draft_page import keep_draft
from desk.duty_page import (
    hand_on_held,
    note_duty,
    note_leave,
    note_return,
    show_duty,
    show_officer_duty,
)
from desk.errors import show_failure, show_http_error, show_not_found, show_other_site
from desk.escalation_actions import (
    block,
    claim,
    close,
    note,
    release,
    reply,
    send_again,
    snooze,
    split,
    transfer,
    unblock,
)
from desk.escalation_page import show_escalation
from desk.figures_page import download_sheet, download_workbook, show_figures
from desk.filters_page import drop_filter, keep_filter
from desk.groups_page import make_code, show_groups, unlink
from desk.guards import CountRequests, LastResort, OwnForms, SecurityHeaders
from desk.hours_page import decide_entry, export_hours, look_at_entry, show_entry, show_hours
from desk.inserting import insert, list_inserts
from desk.keys_page import show_keys
from desk.kind_actions import choose_kind, extend
from desk.live import Live
from desk.live_page import be_present, count_for_tabs, stream_news
from desk.load_page import hand_on_chosen, show_load
from desk.message_page import change, show_message, withdraw
from desk.overview_page import show_overview
from desk.proposal_page import (
    approve_proposal,
    refuse_proposal,
    show_proposal,
    withdraw_proposal,
)
from desk.proposing_page import propose, propose_new
from desk.queue_page import read_digest, read_notice, show_queue
from desk.record_page import export_record, show_record
from desk.review_page import show_review, show_turn
from desk.selection_page import (
    assign_chosen,
    close_chosen,
    show_selection,
    snooze_chosen,
    undo_chosen,
)
from desk.sign_in import BY_PASSWORD, SignIn
from desk.stepping_page import show_next, show_previous
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
FORM = ["GET", "POST"]  # of a page whose form is sent to its own address
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
    Route("/escalations/{ticket}", for_officers(show_escalation, May.READ)),
    Route("/escalations/{ticket}/next", for_officers(show_next, May.READ)),
    Route("/escalations/{ticket}/previous", for_officers(show_previous, May.READ)),
    Route(
        "/escalations/{ticket}/here",
        for_officers(be_present, May.READ, is_heartbeat=True),
        methods=["POST"],
    ),
    Route("/escalations/{ticket}/claim", for_officers(claim, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/reply", for_officers(reply, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/draft", for_officers(keep_draft, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/again", for_officers(send_again, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/messages/{number:row}", for_officers(show_message, May.ANSWER)),
    Route(
        "/escalations/{ticket}/messages/{number:row}/change",
        for_officers(change, May.ANSWER),
        methods=["POST"],
    ),
    Route(
        "/escalations/{ticket}/messages/{number:row}/withdraw",
        for_officers(withdraw, May.ANSWER),
        methods=["POST"],
    ),
    Route("/escalations/{ticket}/close", for_officers(close, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/release", for_officers(release, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/transfer", for_officers(transfer, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/split", for_officers(split, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/block", for_officers(block, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/unblock", for_officers(unblock, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/kind", for_officers(choose_kind, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/extend", for_officers(extend, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/snooze", for_officers(snooze, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/assign", for_officers(assign, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/merge", for_officers(merge, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/unmerge", for_officers(unmerge, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/wait", for_officers(wait, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/wake", for_officers(wake, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/note", for_officers(note, May.ANSWER), methods=["POST"]),
    Route(
        "/escalations/{ticket}/contact", for_officers(show_contact, May.ANSWER), methods=["POST"]
    ),
    Route("/escalations/{ticket}/attachments/{number:row}", for_officers(download, May.READ)),
    Route(
        "/escalations/{ticket}/attachments/{number:row}/{request:row}",
        for_officers(download_asked, May.READ),
    ),
    Route("/articles", for_officers(show_articles, May.ARTICLES)),
    Route("/articles.zip", for_officers(download_articles, May.CONTENT)),
    Route("/articles/{article}", for_officers(show_article, May.ARTICLES)),
    Route("/articles/{article}/file", for_officers(download_article, May.CONTENT)),
    Route("/articles/{article}/history", for_officers(show_history, May.ARTICLES)),
    Route("/articles/{article}/ask", for_officers(ask, May.ARTICLES), methods=["POST"]),
    Route("/articles/{article}/propose", for_officers(propose, May.PROPOSE), methods=FORM),
    Route("/articles/{article}/take-back", for_officers(take_back, May.CONTENT), methods=["POST"]),
    Route("/articles/{article}/expire", for_officers(expire, May.CONTENT), methods=["POST"]),
    Route("/proposals/new", for_officers(propose_new, May.PROPOSE), methods=FORM),
    Route("/proposals/{number:row}", for_officers(show_proposal, May.ARTICLES)),
    Route(
        "/proposals/{number:row}/approve",
        for_officers(approve_proposal, May.CONTENT),
        methods=["POST"],
    ),
    Route(
        "/proposals/{number:row}/refuse",
        for_officers(refuse_proposal, May.CONTENT),
        methods=["POST"],
    ),
    Route(
        "/proposals/{number:row}/withdraw",
        for_officers(withdraw_proposal, May.PROPOSE),
        methods=["POST"],
    ),
    Route("/load", for_officers(show_load, May.SUPERVISE)),
    Route("/load/hand-on", for_officers(hand_on_chosen, May.SUPERVISE), methods=["POST"]),
    Route("/duty", for_officers(show_duty, May.SUPERVISE)),
    Route("/duty/{number:row}", for_officers(show_officer_duty, May.SUPERVISE)),
    Route("/duty/{number:row}/away", for_officers(note_leave, May.SUPERVISE), methods=["POST"]),
    Route("/duty/{number:row}/back", for_officers(note_return, May.SUPERVISE), methods=["POST"]),
    Route("/duty/{number:row}/until", for_officers(note_duty, May.SUPERVISE), methods=["POST"]),
    Route(
        "/duty/{number:row}/hand-on", for_officers(hand_on_held, May.SUPERVISE), methods=["POST"]
    ),
    Route("/hours", for_officers(show_hours, May.SUPERVISE)),
    Route("/hours/entry", for_officers(show_entry, May.SUPERVISE)),
    Route("/hours/ahead", for_officers(look_at_entry, May.SUPERVISE), methods=["POST"]),
    Route("/hours/decide", for_officers(decide_entry, May.SUPERVISE), methods=["POST"]),
    Route("/hours/hours.yml", for_officers(export_hours, May.SUPERVISE)),
    Route("/groups", for_officers(show_groups, May.SUPERVISE)),
    Route("/groups/{unit}/code", for_officers(make_code, May.SUPERVISE), methods=["POST"]),
    Route("/groups/{unit}/unlink", for_officers(unlink, May.SUPERVISE), methods=["POST"]),
    Route("/overview", for_officers(show_overview, May.OVERVIEW)),
    Route("/escalations/{ticket}/insert", for_officers(insert, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/inserts", for_officers(list_inserts, May.ANSWER)),
    Route("/canned-replies", for_officers(show_canned, May.ANSWER)),
    Route("/canned-replies/keep", for_officers(keep_canned, May.ANSWER), methods=["POST"]),
    Route("/canned-replies/remove", for_officers(remove_canned, May.ANSWER), methods=["POST"]),
    Route("/canned-replies/up", for_officers(move_canned, May.ANSWER), methods=["POST"]),
    Route("/figures", for_officers(show_figures, May.FIGURES)),
    Route("/figures.xlsx", for_officers(download_workbook, May.FIGURES)),
    Route("/figures/{sheet}.csv", for_officers(download_sheet, May.FIGURES)),
    Route("/review", for_officers(show_review, May.CONTENT)),
    Route("/review/{number:row}", for_officers(show_turn, May.CONTENT)),
    Route("/keys", for_officers(show_keys, May.OWN_ACCOUNT)),
    *ACCOUNT_ROUTES,
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
