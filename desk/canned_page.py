"""Canned replies as they are kept: a unit's by its supervisors, one's own by oneself.

The words are shown as a citizen would read them, with the places filled by way of example.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit
from desk.forms import NUMBER, clean_reply
from service.canned.places import Place, fill, unknown_in
from service.canned.replies import (
    LONGEST,
    Canned,
    Wrong,
    canned_of_unit,
    keep,
    may_keep,
    move_up,
    own_canned,
    remove,
)
from service.canned.values import example_values
from service.officers.roles import Permission, may
from service.storage.database import Session

log = structlog.get_logger()
OWN = "own"  # what the list of one's own is called in addresses and forms
INFOS = ("kept", "removed", "moved")

Change = Callable[[Session, int, int, datetime], bool]


@dataclass(frozen=True)
class Shelf:
    """A list of canned replies.

    Attributes:
        unit: Whose it is; None: the officer's own.
    """

    unit: str | None
    canned: list[Canned]
    may_keep: bool


async def show_canned(visit: Visit) -> Response:
    """Show a list, and the form for one more or for one of them."""
    return await _page(visit, visit.request.query_params.get("list", ""))


async def keep_canned(visit: Visit) -> Response:
    """Keep a canned reply, or show first how it reads."""
    name, number = visit.form.get("list", ""), visit.form.get("number", "")
    if visit.form.get("do") == "preview":
        return await _page(visit, name)
    known = int(number) if NUMBER.fullmatch(number) else None
    outcome = await asyncio.to_thread(_keep, visit, name, known)
    if isinstance(outcome, Wrong):
        return await _page(visit, name, outcome)
    log.info("canned_kept", canned=outcome, officer=visit.login.officer.id)
    return _back(visit, name, "kept")


async def remove_canned(visit: Visit) -> Response:
    """Remove a canned reply."""
    return await _changed(visit, remove, "removed")


async def move_canned(visit: Visit) -> Response:
    """Put a canned reply one place up."""
    return await _changed(visit, move_up, "moved")


async def _changed(visit: Visit, change: Change, info: str) -> Response:
    name, number = visit.form.get("list", ""), visit.form.get("number", "")
    known = int(number) if NUMBER.fullmatch(number) else 0
    if not await asyncio.to_thread(_change, visit, change, known):
        return await _page(visit, name, Wrong.NOT_YOURS)
    log.info("canned_changed", canned=known, change=info, officer=visit.login.officer.id)
    return _back(visit, name, info)


def _change(visit: Visit, change: Change, number: int) -> bool:
    with visit.desk.database.write() as session:
        return change(session, visit.login.officer.id, number, visit.desk.clock())


def _keep(visit: Visit, name: str, number: int | None) -> int | Wrong:
    form, officer, unit = visit.form, visit.login.officer.id, _unit(visit, name)
    key, text = form.get("key", ""), clean_reply(form.get("text", ""))
    with visit.desk.database.write() as session:
        return keep(session, officer, unit, key, text, visit.desk.clock(), number)


def _unit(visit: Visit, name: str) -> str | None:
    """Return the unit whose list is meant; None: one's own, also where the unit is unknown."""
    return name if name in visit.desk.units else None


def _back(visit: Visit, name: str, info: str) -> Response:
    return RedirectResponse(f"/canned-replies?list={_unit(visit, name) or OWN}&info={info}", 303)


async def _page(visit: Visit, name: str, wrong: Wrong | None = None) -> Response:
    shelf = await asyncio.to_thread(_read, visit, _unit(visit, name))
    asked, form = visit.request.query_params, visit.form
    edited = form.get("number", "") or asked.get("edit", "")
    known = next((one for one in shelf.canned if str(one.id) == edited), None)
    key, text = (known.key, known.text) if known else ("", "")
    is_form = "key" in form
    typed = clean_reply(form.get("text", "")) if is_form else text
    values = example_values(
        visit.login.officer.name,
        visit.desk.unit_name(shelf.unit or visit.login.officer.unit),
        shelf.unit or visit.login.officer.unit,
        visit.desk.desk_hours,
        visit.desk.clock(),
    )
    context = {
        "shelf": shelf,
        "list": shelf.unit or OWN,
        "units": _units(visit),
        "known": known,
        "key": form.get("key", "") if is_form else key,
        "text": typed,
        "wrong": wrong,
        "unknown": unknown_in(typed),
        "places": list(Place),
        "values": values,
        "read": lambda words: fill(words, values).text,
        "is_preview": form.get("do") == "preview",
        "longest": LONGEST,
        "info": asked.get("info") if asked.get("info") in INFOS else None,
    }
    return visit.render("canned.html", context, 200 if wrong is None else 422)


def _units(visit: Visit) -> list[tuple[str, str]]:
    """Return id and name of the units whose lists the officer may see."""
    officer, desk = visit.login.officer, visit.desk
    is_everywhere = may(officer.role, Permission.EVERY_UNIT)
    names = desk.units if is_everywhere else sorted(officer.units)
    return [(name, desk.unit_name(name)) for name in names]


def _read(visit: Visit, unit: str | None) -> Shelf:
    officer, now = visit.login.officer.id, visit.desk.clock()
    with visit.desk.database.read() as session:
        found = (
            canned_of_unit(session, officer, unit, now) if unit else own_canned(session, officer)
        )
        return Shelf(unit, found, may_keep(session, officer, unit, now))
