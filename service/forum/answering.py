"""What officers write from the group: answers and files to a citizen, notes to each other.

Nothing is sent that does not reply to the citizen or was not ordered, and nothing that holds
personal data before its writer was asked once. Functions never commit.
"""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.canned.places import unfilled_in
from service.door.masking import mask
from service.door.officer_words import CAN_BE_PUBLIC
from service.escalations.claims import claim_and_answer, repeat_answer
from service.escalations.notes import write_note
from service.escalations.views import ClaimRefused, EscalationView
from service.file_types import MEGABYTES
from service.forum.acting import Act, escalation_meant, refuse, reply, reply_shown
from service.forum.cards import Press, Shown, button
from service.forum.homes import stands_in
from service.forum.messages import FILES, Kind, State
from service.forum.orders import answer_in
from service.forum.received import FETCHING, Received, ask, asked, finish
from service.forum.tables import ForumMessage
from service.forum.text_limits import too_long
from service.forum.web_files import (
    fetched,
    is_fetched,
    problem_of_file,
    want_file,
)
from service.outbox.files import forget_file
from service.outbox.placing import Copied, Placing
from service.outcomes import EscalationState
from service.storage.tables import Conversation, Escalation, OutboxMessage, Turn, Update

TELEGRAM = "telegram"


def answer(act: Act, text: str, *, is_checked: bool = False) -> str:
    """Send an answer to the citizen, or ask about the personal data in it; says why not."""
    view = escalation_meant(act)
    problem = _problem(act, view, text)
    if problem is not None or view is None:
        return problem or reply(act, "not_open")
    if _waits_for_file(act):
        return FETCHING
    found = mask(text)
    if found.kinds and not is_checked:
        return _ask(act, found.kinds)
    say, unit = act.means.say, act.means.unit_name(view.unit)
    outcome = claim_and_answer(
        act.session,
        view.ticket,
        act.officer.officer_id,
        text,
        say("officer_joined", ticket=view.ticket, unit=unit),
        act.now,
        placing=_placing(act),
    )
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    _record(act, view, outbox_id=outcome)
    return "answered"


def decide(act: Act, press: Press, argument: str) -> str:
    """Send an answer as its writer decided who was asked about it."""
    held = asked(act.session, int(argument)) if argument.isdecimal() else None
    if held is None:
        return reply(act, "asked_over")
    if held.account != act.received.account:
        return reply(act, "asked_of_other")
    finish(act.session, held, press.value, act.now)
    if press is Press.DO_NOT_SEND:
        if is_fetched(held):
            forget_file(act.session, fetched(held).stored or 0)
        return reply(act, "not_sent_chosen")
    leaving = CAN_BE_PUBLIC if press is Press.SEND_AS_IS else frozenset()
    text = mask(answer_in(held.text, act.means.bot_name()) or "", leaving=leaving).text
    first = _act_of(act, held)
    outcome = answer(first, text, is_checked=True)
    return reply(act, "sent_as_chosen") if outcome == "answered" else outcome


def send_again(act: Act, argument: str) -> str:
    """Send an answer again that failed, or may not have arrived."""
    message = act.session.get(OutboxMessage, int(argument)) if argument.isdecimal() else None
    row = _own_row(act.session, message.id) if message is not None else None
    if message is None or row is None or row.escalation_id is None:
        return reply(act, "asked_over")
    ticket = act.session.get_one(Escalation, row.escalation_id).ticket
    done = repeat_answer(act.session, ticket, act.officer.officer_id, message.id, act.now)
    if isinstance(done, ClaimRefused):
        return refuse(act, ticket, done)
    if not done:
        return reply(act, "asked_over")
    row.state, row.print = State.THERE, None
    return reply(act, "sent_again")


def note(act: Act, text: str) -> str:
    """Keep a note with the ticket; it never reaches the citizen."""
    words = text or (act.means.kind_name(act.received.file["kind"]) if act.received.file else "")
    view = escalation_meant(act)
    if not words:
        return reply(act, "note_how")
    if view is None:
        return reply(act, "no_ticket_here")
    outcome = write_note(act.session, view.ticket, act.officer.officer_id, words, act.now)
    if isinstance(outcome, ClaimRefused):
        return refuse(act, view.ticket, outcome)
    _record(act, view, note_id=outcome)
    return reply(act, "noted")


def _problem(act: Act, view: EscalationView | None, text: str) -> str | None:
    """Say why an answer cannot go; None when it can."""
    if act.topic is None:
        return reply(act, "no_ticket_here")
    if view is None:
        return reply(act, "not_open")
    if view.state is EscalationState.CLOSED:
        return reply(act, "is_closed", ticket=view.ticket)
    if not stands_in(act.session, view.unit, act.group.unit, act.now):
        return reply(act, "not_sent_unit", ticket=view.ticket, unit=act.means.unit_name(view.unit))
    return _problem_of_content(act, text)


def _problem_of_content(act: Act, text: str) -> str | None:
    file = act.received.file
    places = unfilled_in(text)
    if places:
        return reply(act, "not_sent_places", places=", ".join(places))
    if too_long(text):
        return reply(act, "not_sent_too_long")
    if file is None:
        return None if text.strip() else reply(act, "reply_how")
    kind = act.means.kind_name(file["kind"]).capitalize()
    if file["kind"] not in FILES:
        return reply(act, "not_sent_kind", kind=kind)
    if not _is_telegram(act):
        problem = problem_of_file(act.session, act.received)
        return reply(act, problem, limit=MEGABYTES) if problem else None
    return reply(act, "not_sent_long_caption") if too_long(text, is_caption=True) else None


def _ask(act: Act, kinds: tuple[str, ...]) -> str:
    ask(act.session, act.received, act.now)
    number, words = str(act.received.id), act.means.words
    presses = [Press.SEND_HIDDEN, Press.DO_NOT_SEND]
    if CAN_BE_PUBLIC.intersection(kinds):
        presses.insert(1, Press.SEND_AS_IS)
    rows = tuple((button(press, number, words),) for press in presses)
    reply_shown(act, Shown(words("asked_personal", kinds=", ".join(kinds)), rows))
    return "asked"


def _waits_for_file(act: Act) -> bool:
    """Let a file for the web be fetched first; tell whether it must."""
    if act.topic is None or act.received.file is None or _is_telegram(act):
        return False
    if is_fetched(act.received):
        return False
    want_file(act.session, act.received, act.topic.conversation_id)
    return True


def _placing(act: Act) -> Placing:
    if not _is_telegram(act):
        return Placing(fetched(act.received) if act.received.file is not None else None)
    file, copied = act.received.file, None
    if file is not None and act.received.number is not None:
        copied = Copied(act.received.chat, act.received.number, file["kind"])
    return Placing(copied, _citizens_message(act))


def _citizens_message(act: Act) -> str | None:
    """Return the citizen's message that is answered, as their chat numbers it."""
    row = act.target
    if row is None or row.kind not in (Kind.WORDS, Kind.FILE):
        return None
    update_id = row.update_id
    if update_id is None and row.turn_id is not None:
        update_id = act.session.get_one(Turn, row.turn_id).update_id
    return act.session.get_one(Update, update_id).message_id if update_id else None


def _is_telegram(act: Act) -> bool:
    if act.topic is None:
        return False
    return act.session.get_one(Conversation, act.topic.conversation_id).channel == TELEGRAM


def _record(
    act: Act, view: EscalationView, *, outbox_id: int | None = None, note_id: int | None = None
) -> None:
    """Note which of the officer's messages it is: its edits, receipts and replies belong to it."""
    escalation_id = act.session.scalar(
        select(Escalation.id).where(Escalation.ticket == view.ticket)
    )
    act.session.add(
        ForumMessage(
            group_id=act.group.id,
            topic_id=act.topic.id if act.topic is not None else None,
            kind=Kind.OWN,
            escalation_id=escalation_id,
            outbox_id=outbox_id,
            note_id=note_id,
            officer_id=act.officer.officer_id,
            text="",
            urgency=0,
            state=State.THERE if outbox_id is not None else State.SETTLED,
            number=act.received.number,
            attempts=0,
            created_at=act.now,
            due_at=act.now,
        )
    )
    act.session.flush()


def _own_row(session: Session, outbox_id: int) -> ForumMessage | None:
    return session.scalar(
        select(ForumMessage).where(
            ForumMessage.outbox_id == outbox_id, ForumMessage.kind == Kind.OWN
        )
    )


def _act_of(act: Act, held: Received) -> Act:
    """Return the act that was asked about, as if it happened now."""
    target = None
    if held.answers is not None:
        target = act.session.scalar(
            select(ForumMessage)
            .where(
                ForumMessage.group_id == act.group.id,
                ForumMessage.number == held.answers,
            )
            .order_by(ForumMessage.id)
            .limit(1)
        )
    return replace(act, received=held, target=target)
