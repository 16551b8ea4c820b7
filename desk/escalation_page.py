"""One escalation: what was said, how far each answer came, and the forms to act."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from desk.auth import Visit
from desk.choices import Choices, choices_of
from desk.context import Desk
from desk.forms import REPLY_LIMIT, Checked
from desk.inserts import NOTHING, Inserts
from desk.no_access import show_glimpse
from service.answering.english import is_english
from service.canned.places import unfilled_in
from service.canned.replies import Canned, canned_for
from service.content.store import titles_of
from service.conversations.ownership import state_of
from service.escalations.access import Access, Glimpse, see_escalation
from service.escalations.blocking import blocked_until
from service.escalations.contacts import has_contact
from service.escalations.drafts import draft_of
from service.escalations.earlier import Earlier, earlier_tickets
from service.escalations.notes import NoteView, notes_of
from service.escalations.sights import Onlooker, is_news, note_read, onlookers_of
from service.escalations.summaries import Summary, summarize
from service.escalations.transcripts import Line, read_window
from service.escalations.views import EscalationView
from service.file_types import MEGABYTES
from service.outcomes import CloseReason, EscalationState
from service.storage.database import Session
from serving.revalidation import unless_known

LINES = 200  # newest lines shown
CHOSEN_REASONS = (
    CloseReason.ANSWERED,
    CloseReason.REFERRED,
    CloseReason.DUPLICATE,
    CloseReason.WITHDRAWN,
    CloseReason.SPAM,
    CloseReason.OTHER,
)  # that an officer chooses among; the others come about by themselves


@dataclass(frozen=True)
class Dossier:
    """An escalation with its conversation, read at one moment."""

    escalation: EscalationView
    channel: str
    is_blocked: bool
    is_forgotten: bool
    lines: Sequence[Line]
    notes: Sequence[NoteView]
    summary: Summary
    titles: Mapping[str, str]
    has_contact: bool
    may_act: bool
    may_supervise: bool
    wait: timedelta
    blocked_until: datetime | None
    choices: Choices
    draft: str
    canned: Sequence[Canned]
    earlier: Earlier
    onlookers: Sequence[Onlooker]


async def show_escalation(visit: Visit) -> Response:
    """Show the conversation and what the officer can do."""
    return unless_known(visit.request, await escalation_response(visit))


async def escalation_response(
    visit: Visit,
    problem: str | None = None,
    typed: str = "",
    status: int = 200,
    checked: Checked | None = None,
    why: str = "",
    contact: str | None = None,
    inserts: Inserts = NOTHING,
    unsent: str = "",
) -> Response:
    """Render the page; after a refusal with the ``problem``'s key, why, and the text kept.

    What was ``typed`` as an answer comes back in its box; what was for colleagues, or stands in
    another form, is ``unsent`` and never gets there: one press would send it to the citizen.
    With the citizen's ``contact``, when its holder asked for it; and with what they look for to be
    inserted into an answer.
    """
    dossier = await asyncio.to_thread(_read_dossier, visit)
    if isinstance(dossier, Glimpse):
        return await show_glimpse(visit, dossier, typed or unsent)
    escalation = dossier.escalation
    is_mine = escalation.officer_id == visit.login.officer.id
    is_waiting = escalation.state is EscalationState.WAITING
    is_closed = escalation.state is EscalationState.CLOSED
    context = {
        "dossier": dossier,
        "kind_name": visit.desk.kind_name,
        "unit": visit.desk.unit_name(escalation.unit),
        "unit_name": visit.desk.unit_name,
        "is_mine": is_mine,
        "is_closed": is_closed,
        "can_write": (is_waiting and not escalation.is_behind and dossier.may_act)
        or (is_mine and not is_closed),
        "can_move": not is_closed and (is_mine or dossier.may_supervise),
        "can_transfer": is_waiting and dossier.may_act,
        "can_mend": escalation.last_officer_id == visit.login.officer.id if is_closed else is_mine,
        "asks": visit.form.get("asks") == "yes",
        "is_unanswered": is_mine and not is_closed and escalation.unanswered_since is not None,
        "other_units": visit.desk.units_beside(escalation.unit),
        "rules": visit.desk.desk_hours.rules,
        "close_reasons": CHOSEN_REASONS,
        "is_cut": len(dossier.lines) == LINES,
        "problem": problem,
        "why": why,
        "contact": contact,
        "typed": typed or dossier.draft,
        "unsent": unsent,
        "has_draft": bool(dossier.draft) and not typed,
        "checked": checked,
        "unfilled": unfilled_in(typed),
        "inserts": inserts,
        "has_articles": visit.desk.articles is not None,
        "limit": REPLY_LIMIT,
        "had_file": visit.posted.has_file,
        "megabytes": MEGABYTES,
        "info": visit.request.query_params.get("info"),
    }
    return visit.render("escalation.html", context, status)


def _read_dossier(visit: Visit) -> Dossier | Glimpse:
    desk, officer = visit.desk, visit.login.officer
    ticket, now = visit.request.path_params["ticket"], desk.clock()
    found = see_escalation(desk.database, ticket, officer.id, now)
    if isinstance(found, Glimpse):
        return found
    with desk.database.read() as session:
        dossier = _dossier(session, found, now)
    _note_read(desk, found, dossier)
    return dossier


def _dossier(session: Session, access: Access, now: datetime) -> Dossier:
    escalation = access.escalation
    conversation = state_of(session, escalation.conversation_id)
    return Dossier(
        escalation=escalation,
        channel=conversation.channel,
        is_blocked=conversation.is_blocked,
        is_forgotten=conversation.is_forgotten,
        lines=read_window(session, access, LINES),
        notes=notes_of(session, access),
        summary=summarize(session, access, now, is_english),
        titles=titles_of(session),
        has_contact=has_contact(session, access),
        may_act=access.may_act,
        may_supervise=access.may_supervise,
        wait=now - escalation.waits_since,
        blocked_until=blocked_until(session, escalation.conversation_id, now),
        choices=choices_of(session, access, now),
        draft=draft_of(session, access),
        canned=canned_for(session, access.officer.id, escalation.unit) if access.may_act else (),
        earlier=earlier_tickets(session, access, now),
        onlookers=onlookers_of(session, access, now),
    )


def _note_read(desk: Desk, access: Access, dossier: Dossier) -> None:
    """Note how far the officer has read now; most looks show nothing new, and write nothing."""
    newest = max((line.turn_id for line in dossier.lines), default=0)
    with desk.database.read() as session:
        if not is_news(session, access, newest):
            return
    with desk.database.write() as session:
        note_read(session, access, newest)
