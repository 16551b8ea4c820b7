"""The routes of releases: what was trained, how it was judged, and who lets it go on."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.auth import for_officers
from desk.release_page import (
    approve_release,
    go_back,
    override_gate,
    serve_release,
    show_release,
    show_releases,
)
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]

RELEASE_ROUTES: list[BaseRoute] = [
    Route("/releases", for_officers(show_releases, May.RELEASES)),
    Route("/releases/rollback", for_officers(go_back, May.RELEASE), methods=POST),
    Route("/releases/{number:row}/serve", for_officers(serve_release, May.RELEASE), methods=POST),
    Route("/releases/{number:row}", for_officers(show_release, May.RELEASES)),
    Route(
        "/releases/{number:row}/approve", for_officers(approve_release, May.RELEASE), methods=POST
    ),
    Route(
        "/releases/{number:row}/override", for_officers(override_gate, May.OVERRIDE), methods=POST
    ),
]
