"""The routes of learning from use: what was probably wrong, and what is said about it."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.answer_off import switch_off, switch_on
from desk.auth import for_officers
from desk.decisions_page import (
    approve_decision,
    refuse_decision,
    show_decisions,
    untest,
    withdraw_decision,
)
from desk.review_examples_page import review_examples
from desk.review_filters import drop_filter, keep_filter
from desk.review_group_page import review_group
from desk.review_page import show_review
from desk.review_turn_page import review_turn
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]
FORM = ["GET", "POST"]  # of a page whose form is sent to its own address
ONE = "/review/decisions/{number:row}"

REVIEW_ROUTES: list[BaseRoute] = [
    Route("/review", for_officers(show_review, May.TEACH)),
    Route("/review/filters", for_officers(keep_filter, May.TEACH), methods=POST),
    Route("/review/filters/remove", for_officers(drop_filter, May.TEACH), methods=POST),
    Route("/review/groups/{number:row}", for_officers(review_group, May.TEACH), methods=FORM),
    Route("/review/decisions", for_officers(show_decisions, May.TEACH)),
    Route(f"{ONE}/approve", for_officers(approve_decision, May.TEACH), methods=POST),
    Route(f"{ONE}/refuse", for_officers(refuse_decision, May.TEACH), methods=POST),
    Route(f"{ONE}/withdraw", for_officers(withdraw_decision, May.TEACH), methods=POST),
    Route(f"{ONE}/untest", for_officers(untest, May.TEACH), methods=POST),
    Route("/review/examples", for_officers(review_examples, May.TEACH), methods=FORM),
    Route("/review/answer-off", for_officers(switch_off, May.TEACH), methods=POST),
    Route("/review/answer-on", for_officers(switch_on, May.TEACH), methods=POST),
    Route("/review/{number:row}", for_officers(review_turn, May.TEACH), methods=FORM),
]
