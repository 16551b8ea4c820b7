"""The desk as an application: its routes as one list, and what surrounds them."""

import asyncio
from collections.abc import Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from desk.account_page import change_password, end_own_session, show_account
from desk.accounts_page import (
    change_role,
    change_units,
    disable,
    enable,
    invite_account,
    invite_again,
    show_accounts,
    show_one,
)
from desk.addresses import register_numbers
from desk.alerts_page import keep_alerts, show_alerts
from desk.attachment_download import download, download_asked
from desk.auth import for_officers
from desk.between_officers import assign, merge, unmerge, wait, wake
from desk.contact_page import show_contact
from desk.context import ASSETS, Desk, make_templates
from desk.draft_page import keep_draft
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
from desk.guards import CountRequests, LastResort, OwnForms, SecurityHeaders
from desk.invitation_page import accept_invitation, show_invitation
from desk.kind_actions import choose_kind, extend
from desk.live import Live
from desk.live_page import be_present, count_for_tabs, stream_news
from desk.login_page import leave, log_in, show_login
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
from desk.tickets_page import show_tickets
from desk.uploads import FORM_TIME
from service.clock import Clock
from service.content.following import Following, UnitsAndHours
from service.content.model import Unit
from service.content.sentences import Sentences
from service.errors import NotFound
from service.hours.desk_hours import DeskHours
from service.officers.roles import Permission as May
from service.operations.health import Readiness, readiness_in_words
from service.storage.database import Database
from service.updates.sealing import Seal
from serving.bodies import PatientBodies
from serving.hosts import known_hosts

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


register_numbers()
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
    Route(
        "/escalations/{ticket}/here",
        for_officers(be_present, May.READ, is_heartbeat=True),
        methods=["POST"],
    ),
    Route("/escalations/{ticket}/claim", for_officers(claim, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/reply", for_officers(reply, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/draft", for_officers(keep_draft, May.ANSWER), methods=["POST"]),
    Route("/escalations/{ticket}/again", for_officers(send_again, May.ANSWER), methods=["POST"]),
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
    Route("/figures", for_officers(show_figures, May.FIGURES)),
    Route("/figures.xlsx", for_officers(download_workbook, May.FIGURES)),
    Route("/figures/{sheet}.csv", for_officers(download_sheet, May.FIGURES)),
    Route("/review", for_officers(show_review, May.CONTENT)),
    Route("/review/{number:row}", for_officers(show_turn, May.CONTENT)),
    Route("/account", for_officers(show_account, May.OWN_ACCOUNT)),
    Route("/account/password", for_officers(change_password, May.OWN_ACCOUNT), methods=["POST"]),
    Route("/account/notices", for_officers(show_alerts, May.READ)),
    Route("/account/notices/chosen", for_officers(keep_alerts, May.READ), methods=["POST"]),
    Route("/account/sessions", for_officers(end_own_session, May.OWN_ACCOUNT), methods=["POST"]),
    Route("/accounts", for_officers(show_accounts, May.ACCOUNTS)),
    Route("/accounts/invite", for_officers(invite_account, May.ACCOUNTS), methods=["POST"]),
    Route("/accounts/{number:row}", for_officers(show_one, May.ACCOUNTS)),
    Route(
        "/accounts/{number:row}/role", for_officers(change_role, May.ACCOUNTS), methods=["POST"]
    ),
    Route(
        "/accounts/{number:row}/units", for_officers(change_units, May.ACCOUNTS), methods=["POST"]
    ),
    Route(
        "/accounts/{number:row}/link", for_officers(invite_again, May.ACCOUNTS), methods=["POST"]
    ),
    Route("/accounts/{number:row}/disable", for_officers(disable, May.ACCOUNTS), methods=["POST"]),
    Route("/accounts/{number:row}/enable", for_officers(enable, May.ACCOUNTS), methods=["POST"]),
    Route("/invitation/{code}", show_invitation),
    Route("/invitation/{code}", accept_invitation, methods=["POST"]),
    Route("/login", show_login),
    Route("/login", log_in, methods=["POST"]),
    Route("/logout", for_officers(leave, May.OWN_ACCOUNT), methods=["POST"]),
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
) -> Starlette:
    """Return the desk, which answers to the names of ``hosts``; none: to all.

    Args:
        following: Brings newer units and hours than the ones given.

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
    stands_on = (database, sentences, clock, secure_cookies, make_templates(), gate, seal)
    app.state.desk = Desk(*stands_on, at_start, Live(database, clock), following)
    return app
