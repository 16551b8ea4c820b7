"""What becomes of officers' messages afterwards: edited, taken back; a note stays a note.

Functions take an open ``Session`` and never commit.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC
from service.escalations.access import Glimpse, Need, access_escalation
from service.escalations.events import happen, officer
from service.escalations.notes import edit_note
from service.escalations.standing import EventKind
from service.escalations.views import ClaimRefused, locked_row
from service.forum.acting import Act, refuse, reply
from service.forum.messages import Kind, State
from service.forum.orders import Saying, answer_in, is_marked, unmarked, what_is_said
from service.forum.received import ASKED, FETCHING, Received
from service.forum.tables import ForumMessage, OfficerUpdate
from service.forum.text_limits import too_long
from service.outbox.changes import Became, change_message, withdraw_message
from service.outcomes import EscalationState
from service.storage.tables import Escalation, OutboxMessage


def edit(act: Act, row: ForumMessage) -> str:
    """Follow an edit of an officer's message: a note stays one, an answer changes."""
    text = act.received.text
    if row.officer_id != act.officer.officer_id or row.escalation_id is None:
        return "ignored"
    escalation = act.session.get_one(Escalation, row.escalation_id)
    if row.note_id is not None:
        return _edit_note(act, row, escalation)
    if row.outbox_id is None:
        return "ignored"
    if is_marked(text):
        return reply(act, "edit_is_note_now")
    words = answer_in(text, act.means.bot_name())
    if not words:
        return reply(act, "edit_is_order" if words is None else "reply_how")
    refused = _refusal(act, escalation, "edit_not_yours")
    if refused is not None:
        return refused
    return _edit_answer(act, row, escalation, words)


def withdraw(act: Act) -> str:
    """Take back the answer that is replied to."""
    row: ForumMessage | None = act.target
    if row is None:
        return reply(act, "withdraw_how")
    if row.kind != Kind.OWN or row.outbox_id is None or row.escalation_id is None:
        return reply(act, "withdraw_not_yours")
    escalation = act.session.get_one(Escalation, row.escalation_id)
    if row.officer_id != act.officer.officer_id:
        return reply(act, "withdraw_not_yours")
    refused = _refusal(act, escalation, "withdraw_not_yours")
    if refused is not None:
        return refused
    became = withdraw_message(act.session, row.outbox_id, act.now)
    _happened(act, escalation, EventKind.WITHDREW, row.outbox_id)
    row.state = State.THERE
    keys = {Became.QUEUED: "withdraw_asked", Became.CORRECTED: "withdraw_web"}
    return reply(act, keys.get(became, "withdrawn"))


def own_message(session: Session, group_id: int, number: str | None) -> ForumMessage | None:
    """Return what is recorded of an officer's message."""
    return session.scalar(
        select(ForumMessage).where(
            ForumMessage.group_id == group_id,
            ForumMessage.number == number,
            ForumMessage.kind == Kind.OWN,
        )
    )


def edit_unsent(act: Act) -> str:
    """Follow an edit of what did not go out: asked about, refused, or an order with a slip."""
    received: Received = act.received
    row = act.session.scalar(
        select(OfficerUpdate)
        .where(
            OfficerUpdate.chat == received.chat,
            OfficerUpdate.number == received.number,
            OfficerUpdate.kind == "message",
        )
        .order_by(OfficerUpdate.id.desc())
        .limit(1)
    )
    if row is None or row.account != received.account or is_marked(received.text):
        return "ignored"
    words = answer_in(received.text, act.means.bot_name())
    if words is None:
        return reply(act, "edit_is_order")
    if row.state in (ASKED, FETCHING):
        row.text = received.text
        return "edit"
    is_ordered = words != received.text.strip()
    is_answer = is_ordered or what_is_said(received.text, act.answered) is Saying.ANSWER
    return reply(act, "edit_not_sent") if is_answer else "ignored"


def _edit_note(act: Act, row: ForumMessage, escalation: Escalation) -> str:
    text = unmarked(act.received.text) or act.received.text
    done = edit_note(
        act.session, escalation.ticket, act.officer.officer_id, row.note_id or 0, text, act.now
    )
    if isinstance(done, ClaimRefused):
        return refuse(act, escalation.ticket, done)
    return "noted" if is_marked(act.received.text) else reply(act, "note_edit_kept")


def _edit_answer(act: Act, row: ForumMessage, escalation: Escalation, text: str) -> str:
    message = act.session.get_one(OutboxMessage, row.outbox_id)
    chosen = CAN_BE_PUBLIC.intersection(mask(message.text).kinds)  # sent as it is, when asked
    found = mask(text, leaving=chosen)
    text = found.text
    if message.text == text:
        return "unchanged"
    if too_long(text, is_caption=message.copied is not None):
        return reply(act, "edit_too_long")
    if found.kinds:
        reply(act, "edit_hidden", kinds=", ".join(found.kinds))
    correction = act.means.words("correction", text=text)
    became = change_message(act.session, message.id, text, correction, act.now)
    if became is Became.GONE:
        return reply(act, "edit_withdrawn")
    _happened(act, escalation, EventKind.CHANGED, message.id)
    return reply(act, "edit_sent") if became is Became.CORRECTED else "changed"


def _refusal(act: Act, escalation: Escalation, not_theirs: str) -> str | None:
    """Say why an officer may not change what they sent any more; None when they may.

    They may not once somebody else has it, nor where they may not reach it themselves.
    """
    number = act.officer.officer_id
    is_over = escalation.state == EscalationState.CLOSED
    if number != (escalation.last_officer_id if is_over else escalation.officer_id):
        return reply(act, not_theirs)
    need = Need.VIEW if is_over else Need.ACT  # nothing new is taken: who is away may mend it
    found = access_escalation(act.session, escalation.ticket, number, need, act.now)
    if isinstance(found, Glimpse):
        return refuse(act, escalation.ticket, ClaimRefused(None, found.why))
    return None


def _happened(act: Act, escalation: Escalation, kind: EventKind, message_id: int) -> None:
    row = locked_row(act.session, escalation.ticket)
    who = officer(act.officer.officer_id)
    happen(act.session, row, kind, who, act.now, message=message_id)
