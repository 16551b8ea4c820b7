"""What becomes of officers' messages afterwards: edited, taken back; a note stays a note.

Functions take an open ``Session`` and never commit.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.canned.places import unfilled_in
from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC
from service.escalations.access import Why
from service.escalations.changing import change_answer, refusal_of_change, withdraw_answer
from service.escalations.notes import edit_note
from service.escalations.views import ClaimRefused
from service.forum.acting import Act, refuse, reply
from service.forum.messages import Kind, State
from service.forum.orders import Saying, answer_in, is_marked, unmarked, what_is_said
from service.forum.received import ASKED, FETCHING, Received
from service.forum.tables import ForumMessage, OfficerUpdate
from service.forum.text_limits import too_long
from service.outbox.changes import Became
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
    refused = refusal_of_change(
        act.session, escalation.ticket, act.officer.officer_id, row.outbox_id, act.now
    )
    if refused is not None:
        return _refused(act, escalation, refused, "edit_not_yours")
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
    became = withdraw_answer(
        act.session, escalation.ticket, act.officer.officer_id, row.outbox_id, act.now
    )
    if isinstance(became, ClaimRefused):
        return _refused(act, escalation, became, "withdraw_not_yours")
    row.state = State.THERE
    keys = {
        Became.QUEUED: "withdraw_asked",
        Became.SHOWN: "withdraw_web",
        Became.TOO_LATE: "withdraw_refused",
    }
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
    places = unfilled_in(text)
    if places:
        return reply(act, "not_sent_places", places=", ".join(places))
    if too_long(text, is_caption=message.copied is not None):
        return reply(act, "edit_too_long")
    if found.kinds:
        reply(act, "edit_hidden", kinds=", ".join(found.kinds))
    became = change_answer(
        act.session, escalation.ticket, act.officer.officer_id, message.id, text, act.now
    )
    if isinstance(became, ClaimRefused):
        return _refused(act, escalation, became, "edit_not_yours")
    if became is Became.GONE:
        return reply(act, "edit_withdrawn")
    return reply(act, "edit_sent") if became is Became.SHOWN else "changed"


def _refused(act: Act, escalation: Escalation, refused: ClaimRefused, not_theirs: str) -> str:
    """Say why an officer may not change what they sent any more."""
    if refused.why == Why.NOT_OWN:
        return reply(act, not_theirs)
    return refuse(act, escalation.ticket, refused)
