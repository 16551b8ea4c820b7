"""One escalation: what was said, how far each answer came, and the forms to act."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.responses import Response

from desk.auth import Visit
from desk.forms import REPLY_LIMIT, Checked
from service.conversations.ownership import state_of
from service.escalations.claims import EscalationView, find_escalation
from service.escalations.transcripts import (
    Line,
    conversations_citizens_wrote_last,
    read_transcript,
)
from service.outcomes import EscalationState
from serving.revalidation import unless_known

LINES = 200  # newest lines shown


@dataclass(frozen=True)
class Dossier:
    """An escalation with its conversation, read at one moment."""

    escalation: EscalationView
    channel: str
    is_blocked: bool
    is_forgotten: bool
    lines: Sequence[Line]
    is_citizen_last: bool
    wait: timedelta


async def show_escalation(visit: Visit) -> Response:
    """Show the conversation and what the officer can do."""
    return unless_known(visit.request, await escalation_response(visit))


async def escalation_response(
    visit: Visit,
    problem: str | None = None,
    typed: str = "",
    status: int = 200,
    checked: Checked | None = None,
) -> Response:
    """Render the page; after a refusal with the ``problem``'s key and the text kept."""
    dossier = await asyncio.to_thread(_read_dossier, visit)
    escalation = dossier.escalation
    is_mine = escalation.officer_id == visit.login.officer.id
    is_waiting = escalation.state is EscalationState.WAITING
    is_closed = escalation.state is EscalationState.CLOSED
    context = {
        "dossier": dossier,
        "kind_name": visit.desk.kind_name,
        "unit": visit.desk.unit_name(escalation.unit),
        "is_mine": is_mine,
        "is_closed": is_closed,
        "can_write": is_waiting or (is_mine and not is_closed),
        "is_unanswered": is_mine and not is_closed and dossier.is_citizen_last,
        "is_cut": len(dossier.lines) == LINES,
        "problem": problem,
        "typed": typed,
        "checked": checked,
        "limit": REPLY_LIMIT,
        "info": visit.request.query_params.get("info"),
    }
    return visit.render("escalation.html", context, status)


def _read_dossier(visit: Visit) -> Dossier:
    ticket = visit.request.path_params["ticket"]
    with visit.desk.database.read() as session:
        escalation = find_escalation(session, ticket)
        conversation = state_of(session, escalation.conversation_id)
        wrote_last = conversations_citizens_wrote_last(session, [conversation.id])
        return Dossier(
            escalation=escalation,
            channel=conversation.channel,
            is_blocked=conversation.is_blocked,
            is_forgotten=conversation.is_forgotten,
            lines=read_transcript(session, conversation.id, LINES),
            is_citizen_last=bool(wrote_last),
            wait=visit.desk.clock() - escalation.waits_since,
        )
