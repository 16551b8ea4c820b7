"""What is answered by what a message does (``moves``), where the rules' words find nothing sure.

Called by ``conversation``, each behind the rules for the same. The thresholds were chosen over all
read conversations and single questions at once; docs/nlu.md shows what each costs.
"""

from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import is_topic
from service.answering.moves import Move
from service.answering.own_data import speaks_of_reports
from service.answering.question import Question
from service.answering.wishes import declines_person, is_judged_no_wish, wish_granted
from service.content.named_topics import CONTACT, OWN_DATA, TICKETS
from service.outcomes import EscalationReason
from service.replies import Reply

LONGEST_WISH = 16  # words; who writes more tells of persons rather than to wish for one
WISH_AT, WISH_LEAD = 0.25, 0.4  # score of a wish, and lead over any other move
CLAUSE_AT = 0.4  # the same of one of its clauses
OWN_DATA_AT, OWN_DATA_LEAD = 0.3, 0.8
STATE_AT, STATE_LEAD = 0.1, 0.4  # of who asks after a ticket that is open
ADDED_AT, ADDED_LEAD = 0.5, 0.5  # of who adds to one; lower ones are only relayed
CLEAR = 0.7  # confidence from which another topic is what is asked
ABOUT_TICKETS = frozenset({TICKETS, CONTACT})  # topics that "mana nomornya" is taken for


def reply_to_heard_wish(answers: Answers, question: Question) -> Reply | None:
    """Ask for an officer where a whole message and one clause of it wish for one.

    "Mohon petugas bantu, status keberatan saya bagaimana" names a topic as well.
    """
    if len(question.text.split()) > LONGEST_WISH or declines_person(answers, question):
        return None
    if question.is_command or is_judged_no_wish(answers, question.text):
        return None
    is_whole = question.heard.is_move(Move.PERSON, WISH_AT, WISH_LEAD)
    is_said = (part.is_move(Move.PERSON, CLAUSE_AT, WISH_LEAD) for part in question.clauses)
    if not is_whole or not any(is_said):
        return None
    return wish_granted(answers, question, EscalationReason.ASKED, 1.0)


def reply_to_heard_own_data(answers: Answers, question: Question) -> Reply | None:
    """Tell what is kept of a citizen: "petugas bisa lihat nomor saya?"; not of who reports."""
    is_heard = question.heard.is_move(Move.OWN_DATA, OWN_DATA_AT, OWN_DATA_LEAD)
    if not is_heard or speaks_of_reports(answers, question):
        return None
    is_other = _is_clear(question) and question.intent != OWN_DATA
    return None if is_other else answers.article(OWN_DATA)


def asks_of_open_ticket(question: Question) -> bool:
    """Tell whether a message asks after the ticket that is open: "mana nomornya"."""
    is_other = _is_clear(question) and question.intent not in ABOUT_TICKETS
    return question.heard.is_move(Move.TICKET, STATE_AT, STATE_LEAD) and not is_other


def adds_to_ticket(question: Question) -> bool:
    """Tell whether a message adds something for the officer, in so many words."""
    return question.heard.is_move(Move.ADD, ADDED_AT, ADDED_LEAD)


def reply_to_added(answers: Answers, status: Reply) -> Reply:
    """Confirm that something was added, with the ticket's state."""
    return replace(status, text=f"{answers.say('added_to_ticket')}\n{status.text}")


def _is_clear(question: Question) -> bool:
    return is_topic(question.intent or "") and question.confidence >= CLEAR
