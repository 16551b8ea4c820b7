"""The routes of a candidate's replay, and of officers' answers that are said again and again."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.answers_page import show_suggestions
from desk.auth import for_officers
from desk.replay_page import accept_changes, propose_example, reopen_change, show_replay
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]
HOME = "/releases/{number:row}/replay"

REPLAY_ROUTES: list[BaseRoute] = [
    Route("/review/answers", for_officers(show_suggestions, May.TEACH)),
    Route("/canned-replies/suggestions", for_officers(show_suggestions, May.ANSWER)),
    Route(HOME, for_officers(show_replay, May.RELEASES)),
    Route(f"{HOME}/accept", for_officers(accept_changes, May.RELEASE), methods=POST),
    Route(f"{HOME}/example", for_officers(propose_example, May.RELEASE), methods=POST),
    Route(f"{HOME}/reopen", for_officers(reopen_change, May.RELEASE), methods=POST),
]
