"""Orders about deadlines: what kind of request a ticket is, and its deadline put off.

Functions never commit.
"""

from service.escalations.deadlines import due_of
from service.escalations.kind_words import day_in_words, kind_in_words, put_off_in_words
from service.escalations.kinds import extend_deadline, set_kind
from service.escalations.tickets import without_ticket
from service.escalations.views import ClaimRefused
from service.forum.acting import Act, escalation_meant, refuse, reply, say_none
from service.hours.deadlines import rule_of_kind

KINDS = {
    "informasi": "information_request",
    "keberatan": "objection",
    "wbs": "wbs_complaint",
    "pertanyaan": "question",
}


def choose_kind(act: Act, argument: str) -> str:
    """Set a ticket's kind by the word that officers use for it."""
    kind = KINDS.get(without_ticket(argument).strip().lower())
    if kind is None:
        return reply(act, "kind_how", kinds=", ".join(KINDS))
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    desk, officer_id = act.means.desk_hours(), act.officer.officer_id
    before = due_of(act.session, view.ticket)
    outcome = set_kind(
        act.session,
        view.ticket,
        officer_id,
        kind,
        desk,
        lambda due: kind_in_words(act.means.say, desk, due),
        act.now,
    )
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    is_same = before is not None and before.kind == kind
    name = rule_of_kind(desk.rules, kind).name
    return reply(act, "kind_same" if is_same else "kind_set", ticket=view.ticket, name=name)


def extend(act: Act, argument: str) -> str:
    """Put a ticket's deadline off; the citizen reads the reason."""
    reason = without_ticket(argument).strip()
    if not reason:
        return reply(act, "extend_how")
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    outcome = extend_deadline(
        act.session,
        view.ticket,
        act.officer.officer_id,
        reason,
        act.means.desk_hours(),
        lambda due, former, why: put_off_in_words(act.means.say, due, former, why),
        act.now,
    )
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    return reply(
        act,
        "extended",
        ticket=view.ticket,
        deadline=day_in_words(outcome.deadline_at, outcome.zone),
    )
