"""``/jawab``: says a canned reply by its key, or an article by its id. Functions never commit."""

from difflib import get_close_matches

from service.canned.places import fill
from service.canned.replies import Canned, canned_by_key, canned_for, tidy_key
from service.canned.values import values_for
from service.escalations.views import EscalationView
from service.forum.acting import Act, escalation_meant, reply
from service.forum.answering import answer


def say_canned(act: Act, argument: str) -> str:
    """Send a canned reply, filled for the ticket, or an article; the former goes first."""
    view, name = escalation_meant(act), tidy_key(argument)
    if not name:
        return _tell_how(act, view)
    number = act.officer.officer_id
    found = canned_by_key(act.session, number, view.unit, name) if view else None
    if found is not None and view is not None:
        return _say(act, view, found)
    article = act.means.article(name)
    if article is not None:
        return answer(act, article.text, is_checked=True)
    names = [*_keys(act, view), *act.means.articles()]
    alike = get_close_matches(name, names, n=5, cutoff=0.4)
    if alike:
        return reply(act, "canned_unknown", name=argument, alike=", ".join(alike))
    return reply(act, "canned_none", name=argument)


def _say(act: Act, view: EscalationView, canned: Canned) -> str:
    means, officer = act.means, act.officer
    name, hours = means.unit_name(view.unit), means.desk_hours()
    values = values_for(act.session, view.ticket, officer.name, name, hours, act.now)
    filled = fill(canned.text, values)
    if filled.missing:
        told = ", ".join(f"{{{place}}}" for place in filled.missing)
        return reply(act, "canned_missing", name=canned.key, missing=told, ticket=view.ticket)
    return answer(act, filled.text, is_checked=True)


def _tell_how(act: Act, view: EscalationView | None) -> str:
    keys, names = _keys(act, view), act.means.articles()
    example = next(iter([*keys, *names]), "")
    told = ", ".join(keys) or act.means.words("canned_no_keys")
    return reply(act, "canned_how", example=example, keys=told)


def _keys(act: Act, view: EscalationView | None) -> list[str]:
    if view is None:
        return []
    return [one.key for one in canned_for(act.session, act.officer.officer_id, view.unit)]
