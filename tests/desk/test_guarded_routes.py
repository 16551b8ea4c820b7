"""Every page of the desk is for officers, and every form must be ours: asked of the route list.

A route of tomorrow is asked the same as soon as it stands in ``ROUTES``. What a stranger may have
is named below with its reason.
"""

from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from desk.app import ROUTES
from desk.auth import Visit, for_officers
from service.conversations.ownership import open_conversation
from service.officers.roles import Permission
from service.updates.file_requests import ask_for_file
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_attachment_download import keep, send_file

FOR_EVERYBODY = {
    "/login": "the way in; its own form has a token too",
    "/login/factor": "who has typed the password; its cookie is the key, and its form has a token",
    "/login/factor/options": "the same; what a passkey is to sign",
    "/login/provider": "the way to the agency's provider, if there is one",
    "/login/provider/return": "the way back from it; what comes back is judged",
    "/logout/provider": "the way out of the provider; changes nothing here",
    "/invitation/{code}/provider": "who takes an invitation by the provider; as the one below",
    "/invitation/{code}": "who has no password yet; the code is the key, and its form has a token",
    "/healthz": "whoever watches the process; says that it runs",
    "/readyz": "whoever starts the service; says what is missing, in words that are no secret",
    "/static": "style sheet, script and icon of the log-in page; the same for everybody",
}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
SECRET = "nomor laporan saya 8812"
NOBODY = "TB-0000-0000"


class Building:
    """A desk with an officer at work, a citizen's secret in it, and a stranger at its doors."""

    def __init__(self, desk: DeskHarness, officer: Browser) -> None:
        self.desk = desk
        self.officer = officer
        self.stranger = desk.browser()
        desk.citizen_writes(SECRET)
        number = send_file(desk, "text/plain")
        keep(desk, number, SECRET.encode())
        with desk.database.write() as session:
            request = ask_for_file(session, number, 1, desk.clock())
        names = {"number": str(number), "request": str(request), "sheet": "days"}
        names |= {"code": "no-such-invitation", "unit": "humas", "article": "no-such-article"}
        self.values = {"ticket": desk.escalation(), **names}

    def path(self, route: Route, **others: str) -> str:
        """Return a route's path with values that exist, so that it has something to show."""
        return str(route.url_path_for(route.name, **self._values_of(route, others)))

    def _values_of(self, route: Route, others: dict[str, str]) -> dict[str, object]:
        values = self.values | others
        return {name: it.convert(values[name]) for name, it in route.param_convertors.items()}

    def everything(self) -> str:
        """Return all that the database holds."""
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        with self.desk.database.engine.connect() as connection:
            names = list(connection.exec_driver_sql(tables).scalars())
            rows = [connection.exec_driver_sql(f"SELECT * FROM {n}").all() for n in names]  # noqa: S608
        return repr(list(zip(names, rows, strict=True)))

    async def open_doors(self, routes: Sequence[BaseRoute]) -> list[str]:
        """Return by which methods and routes a stranger gets anything but the way to log in."""
        found = []
        for route in routes:
            if not isinstance(route, Route):
                found.append(str(getattr(route, "path", route)))
                continue
            for method in METHODS:
                before = self.everything()
                answer = await self.stranger.client.request(method, self.path(route))
                is_shut = leads_to_login(answer, method in (route.methods or METHODS))
                if not is_shut or SECRET in answer.text or self.everything() != before:
                    found.append(f"{method} {route.path}")
        return found

    async def forgeries(self, routes: Sequence[Route]) -> list[str]:
        """Return which routes take an officer's form that is not ours, or change something."""
        found = []
        for route in routes:
            for token in ("", "forged"):
                before = self.everything()
                fields = {"csrf": token, "text": "Halo"}
                answer = await self.officer.client.post(self.path(route), data=fields)
                if answer.status_code != 403 or self.everything() != before:
                    found.append(f"{route.path} {token}".strip())
        return found


def leads_to_login(answer: httpx.Response, is_allowed: bool) -> bool:
    """Tell whether an answer leads to the log-in; to what no route takes it only says so."""
    if not is_allowed:
        return answer.status_code == 405
    if answer.status_code == 401:
        return 'href="/login?next=' in answer.text
    return answer.status_code == 303 and answer.headers["location"].startswith("/login?next=/")


def is_for_everybody(route: BaseRoute) -> bool:
    """Tell whether a route is named above."""
    return getattr(route, "path", None) in FOR_EVERYBODY


GUARDED = [route for route in ROUTES if not is_for_everybody(route)]
FORMS = [r for r in ROUTES if isinstance(r, Route) and "POST" in (r.methods or METHODS)]


@pytest.fixture
async def building(desk: DeskHarness) -> Building:
    """A desk at work."""
    return Building(desk, await desk.officer("sari"))


async def test_a_stranger_gets_nothing_but_the_way_to_log_in(building: Building) -> None:
    """A citizen's conversation read by a passer-by is the worst that the desk can do."""
    assert await building.open_doors(GUARDED) == []


async def test_a_form_that_is_not_ours_changes_nothing(building: Building) -> None:
    """Somebody else's page must not act in an officer's name, on any form of the desk."""
    assert len(FORMS) > 5
    assert await building.forgeries(FORMS) == []


async def test_a_stranger_cannot_learn_which_tickets_exist(building: Building) -> None:
    """A ticket is known to its citizen; that it exists is known to nobody else."""
    for route in GUARDED:
        assert isinstance(route, Route)
        there, nowhere = building.path(route), building.path(route, ticket=NOBODY, number="9999")
        for method in sorted(route.methods or METHODS):
            seen = await building.stranger.client.request(method, there)
            unseen = await building.stranger.client.request(method, nowhere)

            assert seen.status_code == unseen.status_code
            assert seen.text == unseen.text.replace(nowhere, there).replace(
                NOBODY, building.values["ticket"]
            )


async def test_a_slash_too_many_opens_nothing(building: Building) -> None:
    """Another spelling of an address must not lead around the guard."""
    paths = [building.path(r) for r in GUARDED if isinstance(r, Route) and r.path != "/"]
    for path in paths:
        for method in METHODS:
            answer = await building.stranger.client.request(method, f"{path}/")

            assert answer.status_code == 404
            assert SECRET not in answer.text


async def test_what_is_for_everybody_tells_nothing_of_a_citizen(building: Building) -> None:
    """An address that needs no log-in is read by everybody who finds it."""
    for path in FOR_EVERYBODY:
        for method in METHODS:
            answer = await building.stranger.client.request(method, path)

            assert SECRET not in answer.text
            assert building.values["ticket"] not in answer.text


def test_the_list_is_what_the_desk_serves(building: Building) -> None:
    """Routes that are added elsewhere would be asked nothing."""
    assert list(building.desk.app.routes) == ROUTES
    assert set(FOR_EVERYBODY) == {r.path for r in ROUTES if is_for_everybody(r)}  # type: ignore[attr-defined]


async def test_a_forgotten_guard_would_be_noticed(building: Building, tmp_path: Path) -> None:
    """Whoever adds a page without ``for_officers`` must learn it before a stranger does."""

    async def report(_request: Request) -> Response:
        return PlainTextResponse(SECRET)

    async def write(request: Request) -> Response:
        desk: DeskHarness = building.desk
        with desk.database.write() as session:
            open_conversation(session, "telegram", request.url.path, desk.clock())
        return Response(status_code=401, content='href="/login?next=')

    routes: list[BaseRoute] = [
        Route("/report", report),
        Route("/write", write, methods=["POST"]),
        Route("/guarded", for_officers(say_hello, Permission.READ), methods=["GET", "POST"]),
        Mount("/files", StaticFiles(directory=tmp_path)),
    ]
    building.desk.app.router.routes.extend(routes)

    assert await building.open_doors(routes) == [
        "GET /report",
        "HEAD /report",
        "POST /write",
        "/files",
    ]


async def test_a_form_that_forgets_its_token_would_be_noticed(building: Building) -> None:
    """A route that checks the log-in itself may forget the form's token."""

    async def act(_request: Request) -> Response:
        return Response(status_code=303, headers={"location": "/"})

    route = Route("/act", act, methods=["POST"])
    building.desk.app.router.routes.append(route)

    assert await building.forgeries([route]) == ["/act", "/act forged"]


async def say_hello(_visit: Visit) -> Response:
    """Greet an officer."""
    return PlainTextResponse("hello")
