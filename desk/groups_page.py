"""Units and their Telegram groups: how they stand, codes for new ones, and their end."""

import asyncio

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, record_refused
from desk.confirming import asks_of, not_confirmed
from service.content.model import Unit
from service.errors import NotFound
from service.forum.inspection import GroupState, group_states, keeps_group_of, unlink_group
from service.forum.links import make_group_code
from service.officers.roles import Permission

INFOS = ("unlinked",)

log = structlog.get_logger()


async def show_groups(visit: Visit) -> Response:
    """Show the units that the officer supervises, and how their groups stand."""
    info = visit.request.query_params.get("info", "")
    return await _page(visit, info=info if info in INFOS else "")


async def make_code(visit: Visit) -> Response:
    """Show a code by which a linked officer makes a group the unit's, once."""
    unit = await asyncio.to_thread(_unit, visit)
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem, unit.id)
    code = await asyncio.to_thread(_make_code, visit, unit.id)
    log.info("group_code_made", unit=unit.id, by=visit.login.officer.id)
    return await _page(visit, unit_id=unit.id, code=code)


async def unlink(visit: Visit) -> Response:
    """Let a unit have no group."""
    unit = await asyncio.to_thread(_unit, visit)
    problem = await not_confirmed(visit)
    if problem:
        return await _page(visit, problem, unit.id)
    await asyncio.to_thread(_unlink, visit, unit.id)
    log.info("group_unlinked", unit=unit.id, by=visit.login.officer.id)
    return RedirectResponse("/groups?info=unlinked", 303)


def _unit(visit: Visit) -> Unit:
    """Return the unit that the address names.

    Raises:
        NotFound: There is none, or it is not this officer's to keep; the latter is recorded.
    """
    unit = visit.desk.units.get(str(visit.request.path_params["unit"]))
    if unit is None:
        raise NotFound("no such unit")
    if keeps_group_of(visit.login.officer, unit.id):
        return unit
    record_refused(visit.desk, Permission.SUPERVISE, unit=unit.id)
    raise NotFound("another unit's group")


def _make_code(visit: Visit, unit: str) -> str:
    with visit.desk.database.write() as session:
        return make_group_code(session, unit, visit.desk.clock())


def _unlink(visit: Visit, unit: str) -> None:
    with visit.desk.database.write() as session:
        unlink_group(session, unit, visit.desk.clock())


async def _page(
    visit: Visit, problem: str = "", unit_id: str = "", code: str = "", info: str = ""
) -> Response:
    desk, officer = visit.desk, visit.login.officer
    units = [one for one in desk.units.values() if keeps_group_of(officer, one.id)]
    context: dict[str, object] = {
        "units": units,
        "states": await asyncio.to_thread(_states, visit, units),
        "asks_password": asks_of(visit),
        "problem": problem,
        "of": unit_id,
        "code": code,
        "info": info,
    }
    return visit.render("groups.html", context, 409 if problem else 200)


def _states(visit: Visit, units: list[Unit]) -> dict[str, GroupState]:
    with visit.desk.database.read() as session:
        return group_states(session, [one.id for one in units], visit.desk.clock())
