"""The replies about a citizen's contact; each in the transaction that stores the turn."""

import re

from bot.routes import AboutTicket, RouteName
from service.answering.answers import Answers
from service.clock import Clock
from service.conversations.ownership import ConversationState
from service.escalations.contacts import hint_of_contact, keep_contact, take_contact_back
from service.escalations.opening import open_escalation_of
from service.outcomes import Outcome
from service.payloads import Payload, PayloadKind
from service.replies import Button, Reply
from service.storage.database import Session
from service.updates.work import PendingUpdate

HINT = re.compile(r"(tel|email)(.*)")
NAMES = {"tel": "contact_phone", "email": "contact_email"}


class ContactReplies:
    """Builds them, and does what they say."""

    def __init__(self, answers: Answers, clock: Clock) -> None:
        self._answers = answers
        self._clock = clock

    def reply(
        self, session: Session, about: AboutTicket, update: PendingUpdate, state: ConversationState
    ) -> Reply:
        """Return the reply to a route about a contact; the caller commits."""
        if about.name is RouteName.CONTACT_GIVEN:
            return self._kept(session, about.ticket, update, state)
        if about.name is RouteName.CONTACT_FORGET:
            is_gone = take_contact_back(session, state.id, self._clock())
            return self._say("contact_forgotten" if is_gone else "contact_none", Outcome.ANSWERED)
        ticket = open_escalation_of(session, state.id)
        if ticket is None:
            return self._say("contact_no_ticket")
        if about.name is RouteName.NO_CONTACT:
            return self._say("contact_not_given", Outcome.SMALL_TALK)
        hint = hint_of_contact(session, ticket.ticket)
        if hint is None:
            asked = self._say("contact_ask", ticket=ticket.ticket)
            return asked.with_buttons(self._button("button_no_contact", PayloadKind.NO_CONTACT))
        contact = self._in_words(hint)
        asked = self._say("contact_ask_again", ticket=ticket.ticket, contact=contact)
        keep = self._button("button_keep_contact", PayloadKind.NO_CONTACT)
        return asked.with_buttons(keep, self.forget_button())

    def told_beside_status(self, session: Session, state: ConversationState) -> str:
        """Return what is kept of a citizen's contact, in words; empty where nothing is."""
        ticket = open_escalation_of(session, state.id)
        hint = hint_of_contact(session, ticket.ticket) if ticket else None
        return self._answers.say("contact_status", contact=self._in_words(hint)) if hint else ""

    def give_button(self) -> Button:
        """Return the button by which a contact is offered."""
        return self._button("button_give_contact", PayloadKind.CONTACT)

    def forget_button(self) -> Button:
        """Return the button by which a contact is taken back."""
        return self._button("button_forget_contact", PayloadKind.CONTACT_FORGET)

    def _kept(
        self, session: Session, hint: str, update: PendingUpdate, state: ConversationState
    ) -> Reply:
        if update.sealed is None:  # its words were changed while it waited
            return self._say("contact_unread")
        ticket = keep_contact(session, state.id, update.sealed, hint, self._clock())
        if ticket is None:
            return self._say("contact_no_ticket")
        told = self._say(
            "contact_kept", Outcome.RELAYED, ticket=ticket.ticket, contact=self._in_words(hint)
        )
        return told.with_buttons(self.forget_button())

    def _in_words(self, hint: str) -> str:
        """Return "nomor telepon yang berakhir dengan 890"."""
        found = (HINT.fullmatch(one) for one in hint.split("+"))
        return " dan ".join(
            self._answers.say(NAMES[one[1]], part=one[2]) for one in found if one is not None
        )

    def _button(self, key: str, kind: PayloadKind) -> Button:
        return Button(self._answers.say(key), Payload(kind))

    def _say(self, key: str, outcome: Outcome = Outcome.CLARIFIED, /, **values: object) -> Reply:
        return Reply(self._answers.say(key, **values), outcome, confidence=1.0)
