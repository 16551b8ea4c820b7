"""What came of a turn, as the citizen got it and as the gateway recorded it."""

from dataclasses import dataclass

from maintain.conversations.script import Conversation, Turn
from service.outcomes import AnsweredBy, Outcome
from service.replies import Reply


@dataclass(frozen=True)
class Came:
    """Everything that came after one turn.

    Attributes:
        said: What the citizen did, in words: of a text what was sent, with the ticket in it.
        texts: The messages as the citizen reads them, in order.
        labels: The buttons under them.
        replies: What the bot decided on; none while an officer acts or time passes.
        has_new_ticket: Whether a ticket is open that was not before.
        unmatched_press: The part of a label that no button had, else None.
        trouble: Why the turn could not be played as written, else None.
    """

    said: str
    texts: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    replies: tuple[Reply, ...] = ()
    answered_by: AnsweredBy | None = None
    has_new_ticket: bool = False
    unmatched_press: str | None = None
    trouble: str | None = None

    @property
    def reply(self) -> str:
        """Every message, joined, and the labels of the buttons."""
        return "\n".join((*self.texts, *self.labels))

    @property
    def topics(self) -> tuple[str, ...]:
        """The articles answered; what is only offered is none."""
        answered = (r for r in self.replies if r.outcome is not Outcome.CLARIFIED)
        return tuple(reply.topic for reply in answered if reply.topic)


@dataclass(frozen=True)
class PlayedTurn:
    """A turn and what came of it."""

    turn: Turn
    came: Came


@dataclass(frozen=True)
class Played:
    """A conversation that was played to its end."""

    conversation: Conversation
    turns: tuple[PlayedTurn, ...]
