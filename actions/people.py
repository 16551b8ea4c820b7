"""Actions about people: asking for an officer, and what became of it."""

from actions.base import ReplyAction
from service.answering.conversation import SURE_PERSON
from service.answering.decision import asks_outright
from service.answering.dialogue import question_beside_wish, reply_to_question
from service.answering.question import CLEAR_PERSON, Question
from service.answering.status import status_reply
from service.answering.wishes import declines_person, names_person, wish_granted
from service.outcomes import EscalationReason
from service.replies import Reply

CERTAIN = 1.0  # what no wish is sure of: a question is one, where it names nobody


class ActionEscalate(ReplyAction):
    """Asks for an officer of the unit that answers the topic talked about."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_escalate"

    def replies(self, question: Question) -> tuple[Reply, ...]:
        """Ask the gateway to open an escalation; what may be no wish is answered or asked back."""
        if question.intent != "human" and not question.is_command:
            return reply_to_question(self.answers, question)
        if question.intent == "human" and 0 < question.confidence < self._least(question):
            return reply_to_question(self.answers, question)
        if declines_person(self.answers, question):
            return (self.answers.small_talk("deny", question.confidence),)
        asked = question_beside_wish(self.answers, question)
        if asked:
            return asked
        is_first = question.misses == 0
        reason = EscalationReason.ASKED if is_first else EscalationReason.NOT_UNDERSTOOD
        return (wish_granted(self.answers, question, reason, question.confidence),)

    def _least(self, question: Question) -> float:
        """Return how sure a wish must be: surer where its words name no person and no ticket."""
        if names_person(self.answers, question.text):
            return CLEAR_PERSON
        return CERTAIN if asks_outright(question.text) else SURE_PERSON


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
