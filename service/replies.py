"""What the bot says: one structured reply, and its form on the wire between processes.

Custom actions send it through Rasa as one ``custom`` object; the gateway reads it back.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from service.errors import AssistantUnavailable, UnknownPayload
from service.outcomes import AnsweredBy, EscalationReason, Outcome
from service.payloads import Payload

LABEL_LIMIT = 48  # characters that fit a phone's button


@dataclass(frozen=True)
class Button:
    """A choice under a reply.

    Attributes:
        label: What the citizen reads, at most ``LABEL_LIMIT`` characters.
        payload: What a press means. It never leaves our processes.
    """

    label: str
    payload: Payload


@dataclass(frozen=True)
class Escalate:
    """A wish for an officer: of which unit, why, and about which article, where one is known.

    Attributes:
        is_named: Whether the message itself says what it is about, and is thus the question.
    """

    unit: str
    reason: EscalationReason
    topic: str | None = None
    is_named: bool = False


@dataclass(frozen=True)
class Reply:
    """One reply and what it stands for.

    Attributes:
        text: Plain text as the citizen reads it; paragraphs are separated by blank lines. Empty
            where an officer is wished for: the gateway words it with the ticket.
        topics: Up to three article ids, best first.
        confidence: 0 to 1, that ``topic`` is what the citizen meant.
        escalate: The wish that the gateway opens an escalation for, or None.
        offers_officer: Whether the text itself offers an officer.
    """

    text: str
    outcome: Outcome
    buttons: tuple[Button, ...] = ()
    topic: str | None = None
    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    intent: str | None = None
    escalate: Escalate | None = None
    offers_officer: bool = False

    def named(self, intent: str) -> "Reply":
        """Return the reply as one to another intent."""
        return replace(self, intent=intent)

    def with_buttons(self, *buttons: Button) -> "Reply":
        """Return the reply with further buttons at its end."""
        return replace(self, buttons=self.buttons + buttons)


@dataclass(frozen=True)
class Understanding:
    """How Rasa understood one message, for whoever looks for mistakes later.

    Attributes:
        model: The file name of the model that said so.
        ranking: The likeliest intents and their confidence, 0 to 1, best first.
    """

    model: str
    ranking: tuple[tuple[str, float], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as it is stored with the turn."""
        return {"model": self.model, "ranking": [list(ranked) for ranked in self.ranking]}


@dataclass(frozen=True)
class Answer:
    """Everything the assistant says to one message: one reply or several, and who gave it.

    Attributes:
        notes: What else the citizen must know, said after the last reply.
        slots: What the dialogue is about now; None where Rasa was not asked: it stays as it was.
        is_beside: Whether it helps while a ticket waits, which the message joins as well.
        unit: Whose the waiting ticket is by what the message is about; empty: it stays.
        understood: How Rasa took the message; None: it was not asked, or the door held it.
    """

    replies: tuple[Reply, ...]
    answered_by: AnsweredBy = AnsweredBy.RASA
    notes: tuple[str, ...] = ()
    slots: Mapping[str, Any] | None = None
    is_beside: bool = False
    unit: str = ""
    understood: Understanding | None = None

    @property
    def main(self) -> Reply:
        """The reply that names the turn's outcome: the first."""
        return self.replies[0]


def reply_to_wire(reply: Reply) -> dict[str, Any]:
    """Return the reply as JSON-ready data."""
    return {
        "text": reply.text,
        "outcome": reply.outcome.value,
        "buttons": [{"label": b.label, "payload": b.payload.encode()} for b in reply.buttons],
        "topic": reply.topic,
        "topics": list(reply.topics),
        "confidence": round(reply.confidence, 4),
        "intent": reply.intent,
        "escalate": asdict(reply.escalate) if reply.escalate else None,
        "offers_officer": reply.offers_officer,
    }


def reply_from_wire(wire: object) -> Reply:
    """Read a reply back.

    Raises:
        AssistantUnavailable: It is not what ``reply_to_wire`` writes.
    """
    try:
        return _read_reply(wire)
    except (KeyError, TypeError, ValueError, UnknownPayload) as error:
        raise AssistantUnavailable(f"an action's reply cannot be read: {error!r}") from error


def understanding_from_wire(wire: object) -> Understanding | None:
    """Read how a message was understood; None where a Rasa of an older release says nothing."""
    try:
        ranking = [(str(name), float(confidence)) for name, confidence in wire["ranking"]]  # type: ignore[index]
        return Understanding(str(wire["model"]), tuple(ranking))  # type: ignore[index]
    except (KeyError, TypeError, ValueError):
        return None


def _read_reply(wire: Any) -> Reply:
    text, escalate = wire["text"], _read_escalate(wire["escalate"])
    if not isinstance(text, str) or not (text.strip() or escalate):
        raise ValueError("it has no text")
    return Reply(
        text=text,
        outcome=Outcome(wire["outcome"]),
        buttons=tuple(
            Button(str(b["label"]), Payload.decode(b["payload"])) for b in wire["buttons"]
        ),
        topic=wire["topic"],
        topics=tuple(wire["topics"]),
        confidence=float(wire["confidence"]),
        intent=wire["intent"],
        escalate=escalate,
        offers_officer=bool(wire["offers_officer"]),
    )


def _read_escalate(wire: Any) -> Escalate | None:
    if not wire:
        return None
    reason = EscalationReason(wire["reason"])
    is_named = bool(wire.get("is_named"))
    return Escalate(str(wire["unit"]), reason, wire.get("topic"), is_named)
