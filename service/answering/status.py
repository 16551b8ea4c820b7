"""What became of a citizen's tickets, in words. Used by the action and by the command /status."""

import re
from datetime import datetime

from sqlalchemy.orm import Session

from service.answering.answers import Answers
from service.answering.due_words import closed_in_words, deadline_in_words
from service.calendar import Zone, time_in_words
from service.clock import utc_now
from service.content.named_topics import TICKETS
from service.escalations.deadlines import due_of
from service.escalations.merging import goes_on_in
from service.escalations.opening import escalations_of, find_escalation
from service.escalations.told_tickets import ticket_meant, ticket_named
from service.escalations.views import EscalationView
from service.outcomes import ClosedBy, EscalationState, Outcome
from service.payloads import Payload, PayloadKind
from service.replies import Button, Reply

NEWEST = 3  # tickets that are told to who names none
TICKET_STATE = "ticket_status"  # the intent of who asks after a ticket
_ASKS_HOW = re.compile(
    r"\b(?:cara\w*|prosedur\w*|langkah\w*|bagaimana (?:saya|kami|kalau|untuk)|"
    r"(?:ketik|tulis|tekan) apa|(?:di)?(?:cek|lihat|liat|lacak)(?:nya)? (?:gimana|gmn|bagaimana)|"
    r"lewat (?:mana|apa)|di ?mana|dmn|pripun|how)\b",
    re.IGNORECASE,
)


def status_reply(
    session: Session,
    answers: Answers,
    conversation_id: str,
    text: str = "",
    confidence: float = 1,
    now: datetime | None = None,
) -> Reply:
    """Tell the state of the ticket that ``text`` names, else of the conversation's newest ones.

    Whoever has none and asks how one sees or changes it is told that.

    Args:
        session: Reads the tickets.
        answers: What says sentences, and knows hours.
        conversation_id: Whose tickets; nobody else's are told.
        text: What was asked.
        confidence: That a ticket is meant.
        now: UTC; while officers do not work, it is said when they are back.
    """
    everything = escalations_of(session, conversation_id, limit=None)
    asked = ticket_named(text)
    meant = ticket_meant(text, [ticket.ticket for ticket in everything])
    tickets = [ticket for ticket in everything if ticket.ticket == meant]
    if meant is None and asked is None:
        tickets = everything[:NEWEST]
    if not tickets and asked is None and _ASKS_HOW.search(text):
        told = answers.article(TICKETS, confidence=confidence)
        if told is not None:
            return told
    near = (
        [answers.say("status_near", ticket=asked)] if meant and asked not in (None, meant) else []
    )
    lines = [_line(session, answers, ticket, now or utc_now()) for ticket in tickets]
    if not lines:
        key = "status_unknown" if asked else "status_none"
        lines = [answers.say(key, ticket=asked)]
    waiting = any(ticket.state is EscalationState.WAITING for ticket in tickets)
    cancel = Button(answers.say("button_cancel"), Payload(PayloadKind.CANCEL))
    return Reply(
        text="\n".join((*near, *lines)),
        outcome=Outcome.ANSWERED,
        buttons=(cancel,) if waiting else (),
        confidence=confidence,
        intent=TICKET_STATE,
        offers_officer=not tickets and asked is None,
    )


def _line(session: Session, answers: Answers, ticket: EscalationView, now: datetime) -> str:
    """Tell a ticket's state by the citizen's clock; while it is open, its deadline by law and
    whether anybody works now."""
    into = goes_on_in(session, ticket.ticket)
    if into is not None:
        merged = answers.say("status_merged", ticket=ticket.ticket, into=into)
        return f"{merged} {_line(session, answers, find_escalation(session, into), now)}"
    since = ticket.closed_at or ticket.waits_since
    is_cancelled = ticket.closed_by is ClosedBy.CITIZEN
    due = due_of(session, ticket.ticket)
    line = answers.say(
        "status_cancelled" if is_cancelled else f"status_{ticket.stage.value}",
        ticket=ticket.ticket,
        unit=answers.unit_name(ticket.unit),
        date=time_in_words(since, due.zone if due else Zone.WIB),
    )
    if ticket.state is EscalationState.CLOSED:
        return line
    zone, desk = due.zone if due else Zone.WIB, answers.knowledge.desk_hours
    back = closed_in_words(answers.say, desk, ticket.unit, zone, now)
    limit = deadline_in_words(answers.say, desk, due) if due else ""
    return " ".join(filter(None, (line, back, limit)))
