"""What kind of request a ticket is, and its deadline put off, chosen on its page."""

from starlette.responses import Response

from desk.acts import acted, ticket_of
from desk.auth import Visit
from desk.escalation_page import escalation_response
from desk.forms import clean_reply
from service.canned.places import unfilled_in
from service.escalations.kind_words import kind_in_words, put_off_in_words
from service.escalations.kinds import extend_deadline, set_kind
from service.storage.database import Session


async def choose_kind(visit: Visit) -> Response:
    """Say what kind of request it is; the citizen is told the deadline."""
    if visit.form.get("kind", "") not in {one.kind for one in visit.desk.desk_hours.rules}:
        return await escalation_response(visit, "not_kind", status=422)
    return await acted(visit, _choose_kind, "kind_set", "not_kind")


async def extend(visit: Visit) -> Response:
    """Put the deadline off once; the citizen is told the reason."""
    typed = visit.form.get("text", "")
    if not clean_reply(typed).strip():
        return await escalation_response(visit, "extend_why", unsent=typed, status=422)
    if unfilled_in(typed):
        return await escalation_response(visit, "extend_places", unsent=typed, status=422)
    return await acted(visit, _extend, "extended", "not_extended", unsent=typed)


def _choose_kind(visit: Visit, session: Session) -> object:
    desk, kind = visit.desk, visit.form["kind"]
    return set_kind(
        session,
        ticket_of(visit),
        visit.login.officer.id,
        kind,
        desk.desk_hours,
        lambda due: kind_in_words(desk.sentences, desk.desk_hours, due),
        desk.clock(),
    )


def _extend(visit: Visit, session: Session) -> object:
    desk = visit.desk
    return extend_deadline(
        session,
        ticket_of(visit),
        visit.login.officer.id,
        clean_reply(visit.form["text"]).strip(),
        desk.desk_hours,
        lambda due, former, why: put_off_in_words(desk.sentences, due, former, why),
        desk.clock(),
    )
