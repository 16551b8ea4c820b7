"""The calendar of a unit, and how days, seasons and units' hours are decided at the desk.

What is decided is shown with all that it moves before it is stored, and works in every process
within seconds (``service/content/following.py``).
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, record_refused
from desk.hours_forms import (
    CLOSED,
    DAY,
    KINDS,
    ORDINARY,
    OTHER,
    UNIT,
    WEEKDAY_FIELDS,
    FormRefused,
    decisions_in,
    week_in_words,
)
from service.answering.due_words import moved_in_words
from service.calendar import Zone
from service.content.hours_changes import Decision, exported, history, standing
from service.content.hours_text import Decided
from service.errors import ContentInvalid, HoursRefused
from service.escalations.calendar_acts import (
    Ahead,
    Calendar,
    decide_hours,
    look_ahead,
    may_decide,
    unit_of,
)
from service.escalations.deadlines import Moved, Moving
from service.escalations.reach import reach_of
from service.hours.days import Kind, days_from
from service.hours.desk_hours import DeskHours
from service.hours.outlook import unsettled
from service.hours.timetable import Timetable, Week
from service.officers.duty import find_officer
from service.officers.roles import Permission, may

AHEAD = 124  # days: four months
LISTED = 20  # deadlines that move
INFOS = ("decided",)
NAMES = {section: kind for kind, section in KINDS.items()}

READER_SAYS = {  # of the reader that every process has, and what it is in the form's words
    "overlaps": "overlap",
    "follow in time": "order",
    "before from": "backwards",
    "never be open": "never_open",
}

log = structlog.get_logger()


@dataclass(frozen=True)
class _Standing:
    """A decision as the page lists it."""

    decision: Decision
    kind: str
    by: str
    may_remove: bool


async def show_hours(visit: Visit) -> Response:
    """Show the calendar of a unit, and what was decided of it."""
    table, officer = visit.desk.desk_hours.hours.table, visit.login.officer
    asked = visit.request.query_params.get("unit", "")
    unit = asked if asked in visit.desk.units else officer.unit
    today = visit.desk.clock().astimezone(table.zone_of_unit(unit).tz).date()
    days = list(days_from(table, unit, today, AHEAD))
    holds, past = await asyncio.to_thread(_decisions, visit)
    info = visit.request.query_params.get("info", "")
    context = {
        "unit": unit,
        "zone": table.zone_of_unit(unit),
        "months": [(key, list(some)) for key, some in groupby(days, lambda d: _month(d.day))],
        "usual": (Kind.ORDINARY, Kind.FREE),
        "unsettled": unsettled(table, today),
        "seasons": [s for s in table.seasons if s.last >= today and s.unit in (None, unit)],
        "week_name": lambda season: _name_of(table, season.week),
        "standing": holds,
        "past": past,
        "may_change": bool(_units_to_decide(visit)) and visit.desk.following is not None,
        "may_change_unit": may_decide(officer, unit),
        "info": info if info in INFOS else "",
        **_words(visit),
    }
    return visit.render("hours.html", context)


async def show_entry(visit: Visit) -> Response:
    """Show the form of a day, a season, or a unit's hours, filled in as the address says."""
    asked = dict(visit.request.query_params)
    if asked.get("kind") == UNIT and (unit := asked.get("unit")) in visit.desk.units:
        table = visit.desk.desk_hours.hours.table
        week = week_in_words(table.week_of_unit(str(unit)))
        asked = {"zone": table.zone_of_unit(str(unit)).value, **week, **asked}
    return _form(visit, asked)


async def look_at_entry(visit: Visit) -> Response:
    """Show what a decision would do, before it is stored."""
    try:
        changes = decisions_in(visit.form)
        ahead, told = await asyncio.to_thread(_look, visit, changes)
    except (FormRefused, HoursRefused, ContentInvalid) as error:
        return _form(visit, visit.form, error)
    today = visit.desk.clock().date()
    kept = {name: value for name, value in visit.form.items() if name != "csrf"}
    count = sum(one.has_other_deadline for one in ahead.moving)
    context = {
        "kept": kept,
        "changes": changes,
        "moving": told[:LISTED],
        "count": count,
        "elsewhere": count - len(told),
        "promises": sum(one.has_other_promise for one in ahead.moving),
        "more": max(len(told) - LISTED, 0),
        "unsettled": unsettled(ahead.desk.hours.table, today),
        **_words(visit),
    }
    return visit.render("hours_ahead.html", context)


async def decide_entry(visit: Visit) -> Response:
    """Store a decision, and tell whom something else was told."""
    if visit.form.get("change") == "yes":
        return _form(visit, visit.form, status=200)
    try:
        changes = decisions_in(visit.form)
        moved = await asyncio.to_thread(_decide, visit, changes)
    except (FormRefused, HoursRefused, ContentInvalid) as error:
        return _form(visit, visit.form, error)
    log.info("hours_decided", sections=len(changes), moved=moved, by=visit.login.officer.id)
    if visit.desk.following is not None:
        await asyncio.to_thread(visit.desk.following.look)
    unit = unit_of(changes[0]) or visit.login.officer.unit
    return RedirectResponse(f"/hours?unit={unit}&info=decided", 303)


async def export_hours(visit: Visit) -> Response:
    """Give ``hours.yml`` as it serves."""
    if visit.desk.following is None:
        return _form(visit, {}, HoursRefused("fixed", "no content is followed"))
    folder, database = visit.desk.following.folder, visit.desk.database

    def read() -> str:
        with database.read() as session:
            return exported(session, folder)

    headers = {
        "Content-Disposition": 'attachment; filename="hours.yml"',
        "Cache-Control": "no-store",
    }
    text = await asyncio.to_thread(read)
    return Response(text, media_type="application/yaml", headers=headers)


def _form(
    visit: Visit, typed: Mapping[str, str], error: Exception | None = None, status: int = 422
) -> Response:
    kind = typed.get("kind", "")
    context = {
        "kind": kind if kind in KINDS else DAY,
        "typed": typed,
        "problem": _problem(error),
        "units": _units_to_decide(visit),
        "every_unit": may(visit.login.officer.role, Permission.HOURS),
        "weeks": sorted(visit.desk.desk_hours.hours.table.weeks or {}),
        "weekdays": WEEKDAY_FIELDS,
        "zones": list(Zone),
        "choices": (CLOSED, ORDINARY, OTHER),
        **_words(visit),
    }
    return visit.render("hours_entry.html", context, status if error else 200)


def _problem(error: Exception | None) -> str:
    if isinstance(error, FormRefused):
        return error.why
    if isinstance(error, HoursRefused):
        return error.reason
    if error is None:
        return ""
    return next((word for said, word in READER_SAYS.items() if said in str(error)), "calendar")


def _words(visit: Visit) -> dict[str, object]:
    names = [(one.id, one.name) for one in visit.desk.units.values()]
    return {
        "unit_name": visit.desk.unit_name,
        "all_units": names,
        "day_of": date.fromisoformat,
        "own_units": UNIT,
    }


def _name_of(table: Timetable, week: Week) -> str:
    """Return by which name a week is chosen; seasons keep what is in it alone."""
    return next((name for name, one in (table.weeks or {}).items() if one == week), "")


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _units_to_decide(visit: Visit) -> list[tuple[str, str]]:
    officer = visit.login.officer
    return [(u.id, u.name) for u in visit.desk.units.values() if may_decide(officer, u.id)]


def _calendar(visit: Visit) -> Calendar:
    if visit.desk.following is None:
        raise HoursRefused("fixed", "no content is followed")
    return Calendar(visit.desk.following.folder, visit.desk.units)


def _must_be_theirs(visit: Visit, changes: list[Decided]) -> None:
    """Record who decides another unit's hours; no form of theirs offers it.

    Raises:
        HoursRefused: The officer may not.
    """
    for one in changes:
        unit = unit_of(one)
        if not may_decide(visit.login.officer, unit):
            record_refused(visit.desk, Permission.HOURS, unit=unit or "")
            raise HoursRefused("role", one.key)


def _look(visit: Visit, changes: list[Decided]) -> tuple[Ahead, list[Moving]]:
    """Return what decisions would do, and of the deadlines those that the officer may know of."""
    _must_be_theirs(visit, changes)
    calendar, now = _calendar(visit), visit.desk.clock()
    with visit.desk.database.read() as session:
        ahead = look_ahead(session, calendar, changes, now)
        reach = reach_of(session, visit.login.officer, now)
    known = [one for one in ahead.moving if one.has_other_deadline and reach.has(one.unit)]
    return ahead, known


def _decide(visit: Visit, changes: list[Decided]) -> int:
    _must_be_theirs(visit, changes)
    desk, calendar = visit.desk, _calendar(visit)
    now = desk.clock()

    def say(hours: DeskHours) -> Callable[[Moved], str]:
        def words(moved: Moved) -> str:
            return moved_in_words(desk.sentences, hours, moved, now)

        return words

    with desk.database.write() as session:
        return decide_hours(session, calendar, changes, visit.login.officer, say, now)


def _decisions(visit: Visit) -> tuple[list[_Standing], list[_Standing]]:
    with visit.desk.database.read() as session:
        holds, past = standing(session), history(session)
        numbers = {one.officer_id for one in (*holds, *past) if one.officer_id is not None}
        names = {number: find_officer(session, number).name for number in sorted(numbers)}
    officer = visit.login.officer

    def shown(one: Decision) -> _Standing:
        by = names[one.officer_id] if one.officer_id is not None else ""
        kind = NAMES.get(one.what.section, "")
        return _Standing(one, kind, by, may_decide(officer, unit_of(one.what)))

    return (
        [shown(one) for one in holds if one.what.section in NAMES],
        [shown(one) for one in past if one.what.section in NAMES],
    )
