"""Where one message goes: to a reply of our own, to an officer, or to Rasa. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.spoken import unspoken
from service.answering.cancelling import agrees, asks_to_cancel
from service.answering.choices import chosen
from service.answering.contact_words import contact_wish
from service.answering.particulars import without_particulars
from service.answering.ticket_words import asks_number, asks_ticket_state, is_impatient
from service.escalations.tickets import find_ticket
from service.escalations.told_tickets import tells_ticket
from service.outcomes import Owner
from service.payloads import Payload, PayloadKind
from service.replies import Button
from service.text import words
from service.updates.work import PendingUpdate

READABLE_KINDS = frozenset({"text", "edited"})
PLACE_KINDS = frozenset({"location", "venue"})
# "Lha" before such a word is a sigh, and no "laporan hasil audit" (LHA).
SIGH = re.compile(
    r"^lha+h?[\s,]+(?=(?:klo|kalo|kalau|kl|kalok|trus|terus|trs|kok|yo|iyo|iya|nek|lek|yen|piye|"
    r"gimana|gmn|emang|memang|sing|saya|sy|aku)\b)",
    re.IGNORECASE,
)
WISHED = "minta petugas, {}"  # "/petugas soal keberatan": what it is about chooses the unit
PERSON_WORDS = frozenset({"petugas", "admin", "operator", "manusia"})


class RouteName(StrEnum):
    """The replies that the gateway makes itself."""

    START = "start"
    HELP = "help"
    MENU = "menu"
    CATEGORY = "category"
    ARTICLE = "article"
    MORE = "more"
    OFFICE = "office"
    NEAR = "near"
    ACCUSATION = "accusation"
    ACCUSATION_IN_HANDS = "accusation_in_hands"  # the same, while a person has the conversation
    DISTRESS = "distress"
    DISTRESS_IN_HANDS = "distress_in_hands"  # the same, while a person has the conversation
    EMPTY = "empty"
    MEDIA = "media"
    GROUP = "group"
    OLD_BUTTON = "old_button"
    FEEDBACK = "feedback"  # on an answer; see bot/feedback.py
    STATUS = "status"
    CANCEL = "cancel"
    CANCEL_NOW = "cancel_now"
    KEEP = "keep"
    REOPEN = "reopen"
    RATE = "rate"  # a person's help
    AFTER_CLOSING = "after_closing"
    CONTACT = "contact"  # a contact is to be left; see bot/contact_replies.py
    CONTACT_GIVEN = "contact_given"
    CONTACT_FORGET = "contact_forget"
    NO_CONTACT = "no_contact"
    RELAY = "relay"  # to the officer who holds the conversation, or will
    IN_HANDS = "in_hands"  # asked of the bot while an officer is waited for


OF_PAYLOADS = {
    PayloadKind.START: RouteName.START,
    PayloadKind.HELP: RouteName.HELP,
    PayloadKind.MENU: RouteName.MENU,
    PayloadKind.CATEGORY: RouteName.CATEGORY,
    PayloadKind.MORE: RouteName.MORE,
    PayloadKind.OFFICE: RouteName.OFFICE,
    PayloadKind.NEAR: RouteName.NEAR,
    PayloadKind.GROUP: RouteName.GROUP,
    PayloadKind.ACCUSATION: RouteName.ACCUSATION,
    PayloadKind.DISTRESS: RouteName.DISTRESS,
    PayloadKind.OLD_BUTTON: RouteName.OLD_BUTTON,
    PayloadKind.HELPFUL: RouteName.FEEDBACK,
    PayloadKind.UNHELPFUL: RouteName.FEEDBACK,
    PayloadKind.STATUS: RouteName.STATUS,
    PayloadKind.CANCEL: RouteName.CANCEL,
    PayloadKind.CANCEL_NOW: RouteName.CANCEL_NOW,
    PayloadKind.KEEP: RouteName.KEEP,
    PayloadKind.REOPEN: RouteName.REOPEN,
    PayloadKind.RATE: RouteName.RATE,
    PayloadKind.CONTACT: RouteName.CONTACT,
    PayloadKind.CONTACT_GIVEN: RouteName.CONTACT_GIVEN,
    PayloadKind.CONTACT_FORGET: RouteName.CONTACT_FORGET,
    PayloadKind.NO_CONTACT: RouteName.NO_CONTACT,
}  # the others are said to Rasa, or are an article while an officer is waited for
ABOUT_CONTACTS = frozenset(
    {
        RouteName.CONTACT,
        RouteName.CONTACT_GIVEN,
        RouteName.CONTACT_FORGET,
        RouteName.NO_CONTACT,
    }
)
ABOUT_TICKETS = ABOUT_CONTACTS | frozenset(
    {
        RouteName.STATUS,
        RouteName.CANCEL,
        RouteName.CANCEL_NOW,
        RouteName.KEEP,
        RouteName.REOPEN,
        RouteName.RATE,
        RouteName.AFTER_CLOSING,
        RouteName.RELAY,
        RouteName.IN_HANDS,
    }
)  # decided in the transaction that stores the turn
ASKED_ABOUT = frozenset({PayloadKind.CANCEL_NOW, PayloadKind.REOPEN})  # buttons that say yes
WHOEVER_ANSWERS = ABOUT_CONTACTS | frozenset(
    {
        RouteName.START,
        RouteName.HELP,
        RouteName.STATUS,
        RouteName.CANCEL,
        RouteName.CANCEL_NOW,
        RouteName.KEEP,
        RouteName.REOPEN,
        RouteName.RATE,
        RouteName.OLD_BUTTON,
        RouteName.FEEDBACK,
        RouteName.ACCUSATION,
        RouteName.DISTRESS,
    }
)  # replied to by the gateway also while a person has the conversation


@dataclass(frozen=True)
class Own:
    """A reply that the gateway makes itself.

    Attributes:
        argument: An id, a point, a kind of media or of distress, or empty.
        token: Of an accusation, what its words are remembered by.
    """

    name: RouteName
    argument: str = ""
    token: str = ""


@dataclass(frozen=True)
class AboutTicket:
    """A reply that depends on the conversation's ticket: made while the turn is stored.

    Attributes:
        ticket: The ticket that a button of ours named, else empty; of a contact that was given, by
            what its owner knows it again.
        unit: Whose the waiting ticket is by what the message is about; empty: it stays.
    """

    name: RouteName
    ticket: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Say:
    """A message for Rasa.

    Attributes:
        text: What the citizen wrote (masked) or the label they pressed.
        topic: The article a button of ours named, else None.
        intent: The intent a button of ours stands for, else None.
        also: The article that a second button of ours named ("1 dan 3"), else None.
        is_beside: Whether an officer is awaited, who gets the message all the same.
    """

    text: str
    topic: str | None = None
    intent: str | None = None
    also: str | None = None
    is_beside: bool = False

    @property
    def to_rasa(self) -> str:
        """What Rasa is sent; only our own buttons may name an intent with a slash."""
        if self.intent is not None:
            return f"/{self.intent}"
        return SIGH.sub("", without_particulars(unspoken(self.text)).lstrip("/ \n"))

    @property
    def wants_person(self) -> bool:
        """Whether an officer is asked for in so many words; used when Rasa cannot tell."""
        return self.intent == "human" or bool(PERSON_WORDS.intersection(words(self.text)))


Route = Own | Say


def choose_route(
    update: PendingUpdate,
    owner: Owner,
    payload: Payload | None,
    offered: Sequence[Button],
    closed: str | None = None,
) -> Route:
    """Decide where a message goes.

    Args:
        update: The message, masked.
        owner: Who answers this conversation now.
        payload: What the button or command means, None for writing.
        offered: The buttons under the newest reply, which "2" or "yang kedua" may choose.
        closed: The closed ticket that the message comes back to, else None.
    """
    buttons: tuple[Button, ...] = ()
    if payload is None and update.kind in READABLE_KINDS and owner is not Owner.BOT:
        payload = contact_wish(update.text, offered)
    if payload is None and update.kind in READABLE_KINDS and owner is not Owner.OFFICER:
        buttons = _said(update.text, owner, offered)
        payload = buttons[0].payload if buttons else None
    if owner is Owner.OFFICER and update.kind in PLACE_KINDS:
        return Own(RouteName.RELAY)
    if payload is not None:
        route = _route_payload(payload, owner)
        if not isinstance(route, Say):
            return route
        if route.intent == PayloadKind.HUMAN and update.kind == "command" and words(update.text):
            return Say(WISHED.format(update.text))
        return replace(route, also=_second_topic(buttons))
    if closed is not None:
        return Own(RouteName.AFTER_CLOSING, closed)
    return _route_to_bot(update) if owner is Owner.BOT else _route_to_person(update, owner)


def _route_to_person(update: PendingUpdate, owner: Owner) -> Route:
    """Return where a message goes while an officer has the conversation, or is awaited."""
    if update.kind != "text" or not words(update.text):
        return Own(RouteName.RELAY)
    urges = owner is Owner.QUEUE and is_impatient(update.text)
    tells = owner is Owner.QUEUE and tells_ticket(update.text)  # an officer may have asked for it
    is_number = owner is Owner.QUEUE and asks_number(update.text)
    if urges or tells or is_number or asks_ticket_state(update.text):
        return Own(RouteName.STATUS)
    return Say(update.text, is_beside=True) if owner is Owner.QUEUE else Own(RouteName.RELAY)


def _route_to_bot(update: PendingUpdate) -> Route:
    if not words(update.text) and update.kind not in READABLE_KINDS:
        return Own(RouteName.MEDIA, update.kind)
    if not update.text.lstrip("/ \n"):
        return Own(RouteName.EMPTY)
    if tells_ticket(update.text) or _asks_of_number(update.text):
        return Own(RouteName.STATUS)
    return Say(update.text)


def _asks_of_number(text: str) -> bool:
    """Tell whether a message asks what became of a ticket that it names, cancelled or not."""
    return find_ticket(text) is not None and asks_ticket_state(text)


def _said(text: str, owner: Owner, offered: Sequence[Button]) -> tuple[Button, ...]:
    """Return the buttons that words stand for: a choice, or a ticket that is taken back."""
    answered = _answer_to_question(text, offered)
    if answered is not None:
        return (answered,)
    if asks_to_cancel(text, is_waiting=owner is Owner.QUEUE):
        return (Button("", Payload(PayloadKind.CANCEL)),)
    return chosen(text, offered) if owner is Owner.BOT else ()


def _answer_to_question(text: str, offered: Sequence[Button]) -> Button | None:
    """Return the button that a yes or no presses, where a ticket was just asked about."""
    yes = next((button for button in offered if button.payload.kind in ASKED_ABOUT), None)
    if yes is None:
        return None
    says = agrees(text)
    if says is None:
        return next((button for button in chosen(text, offered)), None)
    no = next((button for button in offered if button.payload.kind is PayloadKind.KEEP), None)
    return yes if says else no


def _second_topic(buttons: Sequence[Button]) -> str | None:
    others = (b.payload for b in buttons[1:] if b.payload.kind is PayloadKind.TOPIC)
    return next((payload.argument for payload in others), None)


def _route_payload(payload: Payload, owner: Owner) -> Route:
    kind, argument = payload.kind, payload.argument
    name = OF_PAYLOADS.get(kind)
    if owner is Owner.OFFICER or (owner is Owner.QUEUE and kind is PayloadKind.HUMAN):
        name = name if name in WHOEVER_ANSWERS else RouteName.IN_HANDS
    if owner is not Owner.BOT and name is RouteName.ACCUSATION:
        return Own(RouteName.ACCUSATION_IN_HANDS, argument, payload.token)
    if owner is not Owner.BOT and name is RouteName.DISTRESS:
        return Own(RouteName.DISTRESS_IN_HANDS, argument)
    if name is not None:
        return Own(name, argument, payload.token)
    if kind is not PayloadKind.TOPIC:
        return Say("", intent=kind.value)
    if owner is Owner.BOT:
        return Say("", topic=argument, intent=argument)
    return Own(RouteName.ARTICLE, argument)
