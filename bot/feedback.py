"""Presses of "Membantu" and "Tidak": kept with the turn they are about, and no turn themselves.

``answer_turn`` hands them over here. They change neither what the dialogue is about nor what a
citizen who types a number chooses among, and they count whoever has the conversation.
"""

import asyncio
from collections.abc import Callable

from bot.opening import Follow, Opened
from bot.routes import Own, RouteName
from bot.switch_gate import SwitchGate
from bot.turn_services import TurnServices
from service.conversations.ownership import conversation_at
from service.conversations.turns import rate_turn
from service.errors import UpdateChanged
from service.operations.metrics import FEEDBACK
from service.outbox.buttons import pressed_button
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome, Owner
from service.payloads import FEEDBACK_KINDS, Payload, PayloadKind
from service.replies import Answer, Button, Reply
from service.storage.database import Database
from service.updates.work import finish_update


def is_feedback(payload: Payload | None) -> bool:
    """Tell whether a press says what the citizen thinks of an answer."""
    return payload is not None and payload.kind in FEEDBACK_KINDS


def feedback_buttons(say: Callable[[str], str], turn_id: int) -> tuple[Button, ...]:
    """Return the two small buttons under the answer of a turn."""
    helped = Button(say("button_helpful"), Payload(PayloadKind.HELPFUL, str(turn_id)))
    return helped, Button(say("button_unhelpful"), Payload(PayloadKind.UNHELPFUL, str(turn_id)))


async def take_feedback(
    services: TurnServices, opened: Opened, follow: Follow | None
) -> tuple[tuple[Reply, ...], Opened | None]:
    """Keep what a citizen thinks of an answer; one line with ways on if it did not help.

    Returns:
        What the citizen is told, if anything, and what comes next in the conversation.
    """
    off = await asyncio.to_thread(services.switches.off)
    gate, route = SwitchGate(services.answers, off), Own(RouteName.FEEDBACK)
    answer = Answer((services.own_replies.reply(route),), AnsweredBy.GATEWAY)
    passed = None if gate.refusal(route) else gate.passed(route, answer)
    ways_on = passed.main if isinstance(passed, Answer) else None
    return await asyncio.to_thread(_store, services, opened, ways_on, follow)


def is_thanked(database: Database, channel: str, address: str, token: str) -> bool:
    """Tell whether a press says that an answer helped: a phone shows thanks for a moment."""
    with database.read() as session:
        conversation_id = conversation_at(session, channel, address)
        pressed = pressed_button(session, conversation_id, token) if conversation_id else None
    return pressed is not None and pressed.payload.kind is PayloadKind.HELPFUL


def _store(
    services: TurnServices, opened: Opened, ways_on: Reply | None, follow: Follow | None
) -> tuple[tuple[Reply, ...], Opened | None]:
    update, payload, now = opened.update, opened.payload, services.clock()
    if payload is None:
        raise ValueError("not a press of feedback")
    with services.database.write() as session:
        is_new = rate_turn(
            session, update.conversation_id, int(payload.argument), payload.kind.value
        )
        is_asked = is_new and payload.kind is PayloadKind.UNHELPFUL
        told = _fitting(ways_on, opened.seen.owner) if is_asked else ()
        for reply in told:  # without a turn: it takes no choice away, see ``choices``
            draft = Draft(update.conversation_id, Author.BOT, reply.text, reply.buttons)
            put_message(session, draft, now)
        if not finish_update(session, update.id, Outcome.RATED, now, update.edits):
            raise UpdateChanged(f"update {update.id}")
        following = follow(session, update.conversation_id) if follow else None
    if is_new:
        FEEDBACK.labels(payload.kind.value).inc()
    return told, following


def _fitting(ways_on: Reply | None, owner: Owner) -> tuple[Reply, ...]:
    """Return what is said: nothing while an officer answers, or while the bot is off."""
    return (ways_on,) if ways_on is not None and owner is Owner.BOT else ()
