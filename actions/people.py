"""Actions about people: asking for an officer, and what became of it."""

from actions.base import ReplyAction
from service.answering.dialogue import reply_to_question
from service.answering.question import CLEAR_PERSON, Question
from service.answering.status import status_reply
from service.answering.wishes import topic_of_wish
from service.outcomes import EscalationReason
from service.replies import Reply


class ActionEscalate(ReplyAction):
    """Asks for an officer of the unit that answers the topic talked about."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_escalate"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Ask the gateway to open an escalation; what may be no wish is answered or asked back."""
        if question.intent == "human" and 0 < question.confidence < CLEAR_PERSON:
            return reply_to_question(self.answers, question)
        is_first = question.misses == 0
        reason = EscalationReason.ASKED if is_first else EscalationReason.NOT_UNDERSTOOD
        topic = topic_of_wish(self.answers, question)
        return (self.answers.escalate(topic, reason, question.confidence),)


class ActionEscalationStatus(ReplyAction):
    """Tells what became of the citizen's own tickets."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_escalation_status"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Read the tickets of this conversation; of nobody else's."""
        with self.database.read() as session:
            reply = status_reply(
                session, self.answers, question.conversation_id, question.text, question.confidence
            )
        return (reply,)
