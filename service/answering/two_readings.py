"""A question that two readings take for two topics: both are answered.

Called by ``conversation`` when something in talk answered. Read alone the message is surely about
another topic, and it does not sound like a question that only asks further ("alasan penolakannya
diatur di mana?" after access to reports): one of the two answers would be wrong too often.
"""

from service.answering.answers import Answers
from service.answering.carried import reply_of_another_matter
from service.answering.decision import is_topic
from service.answering.moves import Move
from service.answering.question import Question
from service.answering.remembering import INTERLUDES
from service.content.named_topics import CHIEF, CONTACT, OFFICES
from service.outcomes import Outcome
from service.replies import Reply

ALONE_AT = 0.85  # confidence of the other topic, read alone
FURTHER_BELOW = 0.1  # lead of "asks further" over "asks for its own matter"
LEAST, LONGEST = 3, 14  # words
ANYWHERE = frozenset({OFFICES, CONTACT, CHIEF, "alamat-pusat", "jam-layanan"}) | INTERLUDES
# topics whose words every matter has: a number, a place, a person


def with_other_reading(answers: Answers, question: Question, reply: Reply) -> tuple[Reply, ...]:
    """Return a reply, behind the article of the other topic where the message may mean that."""
    intent, topic = question.intent or "", question.topic
    if topic is None or question.is_command or not question.heard.scores:
        return (reply,)
    is_said = reply.topic is not None and reply.outcome is Outcome.ANSWERED
    is_other = is_topic(intent) and intent not in ANYWHERE and intent not in {topic, reply.topic}
    is_open = topic not in ANYWHERE and LEAST <= len(question.text.split()) <= LONGEST
    if not (is_said and is_other and is_open) or question.confidence < ALONE_AT:
        return (reply,)
    is_further = question.heard.lead_over(Move.MORE, Move.ASK) >= FURTHER_BELOW
    is_further = is_further or reply_of_another_matter(answers, question) is not None
    if is_further or _would_mislead(answers, question.text, intent, reply.topic or ""):
        return (reply,)
    other = answers.article(intent, confidence=question.confidence)
    return (other, reply) if other is not None else (reply,)


def _would_mislead(answers: Answers, text: str, topic: str, beside: str) -> bool:
    """Tell whether two answers would contradict: both are what two matters say of one thing.

    "Berapa lama dijawab" gets one deadline, of the matter in talk.
    """
    knowledge = answers.knowledge
    return knowledge.is_weak(text) or bool(knowledge.roles_of(topic) & knowledge.roles_of(beside))
