"""The replies that need no understanding: commands, menus, tickets, receipts, unreadable media."""

from collections.abc import Callable
from dataclasses import replace

from bot.contact_replies import ContactReplies
from bot.routes import ABOUT_CONTACTS, AboutTicket, Own, RouteName
from service.answering.accused import accusation_reply
from service.answering.answers import Answers
from service.answering.due_words import (
    closed_in_words,
    deadline_in_words,
    hours_in_words,
    zone_of_talk,
)
from service.answering.emergency import distress_reply
from service.answering.menus import Menus
from service.answering.status import status_reply
from service.calendar import Zone, time_in_words
from service.clock import Clock
from service.conversations.ownership import ConversationState, state_of
from service.conversations.turns import recent_texts
from service.escalations.blocking import blocked_until
from service.escalations.closing import cancel_escalation
from service.escalations.deadlines import due_of, set_due
from service.escalations.opening import open_escalation_of
from service.escalations.ratings import rate_escalation
from service.escalations.receipts import is_receipt_due
from service.escalations.reopening import reopen_escalation
from service.escalations.views import EscalationView
from service.outcomes import EscalationState, Outcome, Owner
from service.payloads import Payload, PayloadKind, reopen_payload
from service.replies import Button, Reply
from service.storage.database import Session
from service.updates.work import PendingUpdate

FILE_KINDS = frozenset("photo video document voice audio animation video_note".split())
MEDIA_KINDS = FILE_KINDS | frozenset("sticker contact location venue poll dice".split())
UNREADABLE = {  # what is said of a kind, where it is more than "I cannot read it"
    **dict.fromkeys(("voice", "audio", "video", "video_note"), "media_heard"),
    "contact": "media_contact",
}


class OwnReplies:
    """Builds them. Those about tickets belong in the transaction that stores the turn."""

    def __init__(self, answers: Answers, menus: Menus, clock: Clock) -> None:
        self._answers = answers
        self._clock = clock
        self._contacts = ContactReplies(answers, clock)
        self._makers: dict[RouteName, Callable[[str], Reply]] = {
            RouteName.START: lambda _: menus.start(),
            RouteName.HELP: lambda _: menus.help(),
            RouteName.MENU: lambda _: menus.categories(),
            RouteName.CATEGORY: menus.category,
            RouteName.MORE: answers.more,
            RouteName.ARTICLE: lambda topic: answers.article(topic) or self._say("old_button"),
            RouteName.OFFICE: lambda code: answers.offices.reply("", known=code),
            RouteName.NEAR: self._nearest,
            RouteName.ACCUSATION: lambda channel: accusation_reply(answers, channel),
            RouteName.ACCUSATION_IN_HANDS: lambda channel: accusation_reply(
                answers, channel, in_hands=True
            ),
            RouteName.DISTRESS: lambda about: distress_reply(answers, about),
            RouteName.DISTRESS_IN_HANDS: lambda about: distress_reply(
                answers, about, in_hands=True
            ),
            RouteName.EMPTY: lambda _: self._say("empty", Outcome.NOT_UNDERSTOOD),
            RouteName.MEDIA: self._unreadable,
            RouteName.GROUP: lambda _: self._say("group", Outcome.SMALL_TALK),
            RouteName.FEEDBACK: lambda _: menus.after_unhelpful(),
            RouteName.OLD_BUTTON: lambda _: self._say("old_button"),
        }

    def reply(self, route: Own) -> Reply:
        """Return the reply to a route that is not about a ticket."""
        return self._makers[route.name](route.argument)

    def about_ticket(
        self, session: Session, about: AboutTicket, update: PendingUpdate, state: ConversationState
    ) -> Reply:
        """Return the reply to a route of ``ABOUT_TICKETS``; without text where none is due.

        Cancels a waiting ticket when that was asked twice; the caller commits.
        """
        name = about.name
        if name is RouteName.STATUS:
            return self._status(session, update, state)
        if name in ABOUT_CONTACTS:
            return self._contacts.reply(session, about, update, state)
        if name is RouteName.RATE:
            return self._rated(session, about, state)
        if name in (RouteName.AFTER_CLOSING, RouteName.REOPEN):
            return self._after_closing(session, about, state)
        ticket = open_escalation_of(session, state.id)
        if name in (RouteName.CANCEL, RouteName.CANCEL_NOW, RouteName.KEEP):
            return self._cancelling(session, about, ticket)
        if ticket is None:  # closed a moment ago: the bot answers again from the next message on
            return self._say("just_closed")
        if name is RouteName.IN_HANDS:
            waiting = self._waiting(session, "already_escalated", ticket)
            return replace(waiting, intent=PayloadKind.HUMAN)
        return self._receipt(session, update, state, ticket)

    def escalated(
        self, session: Session, ticket: EscalationView, topic: str | None, text: str = ""
    ) -> Reply:
        """Tell the citizen their ticket, when officers are back, and until when they answer.

        ``text`` is what they wrote, which may say where they are. Stores the kind of request and
        its deadline; the caller commits.
        """
        unit = self._answers.unit_name(ticket.unit)
        when = self._when(session, ticket, topic, text)
        reply = self._say(
            "escalated", Outcome.ESCALATED, ticket=ticket.ticket, unit=unit, when=when
        )
        return reply.with_buttons(self._cancel_button(), self._contacts.give_button())

    def _status(self, session: Session, update: PendingUpdate, state: ConversationState) -> Reply:
        """Tell the state of tickets, and what is kept of a contact."""
        reply = status_reply(session, self._answers, state.id, update.text, now=self._clock())
        contact = self._contacts.told_beside_status(session, state)
        if not contact:
            return reply
        told = replace(reply, text=f"{reply.text}\n\n{contact}")
        return told.with_buttons(self._contacts.forget_button())

    def _when(self, session: Session, ticket: EscalationView, topic: str | None, text: str) -> str:
        now, say, desk = self._clock(), self._answers.say, self._answers.knowledge.desk_hours
        slots = state_of(session, ticket.conversation_id).slots_at(now)
        before = recent_texts(session, ticket.conversation_id)
        zone = zone_of_talk(self._answers, slots, text, before)
        due = set_due(session, ticket.ticket, desk, topic, zone, now)
        hours = hours_in_words(say, desk, ticket.unit, due.zone, now)
        return "\n\n".join(filter(None, (hours, deadline_in_words(say, desk, due))))

    def _receipt(
        self,
        session: Session,
        update: PendingUpdate,
        state: ConversationState,
        ticket: EscalationView,
    ) -> Reply:
        if update.kind == "edited":  # told each time: somebody takes words back
            return self._say("edit_relayed", Outcome.RELAYED)
        is_media = update.kind in MEDIA_KINDS
        if not is_receipt_due(session, state.id, is_media, self._clock()):
            return Reply("", Outcome.RELAYED, confidence=1.0)
        if is_media:
            kind = self._answers.say(f"kind_{update.kind}")
            return self._say(_receipt_of(update.kind, state.channel), Outcome.RELAYED, kind=kind)
        if state.owner is Owner.OFFICER:
            return self._say("relayed_held", Outcome.RELAYED)
        reply = self._waiting(session, "relayed_waiting", ticket)
        told = replace(reply, text=f"{reply.text} {self._if_closed(session, ticket)}".rstrip())
        return told.with_buttons(self._cancel_button())

    def _if_closed(self, session: Session, ticket: EscalationView) -> str:
        """Say when officers are back while they do not work: who writes at night wants to know."""
        due, desk = due_of(session, ticket.ticket), self._answers.knowledge.desk_hours
        zone = due.zone if due else Zone.WIB
        return closed_in_words(self._answers.say, desk, ticket.unit, zone, self._clock())

    def _cancelling(
        self, session: Session, about: AboutTicket, ticket: EscalationView | None
    ) -> Reply:
        """Ask once more, or do what the answer to that said of the ticket it was asked about."""
        if ticket is None and about.name is RouteName.KEEP:
            return self._say("kept_closed", Outcome.SMALL_TALK)
        if ticket is None or (about.ticket and about.ticket != ticket.ticket):
            return self._say("nothing_to_cancel")
        if ticket.state is EscalationState.HELD and about.name is RouteName.KEEP:
            return self._say("kept_held", Outcome.RELAYED, ticket=ticket.ticket)
        if ticket.state is EscalationState.HELD:
            return self._say("cancel_held", Outcome.RELAYED, ticket=ticket.ticket)
        if about.name is RouteName.KEEP:
            return self._say("kept", Outcome.ANSWERED, ticket=ticket.ticket)
        if about.name is RouteName.CANCEL:
            asked = self._say("cancel_sure", Outcome.CLARIFIED, ticket=ticket.ticket)
            return asked.with_buttons(*self._yes_or_no(ticket.ticket))
        if cancel_escalation(session, ticket.conversation_id, self._clock()) is None:
            return self._say("cancel_held", Outcome.RELAYED, ticket=ticket.ticket)
        return self._say("cancelled", Outcome.ANSWERED, ticket=ticket.ticket)

    def _after_closing(
        self, session: Session, about: AboutTicket, state: ConversationState
    ) -> Reply:
        """Offer to open a closed ticket again, or do so; not to whom an officer blocked."""
        until = blocked_until(session, state.id, self._clock())
        if until is not None:
            return self._say("person_blocked", Outcome.REFUSED, until=time_in_words(until))
        if about.name is RouteName.AFTER_CLOSING:
            asked = self._say("reopen_sure", Outcome.CLARIFIED, ticket=about.ticket)
            return asked.with_buttons(
                Button(self._answers.say("button_reopen"), reopen_payload(about.ticket)),
                Button(self._answers.say("button_done"), Payload(PayloadKind.KEEP, about.ticket)),
            )
        ticket = reopen_escalation(session, state.id, about.ticket, self._clock())
        if ticket is None:
            return self._say("reopen_too_late", ticket=about.ticket)
        if ticket.ticket != about.ticket:
            return self._waiting(session, "already_escalated", ticket)
        unit = self._answers.unit_name(ticket.unit)
        when = self._when(session, ticket, None, "")
        reply = self._say(
            "reopened", Outcome.ESCALATED, ticket=ticket.ticket, unit=unit, when=when
        )
        return reply.with_buttons(self._cancel_button(), self._contacts.give_button())

    def _rated(self, session: Session, about: AboutTicket, state: ConversationState) -> Reply:
        """Thank for what the citizen thought of a person's help; it counts once."""
        ticket = rate_escalation(session, state.id, about.ticket, self._clock())
        return self._say("rated_already" if ticket is None else "rated", Outcome.SMALL_TALK)

    def _waiting(self, session: Session, key: str, ticket: EscalationView) -> Reply:
        """Name the ticket and since when it waits, by the citizen's clock."""
        due = due_of(session, ticket.ticket)
        since = time_in_words(ticket.opened_at, due.zone if due else Zone.WIB)
        return self._say(key, Outcome.RELAYED, ticket=ticket.ticket, since=since)

    def _yes_or_no(self, ticket: str) -> tuple[Button, Button]:
        say = self._answers.say
        yes = Button(say("button_cancel_now"), Payload(PayloadKind.CANCEL_NOW, ticket))
        return yes, Button(say("button_keep"), Payload(PayloadKind.KEEP, ticket))

    def _unreadable(self, kind: str) -> Reply:
        name = self._answers.say(f"kind_{kind if kind in MEDIA_KINDS else 'other'}")
        return self._say(UNREADABLE.get(kind, "media"), Outcome.REFUSED, kind=name)

    def _nearest(self, point: str) -> Reply:
        latitude, _, longitude = point.partition(",")
        return self._answers.offices.nearest(float(latitude), float(longitude))

    def _cancel_button(self) -> Button:
        return Button(self._answers.say("button_cancel"), Payload(PayloadKind.CANCEL))

    def _say(self, key: str, outcome: Outcome = Outcome.CLARIFIED, /, **values: object) -> Reply:
        return Reply(self._answers.say(key, **values), outcome, confidence=1.0)


def _receipt_of(kind: str, channel: str) -> str:
    """Return the sentence for something that is no text and goes to an officer."""
    if kind not in FILE_KINDS:
        return "media_relayed"
    return "web_file_relayed" if channel == "web" else "file_relayed"
