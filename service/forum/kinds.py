"""Orders about deadlines: what kind of request a ticket is, and its deadline put off.

Functions never commit.
"""

from datetime import datetime

from service.calendar import Zone, weekday_in_words
from service.escalations.deadlines import Due, due_of
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
        lambda due: _kind_in_words(act, due),
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
        lambda due, former, why: _put_off_in_words(act, due, former, why),
        act.now,
    )
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    return reply(
        act, "extended", ticket=view.ticket, deadline=_day(outcome.deadline_at, outcome.zone)
    )


def _kind_in_words(act: Act, due: Due) -> str:
    rule = rule_of_kind(act.means.desk_hours().rules, due.kind)
    if not rule.is_right or due.deadline_at is None:
        return act.means.say("kind_set_no_law", ticket=due.ticket, name=rule.name)
    day = _day(due.deadline_at, due.zone)
    return act.means.say("kind_set", ticket=due.ticket, name=rule.name, deadline=day, law=rule.law)


def _put_off_in_words(act: Act, due: Due, former: datetime, reason: str) -> str:
    return act.means.say(
        "deadline_put_off",
        ticket=due.ticket,
        former=_day(former, due.zone),
        deadline=_day(due.deadline_at, due.zone),
        reason=reason,
    )


def _day(moment: datetime | None, zone: Zone) -> str:
    return weekday_in_words(moment.astimezone(zone.tz).date()) if moment else ""
