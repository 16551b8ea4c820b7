"""``answer_turn``: every step of one message, in order. Read this first.

The inbox calls it with one update of a conversation at a time. ``opening`` has read what it is
answered from, ``storing`` keeps what came of it.
"""

import asyncio
import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog

from bot.beside import beside_ticket
from bot.feedback import is_feedback, take_feedback
from bot.opening import Follow, Opened
from bot.routes import ABOUT_TICKETS, AboutTicket, Own, Route, RouteName, Say, choose_route
from bot.storing import store_answer
from bot.switch_gate import SwitchGate
from bot.turn_services import TurnServices
from service.answering.accused import (
    accusation_reply,
    answered_beside,
    asks_in_small_words,
    wishes_person,
)
from service.answering.answers import Answers
from service.answering.memory import SLOT, memory_as_slot, memory_in, without_matter
from service.answering.without_rasa import reply_without_rasa
from service.content.named_topics import OFFICES
from service.conversations.ownership import ConversationState
from service.door.door import DISTRESS_AND
from service.door.talks import MORE
from service.errors import AssistantUnavailable
from service.operations.metrics import ASSISTANT_FAILURES, DISTRESS, STAGE_SECONDS, TURNS
from service.operations.switches import SwitchedOff, Switches
from service.outcomes import AnsweredBy, EscalationReason, Outcome
from service.payloads import Payload, PayloadKind
from service.replies import Answer, Reply
from service.updates.work import PendingUpdate

log = structlog.get_logger()


NOTHING_HELD = frozenset(
    {Outcome.ANSWERED, Outcome.REPEATED, Outcome.SMALL_TALK, Outcome.REFERRED}
)  # what a held message may be answered in which there is nothing to be held


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


async def answer_turn(
    services: TurnServices, opened: Opened, follow: Follow | None = None
) -> TurnResult:
    """Answer one update and store what came of it, all or nothing.

    1. Choose the route: a reply of our own, a relay to an officer, or a question for Rasa.
    2. Refuse it, when the whole bot is switched off.
    3. Answer it: ourselves, by Rasa, or by search when Rasa fails.
    4. Take out of the answer what is switched off.
    5. Beside a waiting ticket, say only what is sure, or that the message is relayed.
    6. Look again at who owns the conversation, and store turn, ticket, replies and outcome.
    7. In the same transaction, find what comes next in the conversation.

    A press that says whether an answer helped is no question: ``feedback`` takes it.

    Args:
        services: What every turn stands on.
        opened: The message, and what was read with it.
        follow: Finds what comes next; without it nothing follows.

    Raises:
        DatabaseUnavailable: Nothing was stored; the message stays to be answered.
    """
    if is_feedback(opened.payload):
        told, following = await take_feedback(services, opened, follow)
        return TurnResult(Outcome.RATED, told, AnsweredBy.GATEWAY, following)
    started = time.monotonic()
    with STAGE_SECONDS.labels("assistant").time():
        answer = await _decide(services, opened)
    took = time.monotonic() - started
    with STAGE_SECONDS.labels("store").time():
        stored, following = await asyncio.to_thread(
            store_answer, services, opened, answer, took, follow
        )
    _tell(opened.update, stored, time.monotonic() - started)
    _count_distress(opened.payload)
    return TurnResult(stored.main.outcome, stored.replies, stored.answered_by, following)


async def _decide(services: TurnServices, opened: Opened) -> Answer | AboutTicket:
    """Return what to say, without what is switched off."""
    route = choose_route(
        opened.update, opened.seen.owner, opened.payload, opened.offered, opened.closed
    )
    gate = SwitchGate(services.answers, await _switched_off(services.switches))
    answer = gate.refusal(route) or gate.passed(
        route, await _answer(services, opened.update, opened.seen, route)
    )
    is_beside = isinstance(route, Say) and route.is_beside
    if not is_beside:
        return answer
    matter = memory_in(opened.seen.slots_at(services.clock())).matter
    return beside_ticket(services.answers, answer, is_for_nothing=matter is None)


def _tell(update: PendingUpdate, stored: Answer, seconds: float) -> None:
    outcome, answered_by = stored.main.outcome.value, stored.answered_by.value
    TURNS.labels(outcome, answered_by).inc()
    STAGE_SECONDS.labels("turn").observe(seconds)
    log.info(
        "turn",
        update=update.id,
        conversation=update.conversation_id,
        outcome=outcome,
        answered_by=answered_by,
        ms=round(seconds * 1000),
    )


def _count_distress(payload: Payload | None) -> None:
    if payload is not None and payload.kind is PayloadKind.DISTRESS:
        kind, _, _ = payload.argument.partition(DISTRESS_AND)
        DISTRESS.labels(kind).inc()


async def _switched_off(switches: Switches) -> Mapping[str, SwitchedOff]:
    return switches.known() if switches.is_fresh() else await asyncio.to_thread(switches.off)


async def _answer(
    services: TurnServices, update: PendingUpdate, seen: ConversationState, route: Route
) -> Answer | AboutTicket:
    """Return what to say, or that it is about a ticket."""
    if isinstance(route, Own):
        return await _answer_ourselves(services, update, seen, route)
    slots = {**_slots(services, seen), **_said_before(services.answers, update.about)}
    try:
        said = await services.assistant.ask(update.conversation_id, route.to_rasa, slots)
    except AssistantUnavailable as error:
        ASSISTANT_FAILURES.labels(type(error).__name__).inc()
        log.warning("assistant_unavailable", update=update.id, error=str(error))
        said = await asyncio.to_thread(_without_rasa, services.answers, route, slots)
    return _with_also(services.answers, said, route.also)


async def _answer_ourselves(
    services: TurnServices, update: PendingUpdate, seen: ConversationState, route: Own
) -> Answer | AboutTicket:
    if route.name in ABOUT_TICKETS:
        return AboutTicket(route.name, route.argument)
    if route.name in (RouteName.ACCUSATION, RouteName.ACCUSATION_IN_HANDS):
        return await _answer_accusation(services, update, seen, route)
    reply = await asyncio.to_thread(services.own_replies.reply, route)
    before = seen.slots_at(services.clock())
    about = _in_danger(route, before) or _office_in_talk(services.answers, route, before)
    return Answer((reply,), AnsweredBy.GATEWAY, slots={**before, **about} if about else None)


def _slots(services: TurnServices, seen: ConversationState) -> Mapping[str, Any]:
    """Return what the dialogue is about; after a pause a wish for a person is about nothing."""
    now = services.clock()
    slots = seen.slots_at(now)
    return without_matter(slots) if slots and seen.is_paused_at(now) else slots


def _in_danger(route: Own, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots after help for somebody in distress: "ada WA-nya?" is about that help."""
    if route.name is not RouteName.DISTRESS:
        return {}
    kind, _, _ = route.argument.partition(DISTRESS_AND)
    return {SLOT: memory_as_slot(replace(memory_in(before), danger=kind, asked=None))}


def _office_in_talk(answers: Answers, route: Own, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the slots of an office that the gateway showed: further questions are about it."""
    article = answers.knowledge.article(OFFICES)
    code = (
        answers.offices.code_at(route.argument) if route.name is RouteName.NEAR else route.argument
    )
    if route.name not in (RouteName.NEAR, RouteName.OFFICE) or article is None or code is None:
        return {}
    memory = memory_in(before).with_topic(article.id).with_office(code)
    about = {"topic": article.id, "title": article.title, "office": code}
    return {**about, SLOT: memory_as_slot(memory)}


def _with_also(answers: Answers, answer: Answer, topic: str | None) -> Answer:
    """Name the second thing that was chosen under the answer to the first."""
    *before, last = answer.replies
    told = answers.with_also(last, topic) if topic else None
    return replace(answer, replies=(*before, told)) if told else answer


def _said_before(answers: Answers, about: str | None) -> dict[str, str]:
    """Return the slots of the old answer that a citizen replied to, none where there is none."""
    article = answers.knowledge.article(about) if about else None
    return {"topic": article.id, "title": article.title} if article else {}


async def _answer_accusation(
    services: TurnServices, update: PendingUpdate, seen: ConversationState, route: Own
) -> Answer:
    """Lead an accusation to its channel, as the door told it.

    Its words, which are in memory only, are asked of Rasa: an article of the channel's own may fit
    better, and a ticket is opened for who asks for one in so many words.
    """
    told, understood = services.door.take(route.token), None
    in_hands = route.name is RouteName.ACCUSATION_IN_HANDS
    is_small = told is not None and asks_in_small_words(services.answers, told)
    if told is not None and is_small and not in_hands:
        with contextlib.suppress(AssistantUnavailable):
            said = await services.assistant.ask(
                update.conversation_id, told.lstrip("/ \n"), _slots(services, seen)
            )
            if said.main.outcome in NOTHING_HELD:
                return replace(said, understood=None)
    if told is not None and not in_hands and not route.argument.startswith(MORE):
        with contextlib.suppress(AssistantUnavailable):
            said = await services.assistant.ask(update.conversation_id, told.lstrip("/ \n"), {})
            if said.main.outcome is Outcome.ESCALATED and wishes_person(told):
                return replace(said, understood=None)
            understood = said.main
    reply = await asyncio.to_thread(
        accusation_reply, services.answers, route.argument, understood, in_hands=in_hands
    )
    beside = answered_beside(told or "", understood, reply)
    slots = _after_accusation(services.answers, seen.slots_at(services.clock()), reply, beside)
    replies = (reply, beside) if beside else (reply,)
    return Answer(replies, AnsweredBy.GATEWAY, slots=slots)


def _after_accusation(
    answers: Answers, before: Mapping[str, Any], reply: Reply, beside: Reply | None = None
) -> Mapping[str, Any]:
    """Return the slots after an accusation: its channel is the topic; particulars may follow.

    What was answered beside it came last, and is the topic.
    """
    memory = replace(memory_in(before), is_held=True, asked=None, referred=None)
    about: dict[str, Any] = {}
    for said in filter(None, (reply, beside)):
        article = answers.knowledge.article(said.topic) if said.topic else None
        if article is not None:
            about = {"topic": article.id, "title": article.title}
            memory = memory.with_topic(article.id)
    return {**before, **about, SLOT: memory_as_slot(memory)}


def _without_rasa(answers: Answers, route: Say, slots: Mapping[str, Any]) -> Answer:
    """Answer from the same knowledge base, and say that something is down."""
    if route.wants_person:
        reply: Reply | None = answers.escalate(None, EscalationReason.ASKED, 1.0)
    elif route.topic is not None:
        reply = answers.article(route.topic)
    elif route.intent == PayloadKind.DENY:
        reply = answers.not_understood((), 1.0, 0, route.intent)
    elif route.intent is not None:
        reply = answers.small_talk(route.intent, 1.0)
    else:
        reply = None
    found = reply or reply_without_rasa(answers, route.text, slots)
    return Answer((found,), AnsweredBy.KNOWLEDGE, (answers.say("assistant_down"),))
