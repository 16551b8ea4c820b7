"""What all our actions share: structured replies, and the slots that a dialogue needs."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from service.answering.answers import Answers
from service.answering.bare import reply_to_bare
from service.answering.context import reply_in_context
from service.answering.decision import read_parts, read_ranking
from service.answering.dialogue import others_after
from service.answering.question import Question
from service.answering.status import status_reply
from service.answering.unanswered import naming_the_rest
from service.answering.wishes import asks_for_ticket, asks_whether_read, reply_to_wish
from service.content.named_topics import OFFICES
from service.escalations.claims import open_escalation_of
from service.outcomes import Outcome
from service.replies import Reply, reply_to_wire
from service.storage.database import Database

OFFER_NONE, OFFER_OFFICER = "none", "officer"


class ReplyAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    """An action that says one structured reply, or two when two things were asked.

    Whatever Rasa took a message for, a wish for a person, a question that needs the one before and
    a message that says too little are looked for first.
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
        """Say the replies and set the slots of the domain."""
        question = read_question(tracker)
        first = (
            reply_to_wish(self.answers, question)
            or self._about_ticket(question)
            or reply_in_context(self.answers, question)
            or reply_to_bare(self.answers, question)
        )
        replies = (first,) if first else self.replies(question)
        replies = naming_the_rest(self.answers, question, replies)
        for reply in replies:
            dispatcher.utter_message(json_message=reply_to_wire(reply))
        last = replies[-1]
        missed = last.outcome in (Outcome.NOT_UNDERSTOOD, Outcome.REPEATED)
        misses = question.misses + 1 if missed else 0
        topic = last.topic or question.topic
        article = self.answers.knowledge.article(topic) if topic else None
        return [
            SlotSet("office", self._office_in_talk(question, last)),
            SlotSet("topic", topic),
            SlotSet("title", article.title if article else None),
            SlotSet("others", others_after(last)),
            SlotSet("misses", float(misses)),
            SlotSet("offer", OFFER_OFFICER if misses > 1 else OFFER_NONE),
            FollowupAction("action_listen"),  # as every rule says; asking the policy costs a tenth
        ]

    def _about_ticket(self, question: Question) -> Reply | None:
        """Tell the state of the citizen's tickets to who asks after them in any words."""
        asks = asks_for_ticket(self.answers, question)
        if not asks and not asks_whether_read(self.answers, question):
            return None
        with self.database.read() as session:
            if not asks and open_escalation_of(session, question.conversation_id) is None:
                return None
            return status_reply(session, self.answers, question.conversation_id, question.text)

    def _office_in_talk(self, question: Question, last: Reply) -> str | None:
        """Return the code of the office spoken of last; several are none in particular."""
        if last.topic != OFFICES:
            return question.office
        where = self.answers.knowledge.where(question.text)
        if not where:
            return question.office
        return where.offices[0].code if len(where.offices) == 1 else None


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
        office=tracker.get_slot("office"),
    )
