"""Every route of the desk, asked as every role and as nobody: the table of roles is what happens.

``ROUTES`` and ``MATRIX`` are walked, so that a route or a role of tomorrow is asked as well.
"""

from collections.abc import Callable

import pytest
from starlette.routing import Mount, Route

from desk.app import ROUTES
from desk.auth import permission_of
from service.officers.roles import MATRIX, Permission, may
from service.outcomes import Role
from tests.desk.desk_harness import Browser, DeskHarness
from tests.desk.test_guarded_routes import METHODS, Building, is_for_everybody, leads_to_login

GUARDED = [r for r in ROUTES if isinstance(r, Route) and not is_for_everybody(r)]
CELLS = [(r, m) for r in GUARDED for m in sorted((r.methods or {*METHODS}) - {"HEAD"})]
WHO = (*Role, None)  # None: nobody is logged in
ENOUGH = 180  # cells at least: fewer would mean that the walk lost its way


async def knock(building: Building, browser: Browser, route: Route, method: str) -> bool:
    """Ask for a route with a form that is ours; tell whether the role was let through."""
    fields = {"csrf": await browser.token("/account"), "text": "Halo"}
    path, data = building.path(route), fields if method == "POST" else None
    answer = await browser.client.request(method, path, data=data)
    is_named = "Permintaan ditolak" in answer.text
    is_refused = answer.status_code == 403 and is_named
    homes = ("/account", "/overview")
    is_led_home = answer.headers.get("location") in homes and route.path == "/"
    return not (is_refused or is_led_home or leads_to_login(answer, is_allowed=True))


async def walk(desk: DeskHarness, role: Role | None) -> list[str]:
    """Return where a role is let in against the table, or refused against it."""
    wrong = []
    building = Building(desk, await desk.officer("sari"))
    for number, (route, method) in enumerate(CELLS):
        browser = desk.browser()
        if role is not None:
            browser = await desk.officer(f"who{number}")
            desk.role(f"who{number}", role)
        needed = permission_of(route.endpoint)
        expected = role is not None and needed is not None and may(role, needed)
        if await knock(building, browser, route, method) is not expected:
            wrong.append(f"{method} {route.path}")
    return wrong


@pytest.mark.parametrize("role", WHO)
async def test_a_role_reaches_what_the_table_says_and_nothing_else(
    desk: DeskHarness, role: Role | None
) -> None:
    """Whoever keeps the bot's texts, or reads the record, has no business in a conversation."""
    assert await walk(desk, role) == []


def test_the_matrix_is_complete(record_property: Callable[[str, object], None]) -> None:
    """A role or a permission that the table forgets would be nobody's decision."""
    record_property(
        "cells", f"{len(CELLS)} routes and methods x {len(WHO)} = {len(CELLS) * len(WHO)}"
    )

    assert set(MATRIX) == set(Role)
    assert set(Permission) == set().union(*MATRIX.values())
    assert len(CELLS) * len(WHO) >= ENOUGH


def test_no_route_is_without_a_permission() -> None:
    """A page that nobody thought about would be open to every role."""
    nameless = [r.path for r in GUARDED if permission_of(r.endpoint) is None]
    others = [r for r in ROUTES if not isinstance(r, Route | Mount)]

    assert (nameless, others) == ([], [])


@pytest.mark.parametrize("role", [Role.MAINTAINER, Role.AUDITOR])
def test_whoever_answers_nobody_has_no_ticket_permission(role: Role) -> None:
    """Least rights: the record's reader sees who read, not what was written."""
    tickets = {Permission.READ, Permission.ANSWER, Permission.SUPERVISE, Permission.EVERY_UNIT}

    assert not MATRIX[role] & tickets
