"""The routes of one escalation."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.answers_page import show_reuse
from desk.attachment_download import download, download_asked
from desk.auth import for_officers
from desk.between_officers import assign, merge, unmerge, wait, wake
from desk.contact_page import show_contact
from desk.draft_page import keep_draft
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
from desk.inserting import insert, list_inserts
from desk.kind_actions import choose_kind, extend
from desk.live_page import be_present
from desk.message_page import change, show_message, withdraw
from desk.stepping_page import show_next, show_previous
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]

ESCALATION_ROUTES: list[BaseRoute] = [
    Route("/escalations/{ticket}", for_officers(show_escalation, May.READ)),
    Route("/escalations/{ticket}/next", for_officers(show_next, May.READ)),
    Route("/escalations/{ticket}/previous", for_officers(show_previous, May.READ)),
    Route(
        "/escalations/{ticket}/here",
        for_officers(be_present, May.READ, is_heartbeat=True),
        methods=POST,
    ),
    Route("/escalations/{ticket}/claim", for_officers(claim, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/reply", for_officers(reply, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/draft", for_officers(keep_draft, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/again", for_officers(send_again, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/messages/{number:row}", for_officers(show_message, May.ANSWER)),
    Route(
        "/escalations/{ticket}/messages/{number:row}/reuse",
        for_officers(show_reuse, May.ANSWER),
    ),
    Route(
        "/escalations/{ticket}/messages/{number:row}/change",
        for_officers(change, May.ANSWER),
        methods=POST,
    ),
    Route(
        "/escalations/{ticket}/messages/{number:row}/withdraw",
        for_officers(withdraw, May.ANSWER),
        methods=POST,
    ),
    Route("/escalations/{ticket}/close", for_officers(close, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/release", for_officers(release, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/transfer", for_officers(transfer, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/split", for_officers(split, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/block", for_officers(block, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/unblock", for_officers(unblock, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/kind", for_officers(choose_kind, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/extend", for_officers(extend, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/snooze", for_officers(snooze, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/assign", for_officers(assign, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/merge", for_officers(merge, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/unmerge", for_officers(unmerge, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/wait", for_officers(wait, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/wake", for_officers(wake, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/note", for_officers(note, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/contact", for_officers(show_contact, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/attachments/{number:row}", for_officers(download, May.READ)),
    Route(
        "/escalations/{ticket}/attachments/{number:row}/{request:row}",
        for_officers(download_asked, May.READ),
    ),
    Route("/escalations/{ticket}/insert", for_officers(insert, May.ANSWER), methods=POST),
    Route("/escalations/{ticket}/inserts", for_officers(list_inserts, May.ANSWER)),
]
