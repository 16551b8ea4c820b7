"""What the bot says while a ticket waits: what it is sure of, and the message joins the ticket.

Small talk gets one short sentence, that the ticket still waits.
Once an officer holds the conversation, the bot is silent.
"""

from dataclasses import replace

from bot.routes import AboutTicket, RouteName
from service.answering.answers import Answers
from service.markup import read_markup, write_markup
from service.outcomes import AnsweredBy, Outcome
from service.payloads import Payload, PayloadKind
from service.replies import Answer, Button, Reply

SURE = 0.7  # confidence from which an answer is given beside a waiting ticket
REASON_AT = 0.35  # the same of a topic, from which it is what the ticket is about


def beside_ticket(
    answers: Answers, answer: Answer | AboutTicket, *, is_for_nothing: bool = False
) -> Answer | AboutTicket:
    """Return an answer that helps meanwhile, or that the message is only relayed.

    Args:
        answers: What is said, and whose topic it is.
        answer: What the bot would say.
        is_for_nothing: Whether a person was wished for and no matter named so far: then what the
            message is about tells the ticket's unit.
    """
    if isinstance(answer, AboutTicket):
        return answer
    helping = _helping(answers, answer)
    return replace(helping, unit=_unit_of(answers, answer.main) if is_for_nothing else "")


def _unit_of(answers: Answers, main: Reply) -> str:
    """Return the unit of what a message is about, empty where that is not told."""
    topic = main.topic or next(iter(main.topics), None)
    is_likely = topic is not None and main.confidence >= REASON_AT
    return answers.unit_of(topic) if is_likely else ""


def _helping(answers: Answers, answer: Answer) -> Answer | AboutTicket:
    main = answer.main
    if main.escalate is not None:
        return AboutTicket(RouteName.IN_HANDS)
    if main.intent == "ticket_status":
        return replace(answer, replies=(replace(main, outcome=Outcome.RELAYED),))
    if main.outcome is Outcome.SMALL_TALK and main.confidence >= SURE:
        waits = answers.say("beside_small_talk")
        told = replace(main, text=waits, buttons=(), outcome=Outcome.RELAYED)
        return replace(answer, replies=(told,))
    is_sure = main.outcome is Outcome.ANSWERED and main.confidence >= SURE
    if not is_sure or answer.answered_by is not AnsweredBy.RASA:
        return AboutTicket(RouteName.RELAY)
    first = _meanwhile(answers, main)
    return replace(answer, replies=(first, *answer.replies[1:]), is_beside=True)


def _meanwhile(answers: Answers, main: Reply) -> Reply:
    """Return an answer that says that nobody has read the message yet."""
    marked = read_markup(main.text)
    words = (answers.say("beside_ticket"), marked.title, marked.body)
    body = "\n\n".join(filter(None, words))
    told = write_markup(replace(marked, title="", body=body))
    cancel = Button(answers.say("button_cancel"), Payload(PayloadKind.CANCEL))
    return replace(main, text=told, outcome=Outcome.RELAYED).with_buttons(cancel)
