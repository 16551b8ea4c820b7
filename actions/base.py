"""What all our actions share: structured replies, and the slots that a dialogue needs."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from service.answering.answers import Answers
from service.answering.decision import read_parts, read_ranking
from service.answering.dialogue import Question, others_after, reply_in_context
from service.outcomes import Outcome
from service.replies import Reply, reply_to_wire
from service.storage.database import Database

OFFER_NONE, OFFER_OFFICER = "none", "officer"


class ReplyAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    """An action that says one structured reply, or two when two things were asked.

    Whatever Rasa took a message for, "berapa lama?" is first read after the topic before it.
    """

    def __init__(self, answers: Answers, database: Database) -> None:
        self.answers = answers
        self.database = database

    @abstractmethod
    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Return what to say, at least one reply."""

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: Mapping[str, Any]
    ) -> list[dict[str, Any]]:
        """Say the replies and set the slots ``topic``, ``others``, ``misses`` and ``offer``."""
        question = read_question(tracker)
        in_context = reply_in_context(self.answers, question)
        replies = (in_context,) if in_context else self.replies(question)
        for reply in replies:
            dispatcher.utter_message(json_message=reply_to_wire(reply))
        last = replies[-1]
        missed = last.outcome is Outcome.NOT_UNDERSTOOD
        misses = question.misses + 1 if missed else 0
        topic = last.topic or question.topic
        article = self.answers.knowledge.article(topic) if topic else None
        return [
            SlotSet("topic", topic),
            SlotSet("title", article.title if article else None),
            SlotSet("others", others_after(last)),
            SlotSet("misses", float(misses)),
            SlotSet("offer", OFFER_OFFICER if misses > 1 else OFFER_NONE),
            FollowupAction("action_listen"),  # as every rule says; asking the policy costs a tenth
        ]


def read_question(tracker: Tracker) -> Question:
    """Read what an action needs out of Rasa's tracker."""
    message = tracker.latest_message
    return Question(
        conversation_id=tracker.sender_id,
        text=message.get("text") or "",
        ranking=read_ranking(message),
        parts=read_parts(message),
        topic=tracker.get_slot("topic"),
        in_context=tuple(read_ranking(message.get("context") or {})),
        others=tuple(tracker.get_slot("others") or ()),
        misses=int(tracker.get_slot("misses") or 0),
    )
