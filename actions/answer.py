"""Actions that answer from the knowledge base, or say that they cannot."""

from actions.base import ReplyAction
from service.answering.decision import CHAT_INTENTS
from service.answering.dialogue import (
    may_be_no_greeting,
    office_of_place,
    question_in,
    reply_to_question,
)
from service.answering.question import Question
from service.answering.rejecting import reply_to_rejection
from service.outcomes import Outcome
from service.replies import Reply

CERTAINLY_FOREIGN = 0.8  # confidence up to which a clear sentence beside others is answered
REJECTED_BY_BUTTON = "/deny"  # "Bukan ini", under a choice


class ActionAnswer(ReplyAction):
    """Answers a question about a topic, or offers the nearest ones."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_answer"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Answer what is clear, offer a choice when several topics are near."""
        return reply_to_question(self.answers, question)


class ActionRefer(ReplyAction):
    """Says that a matter is not BPKP's and who can help."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_refer"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Name who can help where that is known; nonsense is asked again."""
        answers = self.answers
        if answers.is_nonsense(question.text):
            asked_again = answers.not_understood(
                (), question.confidence, question.misses, question.intent
            )
            return (asked_again,)
        office = office_of_place(answers, question)
        if office is not None:
            return (office,)
        asked = question_in(answers, question) if question.confidence < CERTAINLY_FOREIGN else ()
        if any(reply.outcome is Outcome.ANSWERED for reply in asked):
            return asked
        return (answers.referral(question.text, question.confidence),)


class ActionFallback(ReplyAction):
    """Answers a message that the classifier did not understand."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_fallback"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Offer what is near; else ask to say it otherwise, the second time offer an officer."""
        return reply_to_question(self.answers, question)


class ActionSmallTalk(ReplyAction):
    """Greets, thanks, says goodbye, and says that it is a machine."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_small_talk"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Return the fixed sentence of the intent, but never pass over a question beside it.

        Nobody is sent off by a goodbye that may be none, or greeted for a mere word of it.
        """
        asked = question_in(self.answers, question)
        if asked:
            return asked
        is_other = question.intent not in CHAT_INTENTS and not question.is_command
        if is_other or question.may_not_be_leaving or may_be_no_greeting(question):
            return reply_to_question(self.answers, question)
        if question.text == REJECTED_BY_BUTTON:
            return (reply_to_rejection(self.answers, question),)
        return (self.answers.small_talk(question.intent or "greet", question.confidence),)
