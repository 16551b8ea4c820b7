"""What is known of a message to be answered, as Rasa understood it."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.decision import CHAT_INTENTS, Part, RankedIntent
from service.answering.memory import NOTHING_SAID, Memory
from service.answering.moves import UNHEARD, Heard

CERTAIN = 0.5  # confidence from which a message counts as another remit's
# Confidence from which what was said before does not matter: of a person, small talk, a topic.
CLEAR_PERSON, CLEAR_CHAT, CLEAR_TOPIC = 0.5, 0.7, 0.8
LEAVING = frozenset({"bye", "thanks"})
SURE_LEAVING = 0.9  # confidence from which a goodbye is one: a wrong one ends a conversation


@dataclass(frozen=True)
class Question:
    """What Rasa knows about the message to be answered.

    Attributes:
        text: Masked, as written.
        ranking: The intents of the whole message, best first.
        parts: Its sentences, when it has several, each with its own ranking.
        topic: The topic answered before, None at the beginning.
        in_context: What the message means when it is read after that topic.
        others: Topics that were near to the message before and not shown.
        misses: How many messages in a row were not understood.
        office: The code of the regional office last spoken of.
        memory: What else was spoken of, offered and asked.
        heard: What it does in the talk, by its words.
        clauses: The same of each of its clauses.
    """

    conversation_id: str
    text: str
    ranking: Sequence[RankedIntent]
    parts: Sequence[Part] = ()
    topic: str | None = None
    in_context: Sequence[RankedIntent] = ()
    others: tuple[str, ...] = ()
    misses: int = 0
    office: str | None = None
    memory: Memory = NOTHING_SAID
    heard: Heard = UNHEARD
    clauses: tuple[Heard, ...] = ()

    @property
    def intent(self) -> str | None:
        """The first intent."""
        return self.ranking[0].name if self.ranking else None

    @property
    def confidence(self) -> float:
        """The first intent's confidence."""
        return self.ranking[0].confidence if self.ranking else 0.0

    @property
    def is_command(self) -> bool:
        """Whether a button said it, and not the citizen's words."""
        return self.text.startswith("/")

    @property
    def is_foreign(self) -> bool:
        """Whether it looks like another remit's by itself."""
        return self.intent == "out_of_scope" and self.confidence >= CERTAIN

    @property
    def may_not_be_leaving(self) -> bool:
        """Whether it looks like a goodbye or thanks, and may be something else."""
        return self.intent in LEAVING and self.confidence < SURE_LEAVING

    @property
    def stands_alone(self) -> bool:
        """Whether it is clear without what was said before: a topic, small talk, a person."""
        if self.intent in CHAT_INTENTS:
            return self.confidence >= CLEAR_CHAT
        clear = CLEAR_PERSON if self.intent in ("human", "ticket_status") else CLEAR_TOPIC
        return self.intent != "out_of_scope" and self.confidence >= clear

    def chance_of(self, intent: str) -> float:
        """Return the confidence of an intent in the ranking of the whole message."""
        return next((r.confidence for r in self.ranking if r.name == intent), 0.0)
