"""The routes of what the bot says: articles and proposals."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.article_page import ask, download_article, expire, show_article, show_history, take_back
from desk.articles_page import download_articles, show_articles
from desk.auth import for_officers
from desk.proposal_page import approve_proposal, refuse_proposal, show_proposal, withdraw_proposal
from desk.proposing_page import propose, propose_new
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]
FORM = ["GET", "POST"]  # of a page whose form is sent to its own address

ARTICLE_ROUTES: list[BaseRoute] = [
    Route("/articles", for_officers(show_articles, May.ARTICLES)),
    Route("/articles.zip", for_officers(download_articles, May.CONTENT)),
    Route("/articles/{article}", for_officers(show_article, May.ARTICLES)),
    Route("/articles/{article}/file", for_officers(download_article, May.CONTENT)),
    Route("/articles/{article}/history", for_officers(show_history, May.ARTICLES)),
    Route("/articles/{article}/ask", for_officers(ask, May.ARTICLES), methods=POST),
    Route("/articles/{article}/propose", for_officers(propose, May.PROPOSE), methods=FORM),
    Route("/articles/{article}/take-back", for_officers(take_back, May.CONTENT), methods=POST),
    Route("/articles/{article}/expire", for_officers(expire, May.CONTENT), methods=POST),
    Route("/proposals/new", for_officers(propose_new, May.PROPOSE), methods=FORM),
    Route("/proposals/{number:row}", for_officers(show_proposal, May.ARTICLES)),
    Route(
        "/proposals/{number:row}/approve",
        for_officers(approve_proposal, May.CONTENT),
        methods=POST,
    ),
    Route(
        "/proposals/{number:row}/refuse",
        for_officers(refuse_proposal, May.CONTENT),
        methods=POST,
    ),
    Route(
        "/proposals/{number:row}/withdraw",
        for_officers(withdraw_proposal, May.PROPOSE),
        methods=POST,
    ),
]
