"""What is switched off is not said: the one door between an answer and the citizen.

``answer_turn`` passes every message through it, whoever answers: Rasa, the knowledge base alone,
a button or a menu. What a person is doing goes on: relays, tickets and their state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.routes import ABOUT_TICKETS, AboutTicket, Own, Route, RouteName, Say
from service.answering.answers import Answers
from service.content.named_topics import CONTACT
from service.markup import escaped
from service.operations.switches import (
    BOT,
    ESCALATION,
    SwitchedOff,
    article_switch,
    intent_switch,
)
from service.outcomes import AnsweredBy, EscalationReason, Outcome
from service.payloads import Payload, PayloadKind, topic_payload
from service.replies import Answer, Button, Reply

ALWAYS_OPEN = ABOUT_TICKETS | {
    RouteName.ACCUSATION,  # whoever accuses somebody must read where that is safe
    RouteName.ACCUSATION_IN_HANDS,
    RouteName.DISTRESS,  # whoever is in danger must read who helps
    RouteName.DISTRESS_IN_HANDS,
}
ACTED_ON = frozenset({Outcome.ANSWERED, Outcome.SMALL_TALK, Outcome.REFERRED, Outcome.ESCALATED})


@dataclass(frozen=True)
class SwitchGate:
    """Lets one message through, or says what citizens are told instead.

    Attributes:
        off: What is off now, by the switch's name.
    """

    answers: Answers
    off: Mapping[str, SwitchedOff]

    def refusal(self, route: Route) -> Answer | None:
        """Return what is said while the whole bot is off; None when the message goes its way."""
        if BOT not in self.off or (isinstance(route, Own) and route.name in ALWAYS_OPEN):
            return None
        if isinstance(route, Say) and route.wants_person and self._officer():
            reply = self.answers.escalate(None, EscalationReason.ASKED, 1.0)
            return Answer((reply,), AnsweredBy.GATEWAY)
        instead = self._instead(self.off[BOT], *self._officer())
        return Answer((instead,), AnsweredBy.GATEWAY)

    def passed(self, route: Route, answer: Answer | AboutTicket) -> Answer | AboutTicket:
        """Return the answer without what is off; what is about a ticket that is open passes."""
        if isinstance(answer, AboutTicket):
            is_new = answer.name in (RouteName.REOPEN, RouteName.AFTER_CLOSING)
            if is_new and ESCALATION in self.off:
                return Answer((self._without_officer(),), AnsweredBy.GATEWAY)
            return answer
        if not self.off:
            return answer
        replies = dict.fromkeys(self._reply(route, reply) for reply in answer.replies)
        told = replace(answer, replies=tuple(replies))
        return replace(told, notes=()) if told.main.outcome is Outcome.SWITCHED_OFF else told

    def _reply(self, route: Route, reply: Reply) -> Reply:
        if ESCALATION in self.off and (reply.escalate or reply.offers_officer):
            return self._without_officer()
        off = self._intent_off(route, reply) or self._article_off(reply.topic)
        if off is not None:
            return self._instead(off, self._topics(), *self._officer())
        if reply.outcome is Outcome.CLARIFIED and any(map(self._is_off, reply.topics)):
            return self._clarify_less(reply)
        buttons = tuple(button for button in reply.buttons if self._may_show(button))
        return replace(reply, buttons=buttons)

    def _intent_off(self, route: Route, reply: Reply) -> SwitchedOff | None:
        """Return the switch of the intent that was acted on; a chosen topic is no guess."""
        if not isinstance(route, Say) or route.topic or reply.outcome not in ACTED_ON:
            return None
        return self.off.get(intent_switch(reply.intent or ""))

    def _without_officer(self) -> Reply:
        contact = self.answers.knowledge.article(CONTACT)
        told = self._instead(self.off[ESCALATION], self._topics())
        if contact is None or self._is_off(CONTACT):
            return told
        how, _, _ = contact.text.partition("\n\n")
        text = f"{told.text}\n\n{escaped(how)}"
        return replace(told, text=text).with_buttons(Button(contact.title, topic_payload(CONTACT)))

    def _clarify_less(self, reply: Reply) -> Reply:
        """Offer again what may be chosen; with nothing left say why."""
        left = [topic for topic in reply.topics if not self._is_off(topic)]
        offered = self.answers.clarify(left, reply.confidence) if left else None
        first_off = self.off[article_switch(next(filter(self._is_off, reply.topics)))]
        return offered or self._instead(first_off, self._topics(), *self._officer())

    def _may_show(self, button: Button) -> bool:
        payload = button.payload
        if payload.kind is PayloadKind.HUMAN:
            return bool(self._officer())
        is_of_article = payload.kind in (PayloadKind.TOPIC, PayloadKind.MORE)
        return not (is_of_article and self._is_off(payload.argument))

    def _is_off(self, topic: str) -> bool:
        return self._article_off(topic) is not None

    def _article_off(self, topic: str | None) -> SwitchedOff | None:
        return self.off.get(article_switch(topic)) if topic else None

    def _instead(self, off: SwitchedOff, *buttons: Button) -> Reply:
        return Reply(escaped(off.text), Outcome.SWITCHED_OFF, buttons, confidence=1.0)

    def _topics(self) -> Button:
        return Button(self.answers.say("button_topics"), Payload(PayloadKind.MENU))

    def _officer(self) -> tuple[Button, ...]:
        if ESCALATION in self.off or intent_switch("human") in self.off:
            return ()
        return (Button(self.answers.say("button_officer"), Payload(PayloadKind.HUMAN)),)
