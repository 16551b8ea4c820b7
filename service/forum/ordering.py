"""Orders and presses carried out: take, release, transfer, put off, close, tell the history.

Functions never commit.
"""

import re
from collections.abc import Callable

from service.calendar import short_time_in_words
from service.escalations.access import Glimpse, Need, access_escalation
from service.escalations.claims import claim_escalation, release_escalation
from service.escalations.closing import close_escalation
from service.escalations.closing_words import told_of_closing
from service.escalations.events import read_events
from service.escalations.moving import snooze_escalation, transfer_escalation
from service.escalations.ratings import rating_payload
from service.escalations.tickets import without_ticket
from service.escalations.views import ClaimRefused, EscalationView, row_of
from service.forum.acting import (
    Act,
    escalation_meant,
    refuse,
    reply,
    reply_shown,
    say_none,
)
from service.forum.answering import answer, note
from service.forum.canned import say_canned
from service.forum.cards import Press, Shown, button
from service.forum.changing import withdraw
from service.forum.kinds import choose_kind, extend
from service.forum.orders import Order, Ordered, unit_in
from service.forum.until import read_until
from service.officers.duty import find_officer
from service.outcomes import CloseReason, EscalationState, Stage
from service.replies import Button

REASONS = {
    "terjawab": CloseReason.ANSWERED,
    "dirujuk": CloseReason.REFERRED,
    "batal": CloseReason.WITHDRAWN,
    "ganda": CloseReason.DUPLICATE,
    "spam": CloseReason.SPAM,
    "lain": CloseReason.OTHER,
}
HISTORY = 25  # newest events that are told
QUIET = frozenset({"viewed", "refused", "due"})  # events that a history in the group leaves out


def carry_out(act: Act, ordered: Ordered) -> str:
    """Carry an order out; what came of it is said to the officer."""
    if ordered.order in _ANYWHERE:
        return _ANYWHERE[ordered.order](act, ordered.argument)
    if act.topic is None:
        return reply(act, "no_ticket_here")
    return _IN_TOPIC[ordered.order](act, ordered.argument)


def tell_unknown(act: Act, word: str) -> str:
    """Say which orders there are."""
    return reply(act, "unknown_order", word=word, orders=_orders())


def take(act: Act, argument: str = "") -> str:
    """Take an escalation; who cannot is told who has it."""
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    is_theirs = view.state is EscalationState.HELD and view.officer_id == act.officer.officer_id
    notice = act.means.say(
        "officer_joined", ticket=view.ticket, unit=act.means.unit_name(view.unit)
    )
    outcome = claim_escalation(act.session, view.ticket, act.officer.officer_id, notice, act.now)
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    return reply(act, "taken_already" if is_theirs else "taken", ticket=view.ticket)


def release(act: Act, argument: str = "") -> str:
    """Put an escalation back into the queue."""
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    outcome = release_escalation(act.session, view.ticket, act.officer.officer_id, act.now)
    return _told(act, view, outcome, "released")


def close(act: Act, argument: str = "") -> str:
    """Close an escalation, for a reason if one is named."""
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    words = re.findall(r"\w+", without_ticket(argument).lower())
    reason = next((REASONS[word] for word in words if word in REASONS), None)
    if words and reason is None:
        return reply(act, "close_reason", ticket=view.ticket, reasons=", ".join(REASONS))
    say, name = act.means.say, act.means.unit_name
    told = told_of_closing(act.session, say, name, view, reason)
    outcome = close_escalation(
        act.session,
        view.ticket,
        act.officer.officer_id,
        told.notice,
        act.now,
        told.buttons,
        reason,
        _rating(act, view),
    )
    if isinstance(outcome, ClaimRefused) and outcome.why == "needs_reason":
        return reply(act, "close_how", ticket=view.ticket, reasons=", ".join(REASONS))
    return _told(act, view, outcome, "closed")


def ask_to_close(act: Act, argument: str) -> str:
    """Ask once more before a button closes: a slip of the thumb ends somebody's case."""
    rows = ((button(Press.CLOSE_NOW, argument, act.means.words),
             button(Press.KEEP, argument, act.means.words)),)  # fmt: skip
    return reply_shown(act, Shown(act.means.words("close_sure", ticket=argument), rows))


def keep_open(act: Act, argument: str) -> str:
    """Say that nothing was closed."""
    return reply(act, "kept_open", ticket=argument)


def history(act: Act, argument: str = "") -> str:
    """Tell what happened to an escalation, without anybody's words."""
    view = escalation_meant(act, argument)
    if view is None:
        return say_none(act, argument)
    officer_id = act.officer.officer_id
    access = access_escalation(act.session, view.ticket, officer_id, Need.VIEW, act.now)
    if isinstance(access, Glimpse):
        return refuse(act, view.ticket, ClaimRefused(None, access.why))
    lines = _history_lines(act, view)
    head = act.means.words("history_head", ticket=view.ticket)
    text = "\n".join([head, *(lines or [act.means.words("history_none")])])
    take = ((button(Press.TAKE, view.ticket, act.means.words),),)
    is_free = view.stage is Stage.WAITING
    return reply_shown(act, Shown(text, take if is_free else ()), stays=True)


def _history_lines(act: Act, view: EscalationView) -> list[str]:
    words, lines, names = act.means.words, [], {}
    for event in read_events(act.session, row_of(act.session, view.ticket).id):
        if event.kind.value in QUIET:
            continue
        number = event.officer_id
        if number is not None and number not in names:
            names[number] = find_officer(act.session, number).name
        who = names[number] if number is not None else words(f"actor_{event.actor.value}")
        what = words(f"event_{event.kind.value}", who=who)
        lines.append(words("history_line", at=short_time_in_words(event.at), what=what))
    return lines[-HISTORY:]


def _transfer(act: Act, argument: str) -> str:
    view = escalation_meant(act)
    unit, why = unit_in(argument, act.means.units)
    if unit is None:
        return reply(act, "transfer_how", units=", ".join(act.means.units))
    if view is None:
        return reply(act, "not_open")
    name = act.means.unit_name(unit)
    if view.unit == unit:
        return reply(act, "transfer_same", ticket=view.ticket, unit=name)
    if not why:
        return reply(act, "transfer_why", unit=unit)
    notice = act.means.say("officer_moved", ticket=view.ticket, unit=name)
    outcome = transfer_escalation(
        act.session, view.ticket, act.officer.officer_id, unit, why, notice, act.now
    )
    return _told(act, view, outcome, "transferred", unit=name)


def _snooze(act: Act, argument: str) -> str:
    view, until = escalation_meant(act), read_until(argument, act.now)
    if until is None:
        return reply(act, "snooze_how")
    if view is None:
        return reply(act, "not_open")
    outcome = snooze_escalation(act.session, view.ticket, act.officer.officer_id, until, act.now)
    return _told(act, view, outcome, "snoozed", until=short_time_in_words(until))


def _answer(act: Act, argument: str) -> str:
    return answer(act, argument) if argument or act.received.file else reply(act, "reply_how")


def _help(act: Act, _argument: str) -> str:
    return reply(act, "orders", orders=_orders())


def _link(act: Act, _argument: str) -> str:
    return reply(act, "link_how")


def _told(act: Act, view: EscalationView, outcome: object, key: str, **values: object) -> str:
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    return reply(act, key, **{"ticket": view.ticket, **values})


def _rating(act: Act, view: EscalationView) -> tuple[Button, Button]:
    say, of = act.means.say, (view.ticket, view.round)
    good = Button(say("button_rate_good"), rating_payload(*of, is_good=True))
    return good, Button(say("button_rate_bad"), rating_payload(*of, is_good=False))


def _orders() -> str:
    return " ".join(f"/{order.value}" for order in Order if order is not Order.LINK)


Do = Callable[[Act, str], str]
_ANYWHERE: dict[Order, Do] = {Order.HELP: _help, Order.LINK: _link}
_IN_TOPIC: dict[Order, Do] = {
    Order.TAKE: take,
    Order.RELEASE: release,
    Order.TRANSFER: _transfer,
    Order.SNOOZE: _snooze,
    Order.KIND: choose_kind,
    Order.EXTEND: extend,
    Order.NOTE: note,
    Order.CANNED: say_canned,
    Order.REPLY: _answer,
    Order.WITHDRAW: lambda act, _argument: withdraw(act),
    Order.HISTORY: history,
    Order.CLOSE: close,
}
