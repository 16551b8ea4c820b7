"""What the bot says: one structured reply, and its form on the wire between processes.

Custom actions send it through Rasa as one ``custom`` object; the gateway reads it back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from service.errors import AssistantUnavailable
from service.outcomes import Outcome

LABEL_LIMIT = 48  # characters that fit a phone's button


@dataclass(frozen=True)
class Button:
    """A choice under a reply.

    Attributes:
        label: What the citizen reads, at most ``LABEL_LIMIT`` characters.
        payload: What a press means: ``topic:ID``, ``more:ID``, ``category:ID``, ``human``,
            ``deny``, ``menu``, ``status`` or ``cancel``. It never leaves our processes.
    """

    label: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One reply and what it stands for.

    Attributes:
        text: Plain text as the citizen reads it; paragraphs are separated by blank lines.
        topics: Up to three article ids, best first.
        confidence: 0 to 1, that ``topic`` is what the citizen meant.
        escalate: The unit a person is asked of, or None. The gateway opens the escalation.
    """

    text: str
    outcome: Outcome
    buttons: tuple[Button, ...] = ()
    topic: str | None = None
    topics: tuple[str, ...] = ()
    confidence: float = 0.0
    intent: str | None = None
    escalate: str | None = None
    reason: str = ""

    def named(self, intent: str) -> "Reply":
        """Return the reply as one to another intent."""
        return replace(self, intent=intent)

    def with_buttons(self, *buttons: Button) -> "Reply":
        """Return the reply with further buttons at its end."""
        return replace(self, buttons=self.buttons + buttons)


@dataclass(frozen=True)
class Answer:
    """Everything the assistant says to one message: one reply or several, and who gave it.

    Attributes:
        answered_by: ``rasa``, ``knowledge`` or ``gateway``.
        notes: What else the citizen must know, said after the last reply.
        slots: What the dialogue is about now; None where Rasa was not asked: it stays as it was.
    """

    replies: tuple[Reply, ...]
    answered_by: str = "rasa"
    notes: tuple[str, ...] = ()
    slots: Mapping[str, Any] | None = None

    @property
    def main(self) -> Reply:
        """The reply that names the turn's outcome: the first."""
        return self.replies[0]


def reply_to_wire(reply: Reply) -> dict[str, Any]:
    """Return the reply as JSON-ready data."""
    return {
        "text": reply.text,
        "outcome": reply.outcome.value,
        "buttons": [{"label": b.label, "payload": b.payload} for b in reply.buttons],
        "topic": reply.topic,
        "topics": list(reply.topics),
        "confidence": round(reply.confidence, 4),
        "intent": reply.intent,
        "escalate": reply.escalate,
        "reason": reply.reason,
    }


def reply_from_wire(wire: object) -> Reply:
    """Read a reply back.

    Raises:
        AssistantUnavailable: It is not what ``reply_to_wire`` writes.
    """
    try:
        return _read_reply(wire)
    except (KeyError, TypeError, ValueError) as error:
        raise AssistantUnavailable(f"an action's reply cannot be read: {error!r}") from error


def _read_reply(wire: Any) -> Reply:
    text = wire["text"]
    if not isinstance(text, str) or not text.strip():
        raise ValueError("it has no text")
    return Reply(
        text=text,
        outcome=Outcome(wire["outcome"]),
        buttons=tuple(Button(str(b["label"]), str(b["payload"])) for b in wire["buttons"]),
        topic=wire["topic"],
        topics=tuple(wire["topics"]),
        confidence=float(wire["confidence"]),
        intent=wire["intent"],
        escalate=wire["escalate"],
        reason=str(wire["reason"]),
    )
