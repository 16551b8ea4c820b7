"""Duty and leave: an officer's own, and, for supervisors, those of their units' officers.

Days are those of the officer's unit; the last day of a leave belongs to it. Who is away gets
nothing new; what a citizen waits for goes to who stands in, or back to the queue
(``service/escalations/stepping.py``). The rest stays, and is handed on from here.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, tzinfo
from typing import TypeVar

import structlog
from starlette.responses import RedirectResponse, Response

from desk.auth import Visit, record_refused
from desk.forms import NUMBER
from desk.load_page import FIELD, QUEUE, chosen_tickets, hand_on
from service.errors import LeaveRefused, NotFound
from service.escalations.load import OpenTicket, tickets_held_by
from service.escalations.reach import reach_of
from service.escalations.views import ClaimRefused
from service.officers.duty import (
    OfficerView,
    be_away,
    be_on_duty,
    colleagues_of,
    find_officer,
    keeps_duty_of,
    stand_ins_for,
)
from service.officers.roles import Permission, may

INFOS = ("away", "back", "duty", "handed_on")
OWN = "/account/duty"
Day = TypeVar("Day", bound=date)

log = structlog.get_logger()


@dataclass(frozen=True)
class _Looked:
    """An officer as their page of duty shows them."""

    officer: OfficerView
    stand_ins: list[OfficerView]
    tickets: tuple[OpenTicket, ...]


async def show_duty(visit: Visit) -> Response:
    """Show who is on duty, and who is away, of the units that the officer supervises."""
    people, stand_ins = await asyncio.to_thread(_read_all, visit)
    context = {
        "people": people,
        "stand_ins": stand_ins,
        "now": visit.desk.clock(),
        "unit_name": visit.desk.unit_name,
    }
    return visit.render("duty.html", context)


async def show_officer_duty(visit: Visit) -> Response:
    """Show one officer's duty and leave, and what they hold; without a number, one's own."""
    info = visit.request.query_params.get("info", "")
    return await _page(visit, info=info if info in INFOS else "")


async def note_leave(visit: Visit) -> Response:
    """Note from which day to which an officer is away, and who stands in."""
    return await _changed(visit, _note_leave, "away")


async def note_return(visit: Visit) -> Response:
    """Note that an officer is back, or will not be away."""
    return await _changed(visit, _note_return, "back")


async def note_duty(visit: Visit) -> Response:
    """Note until when an officer is given work."""
    return await _changed(visit, _note_duty, "duty")


async def hand_on_held(visit: Visit) -> Response:
    """Hand on what an officer holds, to a colleague or to the queue."""
    await asyncio.to_thread(_whom, visit)
    chosen, to = chosen_tickets(visit.form), visit.form.get("to", "")
    if not chosen or not (to == QUEUE or NUMBER.fullmatch(to)):
        return await _page(visit, "nothing_chosen", status=422)
    refused = await asyncio.to_thread(hand_on, visit, chosen, to)
    if refused:
        return await _page(visit, refused=refused, status=409)
    return RedirectResponse(f"{_address(visit)}?info=handed_on", 303)


async def _changed(visit: Visit, change: Callable[[Visit], int], info: str) -> Response:
    try:
        number = await asyncio.to_thread(change, visit)
    except LeaveRefused as error:
        return await _page(visit, error.reason, status=422)
    log.info("duty_noted", what=info, officer=number, by=visit.login.officer.id)
    return RedirectResponse(f"{_address(visit)}?info={info}", 303)


def _note_leave(visit: Visit) -> int:
    officer = _whom(visit)
    first, last = _day(visit, "from"), _day(visit, "to", may_lack=True)
    since = _midnight(visit, officer, first)
    until = _midnight(visit, officer, last + timedelta(days=1)) if last else None
    if until is not None and until <= visit.desk.clock():
        raise LeaveRefused("past", "a leave that is over")
    chosen = visit.form.get("stand_in", "")
    with visit.desk.database.write() as session:
        names = {str(one.id): one.username for one in stand_ins_for(session, officer)}
        if chosen and chosen not in names:
            raise LeaveRefused("stand_in", "nobody who could stand in")
        be_away(session, officer.username, since, until, names.get(chosen))
    return officer.id


def _note_return(visit: Visit) -> int:
    officer = _whom(visit)
    with visit.desk.database.write() as session:
        be_away(session, officer.username, None, None)
    return officer.id


def _note_duty(visit: Visit) -> int:
    officer = _whom(visit)
    text = visit.form.get("until", "")
    try:
        local = _counted(datetime.fromisoformat(text)) if text else None
    except ValueError as error:
        raise LeaveRefused("day", "no moment") from error
    until = local.replace(tzinfo=_zone(visit, officer)) if local else None
    with visit.desk.database.write() as session:
        be_on_duty(session, officer.username, until)
    return officer.id


def _day(visit: Visit, name: str, *, may_lack: bool = False) -> date | None:
    text = visit.form.get(name, "")
    if not text and may_lack:
        return None
    try:
        return _counted(date.fromisoformat(text))
    except ValueError as error:
        raise LeaveRefused("day", f"{name} is no day") from error


def _counted(day: Day) -> Day:
    """Return a day of which the next one, and that of another zone, can be counted.

    Raises:
        ValueError: It is of the calendar's first or last year; people type 9999 for "for ever".
    """
    if not MINYEAR < day.year < MAXYEAR:
        raise ValueError(f"{day.year} is at the end of the calendar")
    return day


def _midnight(visit: Visit, officer: OfficerView, day: date | None) -> datetime | None:
    return datetime.combine(day, time(), _zone(visit, officer)) if day else None


def _zone(visit: Visit, officer: OfficerView) -> tzinfo:
    return visit.desk.desk_hours.hours.table.zone_of_unit(officer.unit).tz


def _whom(visit: Visit) -> OfficerView:
    """Return whose duty it is.

    Raises:
        NotFound: There is no such officer, or they are another unit's; the latter is recorded.
    """
    number = visit.request.path_params.get("number")
    if number is None:
        return visit.login.officer
    with visit.desk.database.read() as session:
        officer = find_officer(session, number)
    if keeps_duty_of(visit.login.officer, officer):
        return officer
    record_refused(visit.desk, Permission.SUPERVISE, account=number)
    raise NotFound("an officer of another unit")


def _address(visit: Visit) -> str:
    number = visit.request.path_params.get("number")
    return OWN if number is None else f"/duty/{number}"


async def _page(
    visit: Visit,
    problem: str = "",
    info: str = "",
    refused: dict[str, ClaimRefused] | None = None,
    status: int = 200,
) -> Response:
    looked = await asyncio.to_thread(_look, visit)
    desk, officer = visit.desk, looked.officer
    now = desk.clock()
    there = [one for one in looked.stand_ins if one.is_available_at(now)]
    context: dict[str, object] = {
        "officer": officer,
        "is_own": "number" not in visit.request.path_params,
        "answers": may(officer.role, Permission.ANSWER),
        "stand_ins": looked.stand_ins,
        "names": {one.id: one.name for one in looked.stand_ins},
        "there": there,
        "tickets": looked.tickets,
        "field": FIELD,
        "queue": QUEUE,
        "typed": visit.form,
        **_leave(visit, officer, now),
        "zone": desk.desk_hours.hours.table.zone_of_unit(officer.unit),
        "now": now,
        "page": _address(visit),
        "unit_name": desk.unit_name,
        "problem": problem,
        "info": info,
        "refused": refused or {},
    }
    return visit.render("officer_duty.html", context, status)


def _leave(visit: Visit, officer: OfficerView, now: datetime) -> dict[str, date | None]:
    """Return the first and the last day that the form begins with: of the leave that is noted."""
    zone = _zone(visit, officer)
    if not officer.has_leave_at(now) or officer.away_from is None:
        return {"first": now.astimezone(zone).date(), "last": None}
    until = officer.away_until
    last = (until.astimezone(zone) - timedelta(microseconds=1)).date() if until else None
    return {"first": officer.away_from.astimezone(zone).date(), "last": last}


def _look(visit: Visit) -> _Looked:
    officer, desk = _whom(visit), visit.desk
    with desk.database.read() as session:
        fresh = find_officer(session, officer.id)
        reach = reach_of(session, visit.login.officer, desk.clock())
        held = tickets_held_by(session, officer.id, reach, desk.desk_hours, desk.clock())
        return _Looked(fresh, stand_ins_for(session, fresh), held)


def _read_all(visit: Visit) -> tuple[list[OfficerView], dict[int, str]]:
    with visit.desk.database.read() as session:
        people = colleagues_of(session, visit.login.officer)
        numbers = {one.stand_in for one in people if one.stand_in}
        return people, {one: find_officer(session, one).name for one in sorted(numbers)}
