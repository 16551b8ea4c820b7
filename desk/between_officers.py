"""What officers do with a ticket among themselves: give it, merge it, put it aside, take it up."""

from starlette.responses import Response

from desk.acts import acted, shown_to_citizen, ticket_of
from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import NUMBER
from service.errors import NotFound
from service.escalations.claims import assign_escalation, wait_for_citizen
from service.escalations.merging import merge_escalations, unmerge_escalation
from service.escalations.moving import wake_escalation
from service.storage.database import Session


async def assign(visit: Visit) -> Response:
    """Give a ticket to another officer of its unit, who is told."""
    if not NUMBER.fullmatch(visit.form.get("officer", "")):
        return await escalation_response(visit, "not_assigned", status=422)
    return await acted(visit, _assign, "assigned", "not_assigned")


async def merge(visit: Visit) -> Response:
    """Let a ticket go on in another one of the same citizen."""
    return await acted(visit, _merge, "merged", "not_merged")


async def unmerge(visit: Visit) -> Response:
    """Take a ticket out again of the one it was merged into."""
    return await acted(visit, _unmerge, "unmerged", "not_unmerged")


async def wait(visit: Visit) -> Response:
    """Note that it is the citizen's turn: reminded once, then the ticket is closed."""
    return await acted(visit, _wait, "waits", "not_waits")


async def wake(visit: Visit) -> Response:
    """Take up before its time what was put aside, or what a citizen was asked."""
    return await acted(visit, _wake, "woken", "not_woken")


def _assign(visit: Visit, session: Session) -> object:
    desk, officer, to = visit.desk, visit.login.officer, int(visit.form["officer"])
    notice = desk.notice("officer_joined", shown_to_citizen(visit, session))
    try:
        return assign_escalation(session, ticket_of(visit), officer.id, to, notice, desk.clock())
    except NotFound:
        return False


def _merge(visit: Visit, session: Session) -> object:
    ticket, into = ticket_of(visit), visit.form.get("into", "")
    officer, now = visit.login.officer.id, visit.desk.clock()
    notice = visit.desk.sentences("officer_merged", ticket=ticket, into=into)
    try:
        return merge_escalations(session, ticket, into, officer, now, notice)
    except NotFound:
        return False


def _unmerge(visit: Visit, session: Session) -> object:
    ticket, officer, now = ticket_of(visit), visit.login.officer.id, visit.desk.clock()
    notice = visit.desk.sentences("officer_unmerged", ticket=ticket)
    return unmerge_escalation(session, ticket, officer, now, notice)


def _wait(visit: Visit, session: Session) -> object:
    return wait_for_citizen(session, ticket_of(visit), visit.login.officer.id, visit.desk.clock())


def _wake(visit: Visit, session: Session) -> object:
    return wake_escalation(session, ticket_of(visit), visit.login.officer.id, visit.desk.clock())
