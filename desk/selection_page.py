"""Several tickets closed, given or put aside at once; the page does not refresh itself.

What came of it is told for each ticket, and what can be undone can be undone from here.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from starlette.responses import Response

from desk.auth import Visit
from desk.choices import colleagues_of
from desk.escalation_page import CHOSEN_REASONS
from desk.filters_page import wanted_by
from desk.forms import MANY, NUMBER
from desk.ticket_rows import Row, texts_of
from service.errors import NotFound
from service.escalations.claims import assign_escalation, release_escalation
from service.escalations.closing import close_many
from service.escalations.closing_words import told_of_closing
from service.escalations.desk_queue import QueueEntry, read_desk_queue
from service.escalations.moving import snooze_escalation, wake_escalation
from service.escalations.opening import find_escalation
from service.escalations.ticket_list import list_tickets
from service.escalations.tickets import find_ticket
from service.escalations.views import ClaimRefused, EscalationView
from service.officers.duty import OfficerView
from service.officers.roles import Permission, may
from service.outcomes import CloseReason
from service.storage.database import Session

REASONS = tuple(reason for reason in CHOSEN_REASONS if reason is not CloseReason.ANSWERED)
FIELD, FORMER = "ticket-", "former-"  # of a form: which tickets, and who held each before
HOURS = (2, 24, 72, 168)
NOBODY = "0"

Came = EscalationView | ClaimRefused
Act = Callable[[Session, str], Came]

log = structlog.get_logger()


@dataclass(frozen=True)
class Outcome:
    """What came of one ticket; ``refused`` is None where it was done."""

    ticket: str
    refused: ClaimRefused | None


@dataclass(frozen=True)
class Done:
    """What came of an act.

    Attributes:
        what: ``closed``, ``assigned``, ``snoozed`` or ``undone``.
        former: Who held each ticket before, by whose number it can be undone; empty: it cannot.
    """

    what: str
    outcomes: Sequence[Outcome]
    former: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many it was done to."""
        return sum(one.refused is None for one in self.outcomes)

    @property
    def refused(self) -> list[Outcome]:
        """What could not be done, in the order of tickets."""
        return [one for one in self.outcomes if one.refused is not None]


async def show_selection(visit: Visit) -> Response:
    """Show what the officer may act on, to choose among; of a filter, only that."""
    return await _page(visit)


async def close_chosen(visit: Visit) -> Response:
    """Close what was chosen, for one reason."""
    reason, tickets = visit.form.get("reason", ""), _chosen(visit)
    if reason not in set(REASONS) or not tickets:
        return await _page(visit, problem="nothing_chosen", status=422)
    done = await asyncio.to_thread(_close, visit, tickets, CloseReason(reason))
    return await _told(visit, Done("closed", done, {}))


async def assign_chosen(visit: Visit) -> Response:
    """Give what was chosen to one officer, who is told."""
    to, tickets = visit.form.get("officer", ""), _chosen(visit)
    if not NUMBER.fullmatch(to) or not tickets:
        return await _page(visit, problem="nothing_chosen", status=422)
    former = await asyncio.to_thread(_holders, visit, tickets)
    done = await _each(visit, tickets, lambda session, one: _assign(visit, session, one, int(to)))
    can_undo = may(visit.login.officer.role, Permission.SUPERVISE)
    return await _told(visit, Done("assigned", done, former if can_undo else {}))


async def snooze_chosen(visit: Visit) -> Response:
    """Put what was chosen aside for some hours."""
    hours, tickets = visit.form.get("hours", ""), _chosen(visit)
    if hours not in {str(one) for one in HOURS} or not tickets:
        return await _page(visit, problem="nothing_chosen", status=422)
    until = visit.desk.clock() + timedelta(hours=int(hours))
    done = await _each(visit, tickets, lambda session, one: _snooze(visit, session, one, until))
    return await _told(visit, Done("snoozed", done, dict.fromkeys(tickets, "")))


async def undo_chosen(visit: Visit) -> Response:
    """Take back what was done a moment ago: what was put aside, or given to somebody."""
    former = {
        name.removeprefix(FORMER): value
        for name, value in visit.form.items()
        if name.startswith(FORMER)
    }
    tickets = [one for one in sorted(former) if find_ticket(one) == one]
    done = await _each(
        visit, tickets, lambda session, one: _undo(visit, session, one, former[one])
    )
    return await _told(visit, Done("undone", done, {}))


def _chosen(visit: Visit) -> list[str]:
    names = [name.removeprefix(FIELD) for name in visit.form if name.startswith(FIELD)]
    return sorted(name for name in names if find_ticket(name) == name)


async def _each(visit: Visit, tickets: Sequence[str], act: Act) -> list[Outcome]:
    """Do an act to each ticket in a transaction of its own: what is done stays done."""
    return await asyncio.to_thread(_do_each, visit, tickets, act)


def _do_each(visit: Visit, tickets: Sequence[str], act: Act) -> list[Outcome]:
    outcomes = []
    for ticket in tickets:
        with visit.desk.database.write() as session:
            try:
                came: Came | None = act(session, ticket)
            except NotFound:
                continue
        outcomes.append(Outcome(ticket, came if isinstance(came, ClaimRefused) else None))
    return outcomes


def _assign(visit: Visit, session: Session, ticket: str, to: int) -> Came:
    desk = visit.desk
    notice = desk.notice("officer_joined", find_escalation(session, ticket))
    return assign_escalation(session, ticket, visit.login.officer.id, to, notice, desk.clock())


def _snooze(visit: Visit, session: Session, ticket: str, until: datetime) -> Came:
    return snooze_escalation(session, ticket, visit.login.officer.id, until, visit.desk.clock())


def _undo(visit: Visit, session: Session, ticket: str, former: str) -> Came:
    officer, now = visit.login.officer.id, visit.desk.clock()
    if former == NOBODY:
        return release_escalation(session, ticket, officer, now)
    if NUMBER.fullmatch(former):
        return _assign(visit, session, ticket, int(former))
    return wake_escalation(session, ticket, officer, now)


def _holders(visit: Visit, tickets: Sequence[str]) -> dict[str, str]:
    found = {}
    with visit.desk.database.read() as session:
        for ticket in tickets:
            try:
                holder = find_escalation(session, ticket).officer_id
            except NotFound:
                continue
            found[ticket] = str(holder or NOBODY)
    return found


def _close(visit: Visit, tickets: Sequence[str], reason: CloseReason) -> list[Outcome]:
    desk, held = visit.desk, _holders(visit, tickets)
    with desk.database.write() as session:
        found = [find_escalation(session, ticket) for ticket in tickets if ticket in held]
        say, name = desk.sentences, desk.unit_name
        told = {one.ticket: told_of_closing(session, say, name, one, reason) for one in found}
        came = close_many(session, told, visit.login.officer.id, reason, desk.clock())
    return [
        Outcome(ticket, one if isinstance(one, ClaimRefused) else None)
        for ticket, one in came.items()
    ]


async def _told(visit: Visit, done: Done) -> Response:
    log.info(
        "escalations_changed",
        action=done.what,
        done=done.count,
        refused=len(done.refused),
        officer=visit.login.officer.id,
    )
    return await _page(visit, done=done)


async def _page(
    visit: Visit, problem: str = "", status: int = 200, done: Done | None = None
) -> Response:
    rows, colleagues = await asyncio.to_thread(_read, visit)
    context = {
        "rows": rows,
        "colleagues": colleagues,
        "reasons": REASONS,
        "hours": HOURS,
        "field": FIELD,
        "former": FORMER,
        "problem": problem,
        "done": done,
    }
    return visit.render("selection.html", context, status)


def _read(visit: Visit) -> tuple[list[Row], list[OfficerView]]:
    """Return what the officer holds, or supervises, the longest waiting first; and colleagues."""
    officer, now = visit.login.officer, visit.desk.clock()
    with visit.desk.database.read() as session:
        entries = _entries(visit, session, now)
        is_supervisor = may(officer.role, Permission.SUPERVISE)
        shown = [e for e in entries if e.is_mine or is_supervisor][:MANY]
        units = sorted({one.escalation.unit for one in shown})
        found = {one.id: one for unit in units for one in colleagues_of(session, unit, None, now)}
        rows = texts_of(session, visit, [one.escalation.ticket for one in shown])
    return rows.rows(visit, shown), sorted(found.values(), key=lambda one: one.name)


def _entries(visit: Visit, session: Session, now: datetime) -> Sequence[QueueEntry]:
    asked = visit.request.query_params
    if "view" not in asked:
        return read_desk_queue(session, visit.login.officer.id, now).entries
    wanted = wanted_by(visit, asked)
    return list_tickets(session, visit.login.officer.id, wanted, now).entries
