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


def beside_ticket(answers: Answers, answer: Answer | AboutTicket) -> Answer | AboutTicket:
    """Return an answer that helps meanwhile, or that the message is only relayed."""
    if isinstance(answer, AboutTicket):
        return answer
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
