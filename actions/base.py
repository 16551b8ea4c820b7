"""What all our actions share: structured replies, and the slots that a dialogue needs."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from service.answering.answers import Answers
from service.answering.conversation import Tickets, replies_in_conversation
from service.answering.decision import read_parts, read_ranking
from service.answering.dialogue import others_after
from service.answering.english import in_english
from service.answering.going_back import office_chosen
from service.answering.memory import SLOT, memory_as_slot, memory_in
from service.answering.misheard import without_misheard
from service.answering.moves import clauses_of, moves_of
from service.answering.negation import without_negated
from service.answering.own_data import without_own_data
from service.answering.own_question import own_question
from service.answering.question import Question
from service.answering.remembering import memory_after, topic_after
from service.answering.status import status_reply
from service.answering.unanswered import naming_the_rest, rest_named
from service.content.named_topics import OFFICES
from service.escalations.opening import open_escalation_of
from service.outcomes import Outcome
from service.replies import Reply, reply_to_wire
from service.storage.database import Database

OFFER_NONE, OFFER_OFFICER = "none", "officer"


class ReplyAction(Action):  # type: ignore[misc]  # rasa_sdk ships no types
    """An action that says one structured reply, or two when two things were asked.

    Whatever Rasa took a message for, ``service.answering.conversation`` looks first for what the
    conversation explains.
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
        knowledge = self.answers.knowledge
        question = without_misheard(knowledge, with_moves(self.answers, read_question(tracker)))
        question = without_own_data(knowledge, without_negated(knowledge, question))
        tickets = self._tickets(question)
        replies = (
            own_question(self.answers, question)
            or replies_in_conversation(self.answers, question, tickets)
            or self.replies(question)
        )
        said = naming_the_rest(self.answers, question, replies)
        rest, replies = rest_named(replies, said), said
        for reply in in_english(self.answers, question.text, replies):
            dispatcher.utter_message(json_message=reply_to_wire(reply))
        return [
            *(
                SlotSet(name, value)
                for name, value in self._slots(question, replies, rest).items()
            ),
            FollowupAction("action_listen"),  # as every rule says; asking the policy costs a tenth
        ]

    def _slots(
        self, question: Question, replies: Sequence[Reply], rest: str | None
    ) -> dict[str, Any]:
        """Return what the dialogue is about after the replies."""
        last = replies[-1]
        missed = last.outcome in (Outcome.NOT_UNDERSTOOD, Outcome.REPEATED)
        misses = question.misses + 1 if missed else 0
        topic = topic_after(question, last)
        article = self.answers.knowledge.article(topic) if topic else None
        return {
            "office": self._office_in_talk(question, last),
            "topic": topic,
            "title": article.title if article else None,
            "others": others_after(last),
            "misses": float(misses),
            "offer": OFFER_OFFICER if misses > 1 else OFFER_NONE,
            SLOT: memory_as_slot(memory_after(self.answers, question, replies, rest)),
        }

    def _tickets(self, question: Question) -> Tickets:
        return Tickets(lambda: self._has_ticket(question), lambda: self._status(question))

    def _has_ticket(self, question: Question) -> bool:
        with self.database.read() as session:
            return open_escalation_of(session, question.conversation_id) is not None

    def _status(self, question: Question) -> Reply:
        with self.database.read() as session:
            return status_reply(session, self.answers, question.conversation_id, question.text)

    def _office_in_talk(self, question: Question, last: Reply) -> str | None:
        """Return the code of the office spoken of last; several are none in particular."""
        if last.topic != OFFICES:
            return question.office
        where = self.answers.knowledge.where_asked(question.text)
        if not where:
            return office_chosen(self.answers, question) or question.office
        return where.offices[0].code if len(where.offices) == 1 else None


def with_moves(answers: Answers, question: Question) -> Question:
    """Return a question with what it does in the talk; a pressed button says that itself."""
    if question.is_command:
        return question
    moves = moves_of(answers.knowledge.folder)
    clauses = tuple(moves.hear(clause) for clause in clauses_of(question.text))
    return replace(question, heard=moves.hear(question.text), clauses=clauses)


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
        memory=memory_in({SLOT: tracker.get_slot(SLOT)}),
    )
