"""A wish for a person, in so many words: it opens a ticket, whatever else the message says.

"Sambungkan petugas dong, mau tanya berkas keberatan saya" names the reason as well: the ticket
goes to the unit that answers it.
"""

import re

from service.answering.answers import Answers
from service.answering.decision import is_topic
from service.answering.question import Question
from service.outcomes import EscalationReason
from service.replies import Reply

REASON_AT = 0.2  # confidence of the topic that a wish is about
_PERSON = r"(?:petugas\w*|admin\w*|operator\w*|staf\w*|orangnya|orang asli|manusia|cs)"
_TALK = (
    r"(?:hubung(?:kan|i)|sambung(?:kan|in)?|disambung(?:kan|in)?|dihubung(?:kan|i)|bicara|berbicara|"
    r"ngomong|ngobrol|mengobrol|chat|curhat|dilayani|dibantu)"
)
WISH = re.compile(
    rf"\b{_TALK}\b(?: \w+){{0,3}} {_PERSON}\b"
    rf"|\b(?:minta|butuh|perlu|panggil\w*)(?: bantuan| bantu| tolong)? {_PERSON}\b"
    rf"|^(?:iya|ya|oke|baik|tolong|mohon)? ?(?:petugas|hubungkan|sambungkan|disambungkan)"
    r"(?: dong| ya| saja| pak| bu| kak| min| tolong| petugas\w*)*$"
)


_MACHINE = re.compile(r"\b(?:mesin|robot|bot)\b")  # "mesin atau manusia" asks who writes
_TICKET = re.compile(r"\btiket(?:ku|mu|nya)?\b")
_OTHER_TICKETS = re.compile(r"\b(?:pesawat|kereta|konser|kapal|bus|harga|beli)\b")
_ANSWERED_YET = re.compile(
    r"\b(?:dibaca|dibalas|dijawab|diproses|ditanggapi)\w*\b(?: \w+){0,2} belum\b"
)


def asks_for_ticket(answers: Answers, question: Question) -> bool:
    """Tell whether a message asks after the citizen's ticket."""
    said = answers.knowledge.standard(question.text)
    is_topic_clear = question.stands_alone and is_topic(question.intent or "")
    if question.text.startswith("/") or is_topic_clear or _OTHER_TICKETS.search(said):
        return False
    return bool(_TICKET.search(said))


def asks_whether_read(answers: Answers, question: Question) -> bool:
    """Tell whether a message asks if somebody has read it: a ticket, where one is open."""
    return bool(_ANSWERED_YET.search(answers.knowledge.standard(question.text)))


def reply_to_wish(answers: Answers, question: Question) -> Reply | None:
    """Ask the gateway for an officer of the unit that the wish is about; None without a wish."""
    said = answers.knowledge.standard(question.text)
    if question.text.startswith("/") or _MACHINE.search(said) or not WISH.search(said):
        return None
    return answers.escalate(unit_of_wish(answers, question), EscalationReason.ASKED, 1.0)


def unit_of_wish(answers: Answers, question: Question) -> str:
    """Return the unit of the matter that a wish names, else of the topic in talk."""
    named = (r.name for r in question.ranking if is_topic(r.name) and r.confidence >= REASON_AT)
    return answers.unit_of(next(named, question.topic))
