"""What a button or a command means: a kind, and what it is about.

Made by whoever builds replies, kept in the database with each button, read back by the gateway.
This is the only place that knows how a payload is written down.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from service.errors import UnknownPayload

PAYLOAD_LIMIT = 128  # characters of a written payload; as wide as its columns
_MARK = ":"


class PayloadKind(StrEnum):
    """Everything a press or a command can ask for."""

    START = "start"
    HELP = "help"
    MENU = "menu"  # the groups of topics
    CATEGORY = "category"  # the topics of one group
    TOPIC = "topic"  # an article
    MORE = "more"  # the rest of an article
    OFFICE = "office"  # a regional office
    NEAR = "near"  # the office nearest to a point
    HUMAN = "human"  # an officer is asked for
    HELPFUL = "helpful"  # the answer of a turn helped
    UNHELPFUL = "unhelpful"  # it did not
    DENY = "deny"  # nothing that was offered is meant
    STATUS = "status"  # of the citizen's tickets
    CANCEL = "cancel"  # the waiting ticket: asks once more
    CANCEL_NOW = "cancel_now"  # this ticket
    KEEP = "keep"  # this ticket stays as it is
    REOPEN = "reopen"  # this ticket, which an officer closed
    RATE = "rate"  # the help of a person, for one opening of a ticket
    CONTACT = "contact"  # a contact for the officer is to be left: asks for it
    CONTACT_GIVEN = "contact_given"  # it was written; made by the inbox
    CONTACT_FORGET = "contact_forget"  # it is taken back
    NO_CONTACT = "no_contact"  # none is left after all, or it stays as it is
    GROUP = "group"  # the bot was called in a group
    ACCUSATION = "accusation"  # somebody was accused; made at the door
    DISTRESS = "distress"  # somebody is in danger; made at the door
    OLD_BUTTON = "old_button"  # a button whose meaning is not known any more


FEEDBACK_KINDS = (PayloadKind.HELPFUL, PayloadKind.UNHELPFUL)  # as the buttons stand
OPINION_KINDS = frozenset({*FEEDBACK_KINDS, PayloadKind.RATE})  # pressed only, never typed


@dataclass(frozen=True)
class Payload:
    """A kind and what it is about.

    Attributes:
        argument: A turn's number, an article's or a category's id, a ticket, a point
            ("-6.21,106.85"), a kind of distress with the article that an accusation in it belongs
            to ("threat+wbs-vs-lapor"), or empty.
        token: Of an accusation, what its words are remembered by in the door's memory.

    Raises:
        ValueError: It could not be written down and read back.
    """

    kind: PayloadKind
    argument: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        if _MARK in self.argument + self.token or (self.token and not self.argument):
            raise ValueError(f"not a payload: {self!r}")
        if len(self.encode()) > PAYLOAD_LIMIT:
            raise ValueError(f"a payload of over {PAYLOAD_LIMIT} characters: {self.kind}")

    def encode(self) -> str:
        """Return it as it is stored: ``human``, ``topic:spip``, ``accusation:wbs:1f0c``."""
        return _MARK.join(filter(None, (self.kind, self.argument, self.token)))

    @classmethod
    def decode(cls, text: str) -> Self:
        """Read what ``encode`` wrote.

        Raises:
            UnknownPayload: It is nothing that ``encode`` writes.
        """
        kind, *rest = text.split(_MARK)
        try:
            payload = cls(PayloadKind(kind), *rest)
        except (ValueError, TypeError) as error:
            raise UnknownPayload(f"{text[:PAYLOAD_LIMIT]!r} is no payload") from error
        if payload.encode() != text:
            raise UnknownPayload(f"{text!r} is no payload")
        return payload


def topic_payload(article_id: str) -> Payload:
    """Return what a button to an article means."""
    return Payload(PayloadKind.TOPIC, article_id)


def reopen_payload(ticket: str) -> Payload:
    """Return what a button means that opens a closed ticket again."""
    return Payload(PayloadKind.REOPEN, ticket)
