"""A question in talk whose words belong to every matter: "suratnya ditujukan ke siapa?".

Called by ``context``. The classifier has learnt such a word from one topic alone (a letter from
the letter of assignment); after another topic it means that topic's.
"""

from service.answering.decision import CHAT_INTENTS, is_topic
from service.answering.more_about import FollowUp, is_asked
from service.answering.question import Question
from service.answering.remembering import INTERLUDES
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge

NAMING = frozenset(  # aspects whose words name a matter of their own
    {"ujian", "pelatihan", "harta", "masalah", "penolakan", "perpanjangan", "lapor", "pelindung"}
)
LONGEST = 8  # words; a longer message says what it is about
UNTOLD = frozenset({"human", "ticket_status"})


def by_weak_words(knowledge: Knowledge, question: Question) -> FollowUp | None:
    """Return the topic in talk where nothing but weak words speak for another."""
    before, intent = question.topic or "", question.intent or ""
    if intent in CHAT_INTENTS | UNTOLD | INTERLUDES or before in INTERLUDES | {OFFICES}:
        return None
    if is_topic(intent) and intent in {before, *knowledge.leads_of(before)}:
        return None
    is_short = len(question.text.split()) <= LONGEST and is_asked(knowledge, question)
    if not is_short or not knowledge.is_weak(question.text) or knowledge.where(question.text):
        return None
    aspects = knowledge.aspects_in(question.text)
    if any(aspect.id in NAMING for aspect in aspects):
        return None
    lead = knowledge.own_lead(before, aspects[0].id) if aspects else None
    return FollowUp(lead or before, aspects, stays=True)
