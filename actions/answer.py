"""Actions that answer from the knowledge base, or say that they cannot."""

from actions.base import Question, ReplyAction
from service.decision import Verdict, decide
from service.replies import Reply


class ActionAnswer(ReplyAction):
    """Answers a question about a topic, or offers the nearest ones."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_answer"

    def reply(self, question: Question) -> Reply:
        """Answer when one topic is clear, offer a choice when several are near."""
        return answer_or_offer(self, question)


class ActionFindOffice(ReplyAction):
    """Answers where the regional office of a named place is."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_find_office"

    def reply(self, question: Question) -> Reply:
        """Find the places named; without a clear question fall back to offering a choice."""
        decision = decide(question.ranking)
        if decision.verdict is Verdict.ANSWER:
            return self.answers.office(question.text, decision.topics, decision.confidence)
        return answer_or_offer(self, question)


class ActionRefer(ReplyAction):
    """Says that a matter is not BPKP's and who can help."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_refer"

    def reply(self, question: Question) -> Reply:
        """Name who can help where that is known; nonsense is asked again."""
        if self.answers.is_nonsense(question.text):
            return self.answers.not_understood(
                (), question.confidence, question.misses, _intent(question)
            )
        return self.answers.referral(question.text, question.confidence)


class ActionFallback(ReplyAction):
    """Answers a message that the classifier did not understand."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_fallback"

    def reply(self, question: Question) -> Reply:
        """Offer what is near; else ask to say it otherwise, the second time offer an officer."""
        return answer_or_offer(self, question)


class ActionSmallTalk(ReplyAction):
    """Greets, thanks, says goodbye, and says that it is a machine."""

    def name(self) -> str:
        """Return the name the domain uses."""
        return "action_small_talk"

    def reply(self, question: Question) -> Reply:
        """Return the fixed sentence of the intent."""
        return self.answers.small_talk(question.ranking[0].name, question.confidence)


def answer_or_offer(action: ReplyAction, question: Question) -> Reply:
    """Answer, offer a choice, or say that it was not understood, as ``decide`` says."""
    decision = decide(question.ranking)
    answers = action.answers
    reply = None
    if decision.verdict is Verdict.ANSWER:
        reply = answers.article(decision.topics[0], decision.topics, decision.confidence)
    elif decision.verdict is Verdict.CLARIFY:
        reply = answers.clarify(decision.topics, decision.confidence)
    if reply is not None:
        return reply
    return answers.not_understood(
        decision.topics, decision.confidence, question.misses, _intent(question)
    )


def _intent(question: Question) -> str | None:
    return question.ranking[0].name if question.ranking else None
