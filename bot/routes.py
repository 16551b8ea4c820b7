"""Where one message goes: to a reply of our own, to an officer, or to Rasa. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.choices import chosen
from service.door.door import ACCUSATION, MORE
from service.outcomes import Owner
from service.replies import Button
from service.text import words
from service.updates.store import PendingUpdate

ALWAYS_ANSWERED = frozenset({"start", "help", "status", "cancel", "old_button", ACCUSATION})
OWN_PAYLOADS = ALWAYS_ANSWERED | {"menu", "category", "more", "near", "group"}
READABLE_KINDS = frozenset({"text", "edited"})
PLACE_KINDS = frozenset({"location", "venue"})
PERSON_WORDS = frozenset({"petugas", "admin", "operator", "manusia"})


@dataclass(frozen=True)
class Own:
    """A reply that the gateway makes itself; ``argument`` is an id, a point, a kind, or empty."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Say:
    """A message for Rasa.

    Attributes:
        text: What the citizen wrote (masked) or the label they pressed.
        topic: The article a button of ours named, else None.
        intent: The intent a button of ours stands for, else None.
    """

    text: str
    topic: str | None = None
    intent: str | None = None

    @property
    def to_rasa(self) -> str:
        """What Rasa is sent; only our own buttons may name an intent with a slash."""
        if self.intent is not None:
            return f"/{self.intent}"
        return self.text.lstrip("/ \n")

    @property
    def wants_person(self) -> bool:
        """Whether an officer is asked for in so many words; used when Rasa cannot tell."""
        return self.intent == "human" or bool(PERSON_WORDS.intersection(words(self.text)))


Route = Own | Say


def choose_route(
    update: PendingUpdate, owner: Owner, payload: str | None, offered: Sequence[Button]
) -> Route:
    """Decide where a message goes.

    Args:
        update: The message, masked.
        owner: Who answers this conversation now.
        payload: What the button or command means, None for writing.
        offered: The buttons under the newest reply, which "2" or "yang kedua" may choose.
    """
    if payload is None and update.kind in READABLE_KINDS and owner is Owner.BOT:
        button = chosen(update.text, offered)
        payload = button.payload if button else None
    if owner is Owner.OFFICER and update.kind in PLACE_KINDS:
        return Own("relay")
    if payload is not None:
        return _route_payload(payload, owner)
    if owner is not Owner.BOT:
        return Own("relay")
    if not words(update.text) and update.kind not in READABLE_KINDS:
        return Own("media", update.kind)
    if not update.text.lstrip("/ \n"):
        return Own("empty")
    return Say(update.text)


def _route_payload(payload: str, owner: Owner) -> Route:
    name, _, argument = payload.partition(":")
    if owner is not Owner.BOT and name == ACCUSATION:
        return Own(ACCUSATION, MORE)
    if owner is not Owner.BOT and (name == "human" or owner is Owner.OFFICER):
        return Own(name, argument) if name in ALWAYS_ANSWERED else Own("in_hands")
    if name in OWN_PAYLOADS:
        return Own(name, argument)
    if name == "topic":
        if owner is Owner.BOT:
            return Say("", topic=argument, intent=argument)
        return Own("article", argument)
    return Say("", intent=name)
