"""Who has how much to do, for supervisors; tickets are handed on from here, one or several."""

import asyncio
from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.forms import NUMBER
from service.escalations.handing_on import Came, assign_many, release_many
from service.escalations.load import Asked, Load, read_load
from service.escalations.tickets import find_ticket
from service.escalations.views import ClaimRefused

FIELD = "ticket-"
QUEUE = "queue"  # in place of an officer: back to the queue of its unit
ASKED = ("unit", "officer", "overdue")

log = structlog.get_logger()


async def show_load(visit: Visit) -> Response:
    """Show the load of the units that the officer supervises."""
    asked = visit.request.query_params
    done = asked.get("done", "")
    return await _page(visit, asked, done=int(done) if NUMBER.fullmatch(done) else 0)


async def hand_on_chosen(visit: Visit) -> Response:
    """Hand the chosen tickets on; what could not be is told by its ticket.

    Where all could, the page is led to: to load it again must not take them from who has them by
    then.
    """
    chosen, to = chosen_tickets(visit.form), visit.form.get("to", "")
    if not chosen or not (to == QUEUE or NUMBER.fullmatch(to)):
        return await _page(visit, visit.form, problem="nothing_chosen", status=422)
    refused = await asyncio.to_thread(hand_on, visit, chosen, to)
    done = len(chosen) - len(refused)
    if refused:
        return await _page(visit, visit.form, status=409, refused=refused, done=done)
    asked = _asked(visit.form, visit)
    overdue = "yes" if asked.only_overdue else ""
    return RedirectResponse(_address(asked.unit, asked.officer, overdue, done), 303)


def chosen_tickets(form: Mapping[str, str]) -> list[str]:
    """Return the tickets whose boxes were ticked."""
    names = [name.removeprefix(FIELD) for name in form if name.startswith(FIELD)]
    return [name for name in names if find_ticket(name) == name]


def hand_on(visit: Visit, tickets: Sequence[str], to: str) -> dict[str, ClaimRefused]:
    """Give tickets to the officer whose number ``to`` is, or to the queue; return what was not."""
    desk, officer = visit.desk, visit.login.officer
    with desk.database.write() as session:
        came: Came
        if to == QUEUE:
            came = release_many(session, tickets, officer.id, desk.clock())
        else:
            came = assign_many(
                session,
                tickets,
                officer.id,
                int(to),
                lambda one: desk.notice("officer_joined", one),
                desk.clock(),
            )
    refused = {ticket: why for ticket, why in came.items() if isinstance(why, ClaimRefused)}
    log.info(
        "escalations_handed_on",
        done=len(came) - len(refused),
        refused=len(refused),
        officer=officer.id,
    )
    return refused


async def _page(
    visit: Visit,
    values: Mapping[str, str],
    problem: str = "",
    status: int = 200,
    refused: Mapping[str, ClaimRefused] | None = None,
    done: int = 0,
) -> Response:
    asked = _asked(values, visit)
    load = await asyncio.to_thread(_read, visit, asked)
    now = visit.desk.clock()
    people = [one.officer for one in load.officers if one.officer.is_available_at(now)]
    context = {
        "load": load,
        "asked": asked,
        "now": now,
        "field": FIELD,
        "queue": QUEUE,
        "people": sorted(people, key=lambda one: (one.unit, one.name)),
        "names": {one.officer.id: one.officer.name for one in load.officers},
        "unit_name": visit.desk.unit_name,
        "address": _address,
        "problem": problem,
        "refused": refused or {},
        "done": done,
    }
    return visit.render("load.html", context, status)


def _asked(values: Mapping[str, str], visit: Visit) -> Asked:
    unit, officer = values.get("unit", ""), values.get("officer", "")
    return Asked(
        unit=unit if unit in visit.desk.units else "",
        officer=int(officer) if NUMBER.fullmatch(officer) else 0,
        only_overdue=values.get("overdue") == "yes",
    )


def _address(unit: str = "", officer: int = 0, overdue: str = "", done: int = 0) -> str:
    """Return the page's address with which tickets it lists, and how many were handed on."""
    asked = {"unit": unit, "officer": officer, "overdue": overdue, "done": done}
    told = urlencode({name: value for name, value in asked.items() if value})
    return f"/load?{told}" + ("" if done else "#daftar")


def _read(visit: Visit, asked: Asked) -> Load:
    desk, officer = visit.desk, visit.login.officer
    with desk.database.read() as session:
        return read_load(
            session, officer.id, list(desk.units), desk.desk_hours, asked, desk.clock()
        )
