"""What an officer does with an escalation: claim, answer, close, and move it on.

Each is one transaction. Who loses a race is shown who has the conversation; nothing is sent.
"""

import asyncio
from datetime import timedelta

from starlette.responses import Response

from desk.acts import acted, shown_to_citizen, ticket_of
from desk.auth import Visit
from desk.draft_page import save_typed
from desk.escalation_page import escalation_response
from desk.forms import NUMBER, check_reply, clean_reply, problem_of_reply
from desk.uploads import problem_of_file
from service.calendar import time_in_words
from service.canned.places import unfilled_in
from service.escalations.blocking import block_citizen, unblock_citizen
from service.escalations.claims import (
    claim_and_answer,
    claim_escalation,
    release_escalation,
    repeat_answer,
)
from service.escalations.closing import close_escalation
from service.escalations.closing_words import told_of_closing
from service.escalations.drafts import save_draft
from service.escalations.merging import split_escalation
from service.escalations.moving import snooze_escalation, transfer_escalation
from service.escalations.notes import write_note
from service.escalations.ratings import rating_payload
from service.escalations.views import ClaimRefused, EscalationView
from service.file_types import kind_of, media_type_of
from service.outbox.files import OfficerFile, forget_file, keep_file
from service.outbox.placing import PLAIN, Placing, stored_file
from service.outcomes import BlockReason, CloseReason
from service.replies import Button
from service.storage.database import Session

LONGEST_SNOOZE = 24 * 14  # hours
LONGEST_BLOCK = 90  # days


async def claim(visit: Visit) -> Response:
    """Take an escalation; the citizen is told that a person reads on."""
    return await acted(visit, _claim, "claimed", "not_claimed")


async def reply(visit: Visit) -> Response:
    """Send an answer; the first one claims. What cannot be sent stays on the page.

    Personal data in it is asked about once: nothing of it is stored before that.
    """
    typed = visit.form.get("text", "")
    problem = _problem_of_answer(visit, typed)
    checked = check_reply(visit.form)
    if problem is not None or checked.kinds:
        await asyncio.to_thread(save_typed, visit)
    if problem is not None:
        return await escalation_response(visit, problem, typed, status=422)
    if checked.kinds:
        return await escalation_response(visit, "personal", typed, status=422, checked=checked)
    file = await asyncio.to_thread(_sealed, visit)

    def reply_(visit: Visit, session: Session) -> object:
        return _send_answer(visit, session, file)

    return await acted(visit, reply_, "sent", "not_sent", typed)


async def send_again(visit: Visit) -> Response:
    """Send a message again that failed or may not have arrived; a person decides that."""
    return await acted(visit, _send_again, "sent_again", "not_sent_again")


async def close(visit: Visit) -> Response:
    """Close an escalation and give the conversation back to the bot."""
    return await acted(visit, _close, "closed", "not_closed")


async def release(visit: Visit) -> Response:
    """Put an escalation back into the queue of its unit."""
    return await acted(visit, _release, "released", "not_released")


async def transfer(visit: Visit) -> Response:
    """Move an escalation to another unit, with a note for it."""
    typed = visit.form.get("text", "")
    if visit.form.get("unit", "") not in visit.desk.units:
        return await escalation_response(visit, "not_transferred", unsent=typed, status=422)
    if not clean_reply(typed).strip():
        return await escalation_response(visit, "transfer_why", unsent=typed, status=422)
    return await acted(visit, _transfer, "transferred", "not_transferred", unsent=typed)


async def split(visit: Visit) -> Response:
    """Make a ticket of its own out of a second matter, for a unit of its own."""
    typed = visit.form.get("text", "")
    if visit.form.get("unit", "") not in visit.desk.units:
        return await escalation_response(visit, "not_split", unsent=typed, status=422)
    return await acted(visit, _split, "split", "not_split", unsent=typed)


async def block(visit: Visit) -> Response:
    """Close an escalation, and let its citizen open no other for some days."""
    days, reason = visit.form.get("days", ""), visit.form.get("reason", "")
    is_told = NUMBER.fullmatch(days) and 0 < int(days) <= LONGEST_BLOCK
    if not is_told or reason not in set(BlockReason):
        return await escalation_response(visit, "not_blocked", status=422)
    return await acted(visit, _block, "blocked", "not_blocked")


async def unblock(visit: Visit) -> Response:
    """Let a citizen reach officers again, before the block's end."""
    return await acted(visit, _unblock, "unblocked", "not_unblocked")


async def snooze(visit: Visit) -> Response:
    """Put an escalation aside for some hours."""
    hours = visit.form.get("hours", "")
    if not NUMBER.fullmatch(hours) or not 0 < int(hours) <= LONGEST_SNOOZE:
        return await escalation_response(visit, "not_snoozed", status=422)
    return await acted(visit, _snooze, "snoozed", "not_snoozed")


async def note(visit: Visit) -> Response:
    """Leave a note for colleagues; the citizen never sees it."""
    typed = visit.form.get("text", "")
    if problem_of_reply(clean_reply(typed)) is not None:
        return await escalation_response(visit, "not_noted", unsent=typed, status=422)
    return await acted(visit, _note, "noted", "not_noted", unsent=typed)


def _claim(visit: Visit, session: Session) -> object:
    desk, officer = visit.desk, visit.login.officer
    notice = desk.notice("officer_joined", shown_to_citizen(visit, session))
    return claim_escalation(session, ticket_of(visit), officer.id, notice, desk.clock())


def _problem_of_answer(visit: Visit, typed: str) -> str | None:
    """Say why an answer cannot go; a file may go without words."""
    problem = problem_of_reply(clean_reply(typed))
    if problem == "empty" and visit.posted.has_file:
        problem = None
    if problem is None and unfilled_in(typed):
        problem = "places"
    return problem or problem_of_file(visit.posted)


def _sealed(visit: Visit) -> OfficerFile | None:
    """Seal a file, which takes its time and the key, before the database is held."""
    content = visit.posted.file
    media_type = media_type_of(content) if content else None
    if media_type is None:
        return None
    sealed = visit.desk.seal.close(content)
    return OfficerFile(kind_of(media_type), media_type, len(content), sealed)


def _send_answer(visit: Visit, session: Session, file: OfficerFile | None) -> object:
    desk, officer, ticket = visit.desk, visit.login.officer, ticket_of(visit)
    text = check_reply(visit.form).text
    notice = desk.notice("officer_joined", shown_to_citizen(visit, session))
    placing = _placing(visit, session, file)
    now, asks = desk.clock(), visit.form.get("asks") == "yes"
    sent = claim_and_answer(
        session, ticket, officer.id, text, notice, now, asks_citizen=asks, placing=placing
    )
    if isinstance(sent, ClaimRefused) and placing.copied is not None:
        forget_file(session, placing.copied.stored or 0)
    if not isinstance(sent, ClaimRefused):
        save_draft(session, ticket, officer.id, "", now)
    return sent


def _placing(visit: Visit, session: Session, file: OfficerFile | None) -> Placing:
    if file is None:
        return PLAIN
    conversation_id = shown_to_citizen(visit, session).conversation_id
    number = keep_file(session, conversation_id, file, visit.desk.clock())
    return Placing(stored_file(number, file.kind))


def _send_again(visit: Visit, session: Session) -> object:
    desk, officer, number = visit.desk, visit.login.officer, visit.form.get("message", "")
    if not NUMBER.fullmatch(number):
        return False
    return repeat_answer(session, ticket_of(visit), officer.id, int(number), desk.clock())


def _close(visit: Visit, session: Session) -> object:
    desk, officer, escalation = visit.desk, visit.login.officer, shown_to_citizen(visit, session)
    given = visit.form.get("reason", "")
    reason = CloseReason(given) if given in set(CloseReason) else None
    told = told_of_closing(session, desk.sentences, desk.unit_name, escalation, reason)
    return close_escalation(
        session,
        escalation.ticket,
        officer.id,
        told.notice,
        desk.clock(),
        told.buttons,
        reason,
        _rating_buttons(visit, escalation),
    )


def _rating_buttons(visit: Visit, escalation: EscalationView) -> tuple[Button, Button]:
    say, of = visit.desk.sentences, (escalation.ticket, escalation.round)
    good = Button(say("button_rate_good"), rating_payload(*of, is_good=True))
    return good, Button(say("button_rate_bad"), rating_payload(*of, is_good=False))


def _release(visit: Visit, session: Session) -> object:
    return release_escalation(
        session, ticket_of(visit), visit.login.officer.id, visit.desk.clock()
    )


def _transfer(visit: Visit, session: Session) -> object:
    desk, officer, ticket = visit.desk, visit.login.officer, ticket_of(visit)
    unit, text = visit.form["unit"], clean_reply(visit.form.get("text", ""))
    notice = desk.sentences("officer_moved", ticket=ticket, unit=desk.unit_name(unit))
    return transfer_escalation(session, ticket, officer.id, unit, text, notice, desk.clock())


def _split(visit: Visit, session: Session) -> object:
    desk, officer, ticket = visit.desk, visit.login.officer, ticket_of(visit)
    unit, text = visit.form["unit"], clean_reply(visit.form.get("text", ""))
    notice = desk.sentences("officer_split", ticket="{ticket}", unit=desk.unit_name(unit))
    return split_escalation(session, ticket, officer.id, unit, text, notice, desk.clock())


def _block(visit: Visit, session: Session) -> object:
    desk, officer, ticket = visit.desk, visit.login.officer, ticket_of(visit)
    now, reason = desk.clock(), BlockReason(visit.form["reason"])
    until = now + timedelta(days=int(visit.form["days"]))
    told = desk.sentences("officer_blocked", ticket=ticket, until=time_in_words(until))
    return block_citizen(session, ticket, officer.id, reason, until, told, now)


def _unblock(visit: Visit, session: Session) -> object:
    desk, officer = visit.desk, visit.login.officer
    notice = desk.sentences("officer_unblocked")
    return unblock_citizen(session, ticket_of(visit), officer.id, desk.clock(), notice)


def _snooze(visit: Visit, session: Session) -> object:
    now = visit.desk.clock()
    until = now + timedelta(hours=int(visit.form["hours"]))
    return snooze_escalation(session, ticket_of(visit), visit.login.officer.id, until, now)


def _note(visit: Visit, session: Session) -> object:
    text = clean_reply(visit.form["text"])
    return write_note(session, ticket_of(visit), visit.login.officer.id, text, visit.desk.clock())
