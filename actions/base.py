"""What all our actions share: one structured reply, and the slots that a dialogue needs."""

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from service.answers import Answers
from service.database import Database
from service.decision import RankedIntent, read_ranking
from service.outcomes import Outcome
from service.replies import Reply, reply_to_wire

OFFER_NONE, OFFER_OFFICER = "none", "officer"


@dataclass(frozen=True)
class Question:
    """What Rasa knows about the message to be answered.

    Attributes:
        text: Masked, as written.
        topic: The topic answered before, None at the beginning.
        misses: How many messages in a row were not understood.
    """

    conversation_id: str
    text: str
    ranking: list[RankedIntent]
    topic: str | None
    misses: int

    @property
    def confidence(self) -> float:
        """The first intent's confidence."""
        return self.ranking[0].confidence if self.ranking else 0.0


class ReplyAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    """An action that says exactly one structured reply."""

    def __init__(self, answers: Answers, database: Database) -> None:
        self.answers = answers
        self.database = database

    @abstractmethod
    def reply(self, question: Question) -> Reply:
        """Return what to say."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the reply and set the slots ``topic``, ``misses`` and ``offer``."""
        question = read_question(tracker)
        reply = self.reply(question)
        dispatcher.utter_message(json_message=reply_to_wire(reply))
        missed = reply.outcome is Outcome.NOT_UNDERSTOOD
        misses = question.misses + 1 if missed else 0
        return [
            SlotSet("topic", reply.topic or question.topic),
            SlotSet("misses", float(misses)),
            SlotSet("offer", OFFER_OFFICER if misses > 1 else OFFER_NONE),
        ]


def read_question(tracker: Tracker) -> Question:
    """Read what an action needs out of Rasa's tracker."""
    message = tracker.latest_message
    return Question(
        conversation_id=tracker.sender_id,
        text=message.get("text") or "",
        ranking=read_ranking(message),
        topic=tracker.get_slot("topic"),
        misses=int(tracker.get_slot("misses") or 0),
    )
