"""``answer_turn``: every step of one message, in order. Read this first.

The inbox calls it with one update of a conversation at a time. It asks Rasa, or the knowledge
base alone when Rasa is down, and stores turn, escalation and replies in one transaction.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import structlog

from bot.own_replies import OwnReplies
from bot.rasa_client import Assistant
from bot.routes import ABOUT_TICKETS, AboutTicket, Own, Route, RouteName, Say, choose_route
from bot.switch_gate import SwitchGate
from service.answering.answers import Answers
from service.clock import Clock
from service.conversations.ownership import ConversationState, keep_slots, state_of
from service.conversations.turns import TurnRecord, store_turn
from service.door.door import MORE, Door
from service.errors import AssistantUnavailable
from service.escalations.claims import open_escalation
from service.operations.metrics import ASSISTANT_FAILURES, STAGE_SECONDS, TURNS
from service.operations.switches import SwitchedOff, Switches
from service.outbox.queue import Draft, choices, pressed_button, put_message
from service.outcomes import AnsweredBy, Author, EscalationReason, Outcome, Owner
from service.payloads import Payload, PayloadKind
from service.replies import Answer, Button, Reply
from service.storage.database import Database, Session
from service.updates.work import PendingUpdate, finish_update

NO_ACCUSATION = (Outcome.ESCALATED, Outcome.SMALL_TALK)
WRITING_KINDS = frozenset({"text", "edited", "button", "command"})

Follow = Callable[[Session, str], "Opened | None"]

log = structlog.get_logger()


@dataclass(frozen=True)
class TurnServices:
    """What a turn stands on."""

    database: Database
    answers: Answers
    own_replies: OwnReplies
    assistant: Assistant
    switches: Switches
    clock: Clock
    door: Door = field(default_factory=Door)


@dataclass(frozen=True)
class Opened:
    """What one message is answered from, read together with it.

    Attributes:
        update: The message; of a press the text is the label that was pressed.
        seen: Whose conversation it was then.
        payload: What a button or a command means, None for writing.
        offered: The buttons under the newest reply.
    """

    update: PendingUpdate
    seen: ConversationState
    payload: Payload | None
    offered: Sequence[Button]


@dataclass(frozen=True)
class TurnResult:
    """What came of one message: what was recorded, and what the citizen reads.

    Attributes:
        following: The conversation's next message, where somebody asked for it.
    """

    outcome: Outcome
    replies: tuple[Reply, ...]
    answered_by: AnsweredBy
    following: Opened | None = None


def open_turn(session: Session, update: PendingUpdate) -> Opened:
    """Read what is needed to answer an update: one look serves until the answer is stored."""
    seen = state_of(session, update.conversation_id)
    offered = choices(session, update.conversation_id)
    payload = update.payload
    if update.kind == "button":
        pressed = pressed_button(session, update.conversation_id, update.pressed or "")
        payload = pressed.payload if pressed else Payload(PayloadKind.OLD_BUTTON)
        update = replace(update, text=pressed.label if pressed else "")
    return Opened(update, seen, payload, offered)


async def answer_turn(
    services: TurnServices, opened: Opened, follow: Follow | None = None
) -> TurnResult:
    """Answer one update and store what came of it, all or nothing.

    ``follow`` finds what comes next in the conversation, in the transaction that stores the turn.
    """
    started = time.monotonic()
    update, seen = opened.update, opened.seen
    route = choose_route(update, seen.owner, opened.payload, opened.offered)
    gate = SwitchGate(services.answers, await _switched_off(services.switches))
    with STAGE_SECONDS.labels("assistant").time():
        answer = gate.refusal(route) or gate.passed(
            route, await _answer(services, update, seen, route)
        )
    took = time.monotonic() - started
    with STAGE_SECONDS.labels("store").time():
        stored, following = await asyncio.to_thread(
            _store, services, update, seen, answer, took, follow
        )
    _count(stored, time.monotonic() - started)
    log.info(
        "turn",
        update=update.id,
        conversation=update.conversation_id,
        outcome=stored.main.outcome.value,
        answered_by=stored.answered_by.value,
        ms=round((time.monotonic() - started) * 1000),
    )
    return TurnResult(stored.main.outcome, stored.replies, stored.answered_by, following)


def _count(stored: Answer, seconds: float) -> None:
    TURNS.labels(stored.main.outcome.value, stored.answered_by.value).inc()
    STAGE_SECONDS.labels("turn").observe(seconds)


async def _switched_off(switches: Switches) -> Mapping[str, SwitchedOff]:
    return switches.known() if switches.is_fresh() else await asyncio.to_thread(switches.off)


async def _answer(
    services: TurnServices, update: PendingUpdate, seen: ConversationState, route: Route
) -> Answer | AboutTicket:
    """Return what to say, or that it is about a ticket."""
    if isinstance(route, Own):
        return await _answer_ourselves(services, update, route)
    try:
        slots = seen.slots_at(services.clock())
        slots = {**slots, **_said_before(services.answers, update.about)}
        return await services.assistant.ask(update.conversation_id, route.to_rasa, slots)
    except AssistantUnavailable as error:
        ASSISTANT_FAILURES.labels(type(error).__name__).inc()
        log.warning("assistant_unavailable", update=update.id, error=str(error))
        return await asyncio.to_thread(_without_rasa, services.answers, route)


async def _answer_ourselves(
    services: TurnServices, update: PendingUpdate, route: Own
) -> Answer | AboutTicket:
    if route.name in ABOUT_TICKETS:
        return AboutTicket(route.name)
    if route.name is RouteName.ACCUSATION:
        return await _answer_accusation(services, update, route)
    reply = await asyncio.to_thread(services.own_replies.reply, route)
    return Answer((reply,), AnsweredBy.GATEWAY)


def _said_before(answers: Answers, about: str | None) -> dict[str, str]:
    """Return the slots of the old answer that a citizen replied to, none where there is none."""
    article = answers.knowledge.article(about) if about else None
    return {"topic": article.id, "title": article.title} if article else {}


async def _answer_accusation(services: TurnServices, update: PendingUpdate, route: Own) -> Answer:
    """Lead an accusation to its channel by its words, which are in memory only, or by the door."""
    channel = route.argument
    told, understood = services.door.take(route.token), None
    if told is not None and channel != MORE:
        with contextlib.suppress(AssistantUnavailable):
            said = await services.assistant.ask(update.conversation_id, told.lstrip("/ \n"), {})
            if said.main.outcome in NO_ACCUSATION:
                return said  # "mana petugasnya!!": the door was too careful
            understood = said.main
    reply = await asyncio.to_thread(services.answers.accusation, channel, understood)
    return Answer((reply,), AnsweredBy.GATEWAY)


def _without_rasa(answers: Answers, route: Say) -> Answer:
    """Answer from the same knowledge base, and say that something is down."""
    if route.wants_person:
        reply: Reply | None = answers.escalate(answers.unit_of(None), EscalationReason.ASKED, 1.0)
    elif route.topic is not None:
        reply = answers.article(route.topic)
    elif route.intent is not None:
        reply = answers.small_talk(route.intent, 1.0)
    else:
        reply = None
    found = reply or answers.by_search(route.text)
    return Answer((found,), AnsweredBy.KNOWLEDGE, (answers.say("assistant_down"),))


def _store(
    services: TurnServices,
    update: PendingUpdate,
    seen: ConversationState,
    answer: Answer | AboutTicket,
    took: float,
    follow: Follow | None,
) -> tuple[Answer, Opened | None]:
    """Store turn, escalation and replies in one transaction, or nothing.

    A person who took the conversation over meanwhile gets the message instead of the bot's answer.
    """
    now = services.clock()
    with services.database.write() as session:
        state = state_of(session, update.conversation_id)
        taken_over = state.version != seen.version and state.owner is not Owner.BOT
        if isinstance(answer, AboutTicket) or taken_over:
            name = answer.name if isinstance(answer, AboutTicket) else RouteName.RELAY
            reply = services.own_replies.about_ticket(session, name, update, state)
            answer = Answer((reply,), AnsweredBy.GATEWAY)
        if answer.slots is not None:
            keep_slots(session, update.conversation_id, answer.slots, now)
        answer = _carry_out(services, session, update, answer)
        turn_id = store_turn(session, _record(update, answer, took), now)
        _put_replies(services, session, update, answer, turn_id)
        if not finish_update(session, update.id, answer.main.outcome, now):
            raise RuntimeError(f"update {update.id} was finished by another gateway")
        return answer, follow(session, update.conversation_id) if follow else None


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
        said = services.own_replies.escalated(ticket)
        told = replace(main, text=said.text, buttons=said.buttons)
        answer = Answer((told, *answer.replies[1:]), AnsweredBy.GATEWAY, answer.notes)
    notes = (*_notes(services.answers, update, main.outcome), *answer.notes)
    if not notes:
        return answer
    last = answer.replies[-1]
    told = replace(last, text="\n\n".join([last.text, *notes]))
    return replace(answer, replies=(*answer.replies[:-1], told))


def _notes(answers: Answers, update: PendingUpdate, outcome: Outcome) -> list[str]:
    """What was hidden, cut off, or not read; of what an officer reads, only the former two."""
    notes = []
    if update.masked_kinds:
        notes.append(answers.say("masked", kinds=", ".join(update.masked_kinds)))
    if update.is_cut:
        notes.append(answers.say("too_long"))
    if outcome in (Outcome.RELAYED, Outcome.ESCALATED):
        return notes
    if update.kind == "edited":
        notes.append(answers.say("edited"))
    if update.kind not in WRITING_KINDS and update.text:
        notes.append(answers.say("caption_only"))
    return notes


def _record(update: PendingUpdate, answer: Answer, took: float) -> TurnRecord:
    main = answer.main
    return TurnRecord(
        update_id=update.id,
        conversation_id=update.conversation_id,
        kind=update.kind,
        text=update.text,
        outcome=main.outcome,
        answered_by=answer.answered_by,
        topic=main.topic,
        topics=main.topics,
        intent=main.intent,
        confidence=main.confidence,
        duration_ms=round(took * 1000),
    )


def _put_replies(
    services: TurnServices, session: Session, update: PendingUpdate, answer: Answer, turn_id: int
) -> None:
    author = Author.SYSTEM if answer.answered_by is AnsweredBy.GATEWAY else Author.BOT
    for reply in answer.replies:
        draft = Draft(update.conversation_id, author, reply.text, reply.buttons, turn_id)
        put_message(session, draft, services.clock())
