"""What came of a message, stored at once: turn, ticket, replies and outcome, or nothing of it.

The last step of ``answer_turn``. Nothing here waits for the network.
"""

from dataclasses import replace
from datetime import datetime

from bot.authors import author_of, can_be_rated
from bot.feedback import feedback_buttons
from bot.opening import Follow, Opened
from bot.routes import AboutTicket, RouteName
from bot.turn_services import TurnServices
from service.answering.answers import DEFAULT_UNIT, Answers
from service.audit.origin import coming_from, of_citizen
from service.calendar import time_in_words
from service.conversations.ownership import ConversationState, keep_slots, state_of
from service.conversations.telling import begin_telling
from service.conversations.turns import TurnRecord, store_turn
from service.door.channels import REPORTING
from service.door.own_contacts import EMAIL, PHONE
from service.door.talks import LASTS
from service.errors import UpdateChanged
from service.escalations.blocking import blocked_until
from service.escalations.moving import hear_citizen, redirect_escalation
from service.escalations.opening import open_escalation, open_escalation_of
from service.escalations.receipts import is_receipt_due
from service.markup import with_notes
from service.outbox.deliveries import welcome_back
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Outcome, Owner
from service.payloads import Payload, PayloadKind
from service.replies import Answer, Button, Reply, Understanding
from service.storage.database import Session
from service.updates.presses import BUTTON
from service.updates.work import PendingUpdate, finish_update

WRITING_KINDS = frozenset({"text", "edited", "button", "command"})
WRITTEN = frozenset(
    {PayloadKind.DISTRESS, PayloadKind.ACCUSATION, PayloadKind.NEAR, PayloadKind.CONTACT_GIVEN}
)
REACHED_BY = frozenset({PHONE, EMAIL})  # hidden in words, and offered as a contact


def store_answer(
    services: TurnServices,
    opened: Opened,
    answer: Answer | AboutTicket,
    took: float,
    follow: Follow | None,
) -> tuple[Answer, Opened | None]:
    """Store turn, escalation and replies in one transaction, or nothing.

    A person who took the conversation over meanwhile gets the message instead of the bot's answer;
    contacts for somebody in danger are said whoever has it.

    Raises:
        UpdateChanged: It was finished or changed meanwhile.
    """
    update, seen, now = opened.update, opened.seen, services.clock()
    with coming_from(of_citizen(seen.channel)), services.database.write() as session:
        state = state_of(session, update.conversation_id)
        if state.owner is not Owner.BOT and _is_for_person(update, opened.payload):
            hear_citizen(session, update.conversation_id, now)
        if state.is_blocked:  # who writes has let the bot back, whether Telegram said so or not
            welcome_back(session, update.conversation_id, now)
        taken_over = state.version != seen.version and state.owner is not Owner.BOT
        taken_over = taken_over and not _is_distress(opened)
        unit = answer.unit
        understood = answer.understood if isinstance(answer, Answer) else None
        if isinstance(answer, AboutTicket) or taken_over:
            about = answer if isinstance(answer, AboutTicket) else AboutTicket(RouteName.RELAY)
            reply = services.own_replies.about_ticket(session, about, update, state)
            answer = Answer((reply,), AnsweredBy.GATEWAY)
        answer = _redirected(services, session, answer, unit, update.conversation_id)
        if answer.main.topic in REPORTING:  # whoever reads it may go on to tell
            channel = REPORTING[answer.main.topic]
            begin_telling(session, update.conversation_id, now, now + LASTS, channel)
        if answer.slots is not None:
            keep_slots(session, update.conversation_id, answer.slots, now)
        answer = _carry_out(
            services, session, update, _if_allowed(services, session, state, answer)
        )
        record = _record(update, answer, understood, took)
        turn_id = store_turn(session, record, now)
        _put_replies(services, session, state, answer, turn_id)
        if not finish_update(session, update.id, answer.main.outcome, now, update.edits):
            raise UpdateChanged(f"update {update.id}")
        return answer, follow(session, update.conversation_id) if follow else None


def _redirected(
    services: TurnServices, session: Session, answer: Answer, unit: str, conversation_id: str
) -> Answer:
    """Give the waiting ticket to the unit of what it turned out to be about, and say so."""
    answers = services.answers
    now = services.clock()
    ticket = unit and redirect_escalation(session, conversation_id, unit, DEFAULT_UNIT, now)
    if not ticket:
        return answer
    is_receipt_due(session, conversation_id, False, now)  # this says it as well
    said = answers.say("redirected", ticket=ticket.ticket, unit=answers.unit_name(ticket.unit))
    cancel = Button(answers.say("button_cancel"), Payload(PayloadKind.CANCEL))
    told = Reply(said, Outcome.RELAYED, (cancel,), confidence=1.0, intent="human")
    kept = (r for r in answer.replies if r.topic is not None)
    return replace(answer, replies=(*kept, told))


def _is_for_person(update: PendingUpdate, payload: Payload | None) -> bool:
    """Tell whether a person is to hear of a message: what is written or sent, and no press.

    The door makes payloads of words that are not kept, and of a place; they were written as well.
    """
    return update.kind != BUTTON and (payload is None or payload.kind in WRITTEN)


def _is_distress(opened: Opened) -> bool:
    return opened.payload is not None and opened.payload.kind is PayloadKind.DISTRESS


def _if_allowed(
    services: TurnServices, session: Session, state: ConversationState, answer: Answer
) -> Answer:
    """Refuse a new ticket where too many were opened, or to whom an officer blocked.

    The message is kept as any other.
    """
    main = answer.main
    if main.escalate is None or state.owner is not Owner.BOT:
        return answer
    with_end = blocked_until(session, state.id, services.clock())
    if with_end is None and services.may_open_ticket(state.address):
        return answer
    say = services.answers.say
    until = time_in_words(with_end) if with_end else ""
    text = say("person_blocked", until=until) if with_end else say("tickets_full")
    told = replace(main, text=text, buttons=(), outcome=Outcome.REFUSED, escalate=None)
    return Answer((told, *answer.replies[1:]), AnsweredBy.GATEWAY, answer.notes)


def _carry_out(
    services: TurnServices, session: Session, update: PendingUpdate, answer: Answer
) -> Answer:
    """Open the escalation that a reply asks for, and add what else the citizen must know."""
    main = answer.main
    if main.escalate is not None:
        ticket = open_escalation(
            session,
            update.conversation_id,
            main.escalate.unit,
            main.escalate.reason,
            services.clock(),
        )
        said = services.own_replies.escalated(session, ticket, main.escalate.topic, update.text)
        told = replace(main, text=said.text, buttons=said.buttons)
        answer = Answer((told, *answer.replies[1:]), AnsweredBy.GATEWAY, answer.notes)
    notes = (*_notes(services.answers, update, main.outcome), *answer.notes)
    if answer.is_beside:
        notes += _joined(services.answers, session, update.conversation_id, services.clock())
    if not notes:
        return answer
    last = answer.replies[-1]
    told = replace(last, text=with_notes(last.text, notes))
    return replace(answer, replies=(*answer.replies[:-1], told))


def _joined(
    answers: Answers, session: Session, conversation_id: str, now: datetime
) -> tuple[str, ...]:
    """Tell now and then that a message joined the ticket that waits, besides being answered."""
    ticket = open_escalation_of(session, conversation_id)
    if ticket is None or not is_receipt_due(session, conversation_id, False, now):
        return ()
    return (answers.say("beside_joined", ticket=ticket.ticket),)


def _notes(answers: Answers, update: PendingUpdate, outcome: Outcome) -> list[str]:
    """What was hidden, cut off, or not read; of what an officer reads, only the former two."""
    notes = []
    is_kept = update.payload is not None and update.payload.kind is PayloadKind.CONTACT_GIVEN
    hidden = [kind for kind in update.masked_kinds if not (is_kept and kind in REACHED_BY)]
    if hidden:
        notes.append(answers.say("masked", kinds=", ".join(hidden)))
    if REACHED_BY.intersection(hidden) and outcome in (Outcome.RELAYED, Outcome.ESCALATED):
        notes.append(answers.say("contact_hint"))
    if update.is_cut:
        notes.append(answers.say("too_long"))
    if outcome in (Outcome.RELAYED, Outcome.ESCALATED):
        return notes
    if update.kind == "edited":
        notes.append(answers.say("edited"))
    if update.kind not in WRITING_KINDS and update.text:
        notes.append(answers.say("caption_only"))
    return notes


def _record(
    update: PendingUpdate, answer: Answer, understood: Understanding | None, took: float
) -> TurnRecord:
    main = answer.main
    wish = main.escalate
    named = wish.topic if wish is not None and wish.is_named else None
    return TurnRecord(
        update_id=update.id,
        conversation_id=update.conversation_id,
        kind=update.kind,
        text=update.text,
        outcome=main.outcome,
        answered_by=answer.answered_by,
        topic=main.topic or named,
        topics=main.topics,
        intent=main.intent,
        confidence=main.confidence,
        duration_ms=round(took * 1000),
        surroundings=update.surroundings,
        understood=understood.as_json() if understood else None,
    )


def _put_replies(
    services: TurnServices,
    session: Session,
    state: ConversationState,
    answer: Answer,
    turn_id: int,
) -> None:
    """Put the replies in the outbox; a message that joins a ticket needs no receipt each time."""
    *before, last = answer.replies
    if can_be_rated(answer, state.owner):
        last = last.with_buttons(*feedback_buttons(services.answers.say, turn_id))
    for reply in filter(_says_something, (*before, last)):
        author = author_of(answer, reply, state.owner)
        draft = Draft(state.id, author, reply.text, reply.buttons, turn_id)
        put_message(session, draft, services.clock())


def _says_something(reply: Reply) -> bool:
    return bool(reply.text)
