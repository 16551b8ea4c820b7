"""What is looked for in every message before the action's own reply, in this order.

Called by every action: whatever Rasa took a message for, what was said before may explain it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from service.answering.accounts import reply_about_account
from service.answering.accused import supposes_a_case
from service.answering.answers import Answers
from service.answering.bare import reply_to_bare, reply_to_open_matter
from service.answering.by_move import (
    adds_to_ticket,
    asks_of_open_ticket,
    reply_to_added,
    reply_to_heard_own_data,
    reply_to_heard_wish,
)
from service.answering.cancelling import supposes_end
from service.answering.carried import reply_of_another_matter
from service.answering.context import parts_in_context, reply_in_context
from service.answering.decision import asks_outright, is_topic
from service.answering.emergency import reply_about_helpers
from service.answering.explaining import reply_to_puzzled
from service.answering.going_back import (
    reply_to_choice,
    reply_to_known_office,
    reply_to_matter,
    reply_to_reference,
)
from service.answering.in_talk import (
    behind_aside,
    behind_office,
    behind_other_answer,
    reply_about_head,
)
from service.answering.introducing import reply_to_introduction
from service.answering.more_about import YES_OR_NO
from service.answering.named_things import reply_of_thing
from service.answering.noise import reply_to_noise
from service.answering.office_holders import reply_about_office_holder
from service.answering.other_agencies import reply_of_another_agency
from service.answering.own_data import reply_about_own_data
from service.answering.question import Question
from service.answering.referred import reply_after_referral
from service.answering.rejecting import is_rejection
from service.answering.reporting import reply_about_safety, reply_to_report
from service.answering.two_readings import with_other_reading
from service.answering.wishes import (
    asks_for_ticket,
    asks_how_tickets_go,
    asks_no_more_than_read,
    asks_whether_read,
    reply_to_wish,
    says_nobody_read,
)
from service.answering.yes import reply_to_yes
from service.content.named_topics import OWN_DATA, TICKETS
from service.door.channels import CHANNELS, REPORTING
from service.outcomes import Outcome
from service.replies import Reply
from service.text import words

SURE_PERSON = 0.9  # confidence from which a wish without words of it is one, amid particulars
SAID_OF_A_TOPIC = frozenset({Outcome.ANSWERED, Outcome.REPEATED})
BOTH = 2  # questions of one message that are answered together
FEWEST = 3  # words that tell something
SHORT = 4  # words of which one that asks for something makes a question


@dataclass(frozen=True)
class Tickets:
    """What a conversation's tickets are asked; each costs a look into the database.

    Attributes:
        is_open: Whether one is open.
        status: Their state in words, for the message that asks.
    """

    is_open: Callable[[], bool]
    status: Callable[[], Reply]


def reply_in_conversation(answers: Answers, question: Question, tickets: Tickets) -> Reply | None:
    """Return the reply of the first that fits; None when the message is for the action itself."""
    return (
        reply_about_helpers(answers, question)
        or _about_ticket_rules(answers, question)
        or reply_to_wish(answers, question)
        or reply_to_heard_wish(answers, question)
        or _about_tickets(answers, question, tickets)
        or reply_about_own_data(answers, question)
        or reply_to_heard_own_data(answers, question)
        or reply_to_yes(answers, question)
        or reply_about_safety(answers, question)
        or reply_to_noise(answers, question)
        or reply_to_introduction(answers, question)
        or reply_to_puzzled(answers, question)
        or reply_after_referral(answers, question)
        or reply_of_thing(answers, question)
        or reply_to_open_matter(answers, question)
        or reply_of_another_agency(answers, question)
        or reply_about_office_holder(answers, question)
        or reply_about_head(answers, question)
        or reply_about_account(answers, question)
        or reply_to_known_office(answers, question)
        or reply_to_choice(answers, question)
        or reply_to_reference(answers, question)
        or reply_to_matter(answers, question)
        or reply_of_another_matter(answers, question)
        or _of_particulars(answers, question)
        or reply_to_report(answers, question)
        or reply_in_context(answers, question)
        or reply_to_bare(answers, question)
    )


def replies_in_conversation(
    answers: Answers, question: Question, tickets: Tickets
) -> tuple[Reply, ...]:
    """Return what the conversation explains: one reply, two where two things were asked."""
    question = behind_aside(answers.knowledge, behind_office(answers.knowledge, question))
    question = behind_other_answer(answers.knowledge, question)
    first = reply_in_conversation(answers, question, tickets)
    if first is None or first.outcome not in SAID_OF_A_TOPIC:
        return (first,) if first else ()
    parts = parts_in_context(answers, question)
    is_told = len(parts) == BOTH or (first.outcome is Outcome.REPEATED and parts)
    return parts[:BOTH] if is_told else with_other_reading(answers, question, first)


def _about_ticket_rules(answers: Answers, question: Question) -> Reply | None:
    """Tell how tickets go to who asks that before there is one."""
    return answers.article(TICKETS) if asks_how_tickets_go(answers, question) else None


def _about_tickets(answers: Answers, question: Question, tickets: Tickets) -> Reply | None:
    """Tell the state of the citizen's tickets to who asks after them in any words."""
    if supposes_end(question.text) and not question.is_command:
        return answers.article(OWN_DATA)
    if adds_to_ticket(question) and tickets.is_open():
        return reply_to_added(answers, tickets.status())
    if asks_for_ticket(answers, question):
        return tickets.status()
    if asks_of_open_ticket(question) and tickets.is_open():
        return tickets.status()
    if not asks_whether_read(answers, question):
        return None
    is_of_nothing = question.topic is None and not _is_clear(question)
    is_told = is_of_nothing and says_nobody_read(answers, question)
    is_told = is_told or (question.topic is None and asks_no_more_than_read(answers, question))
    return tickets.status() if is_told or tickets.is_open() else None


def _of_particulars(answers: Answers, question: Question) -> Reply | None:
    """Lead to the channel again whoever goes on telling after a report was spoken of."""
    is_reporting = question.memory.is_held or question.topic in REPORTING
    is_question = asks_outright(question.text) or bool(
        YES_OR_NO.search(answers.knowledge.standard(question.text))
        or supposes_a_case(answers, question.text)
    )
    if not is_reporting or question.is_command or is_question:
        return None
    is_small = not answers.knowledge.telling_stems(question.text)
    is_short = len(words(question.text)) <= SHORT
    if (is_small or is_short) and answers.knowledge.aspects_in(question.text):
        return None  # "kalau tidak direspons juga" tells nothing, and asks
    is_no = is_rejection(answers.knowledge, question)
    if is_no or len(question.text.split()) < FEWEST or _is_clear(question):
        return None
    return answers.particulars(question.topic if question.topic in CHANNELS else None)


def _is_clear(question: Question) -> bool:
    """Tell whether something else is clearly meant: a topic, thanks, a person."""
    if question.intent == "human":
        return question.confidence >= SURE_PERSON
    return question.stands_alone or is_topic(question.intent or "")
