"""What to reply to a question in its conversation: an article, two, a choice, or a question back.

Called by the custom actions with what Rasa understood. Pure but for reading the knowledge base.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.answers import Answers
from service.answering.decision import (
    CHAT_INTENTS,
    Part,
    RankedIntent,
    Verdict,
    clear_topic,
    decide,
    is_topic,
)
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge
from service.outcomes import Outcome
from service.replies import Reply

NEAR = 2  # the topics of a whole message among which those of its parts must be
ANSWERED_AT_ONCE = 2  # questions of one message; more would bury each other
CERTAIN = 0.5  # confidence from which a message counts as another remit's
# Confidence from which what was said before does not matter: of a person, small talk, a topic.
CLEAR_PERSON, CLEAR_CHAT, CLEAR_TOPIC = 0.5, 0.7, 0.8
RELATED_AT = 0.35  # confidence of a topic near the one before, from which it is meant
STRANGE_AT = (
    0.85  # confidence in context from which a word that we do not know may be a misspelling
)
REJECTION_WORDS = 8  # a longer message says what is meant instead
REJECTION = re.compile(
    r"\b(?:bukan (?:itu|begitu|ini|gitu|yang|kayak|seperti)|tidak (?:nyambung|sesuai|menjawab|"
    r"cocok|pas)|"
    r"salah (?:paham|jawab|tangkap|sambung|alamat|jawaban)|maksud (?:saya|aku|ku)|maksudku|"
    r"melenceng|"
    r"ngawur|jawaban\w* (?:salah|tidak|beda|aneh)|kok (?:itu|jawab\w*|gitu)|keliru)\b"
)


@dataclass(frozen=True)
class Question:
    """What Rasa knows about the message to be answered.

    Attributes:
        text: Masked, as written.
        ranking: The intents of the whole message, best first.
        parts: Its sentences, when it has several, each with its own ranking.
        topic: The topic answered before, None at the beginning.
        in_context: What the message means when it is read after that topic.
        others: Topics that were near to the message before and not shown.
        misses: How many messages in a row were not understood.
    """

    conversation_id: str
    text: str
    ranking: Sequence[RankedIntent]
    parts: Sequence[Part] = ()
    topic: str | None = None
    in_context: Sequence[RankedIntent] = ()
    others: tuple[str, ...] = ()
    misses: int = 0

    @property
    def intent(self) -> str | None:
        """The first intent."""
        return self.ranking[0].name if self.ranking else None

    @property
    def confidence(self) -> float:
        """The first intent's confidence."""
        return self.ranking[0].confidence if self.ranking else 0.0

    @property
    def is_foreign(self) -> bool:
        """Whether it looks like another remit's by itself."""
        return self.intent == "out_of_scope" and self.confidence >= CERTAIN

    @property
    def stands_alone(self) -> bool:
        """Whether it is clear without what was said before: a topic, small talk, a person."""
        if self.intent in CHAT_INTENTS:
            return self.confidence >= CLEAR_CHAT
        clear = CLEAR_PERSON if self.intent in ("human", "ticket_status") else CLEAR_TOPIC
        return self.intent != "out_of_scope" and self.confidence >= clear


def reply_to_question(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer what was asked, one thing or two; else offer a choice, else ask back."""
    asked = _separate_questions(answers, question)
    if len(asked) == ANSWERED_AT_ONCE:
        replies = [_article(answers, topic, text, list(asked)) for topic, text in asked.items()]
        return tuple(reply for reply in replies if reply is not None)
    return (_answer_or_offer(answers, question),)


def reply_in_context(answers: Answers, question: Question) -> Reply | None:
    """Answer a message that needs the one before; None when it does not.

    "Berapa lama?" is about the topic before, "bukan itu" about the reply.
    """
    if question.topic is None or question.text.startswith("/"):
        return None
    if _is_rejection(answers.knowledge, question):
        return reply_to_rejection(answers, question)
    topic = topic_in_context(answers.knowledge, question)
    if topic is None:
        return None
    if topic == question.topic and topic != OFFICES:
        return answers.once_more(topic)
    return _article(answers, topic, question.text, [topic])


def topic_in_context(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic a message means after the one before; None when it stands by itself.

    Small words alone ("bayar ga?") are read by what they lead to (``content/follow_ups.yml``);
    others by what the classifier makes of them, alone where that is related to the topic before,
    else behind its title. Not so what is clear by itself, or has no word of our articles.
    """
    before = question.topic or ""
    if question.is_foreign and knowledge.find_referral(question.text) is not None:
        return None
    led = knowledge.follow_up(question.text, before)
    if led is not None and led.topic and (led.is_sure or not question.is_foreign):
        return led.topic
    is_small = led is not None and led.is_sure
    if question.stands_alone and not is_small:
        return None
    best = question.ranking[0] if question.ranking else None
    if best and best.confidence >= RELATED_AT and best.name in knowledge.related(before):
        return best.name
    meant = clear_topic(question.in_context)
    if is_small:
        return meant or before
    if question.is_foreign and knowledge.has_strange(question.text):
        return meant if question.in_context[0].confidence >= STRANGE_AT else None
    return meant


def reply_to_rejection(answers: Answers, question: Question) -> Reply:
    """Answer "bukan itu maksud saya" with what else was near; else ask back."""
    offered = answers.clarify(question.others, question.confidence) if question.others else None
    if offered is not None:
        return offered.named("deny")
    return answers.not_understood((), question.confidence, question.misses, "deny")


def question_in(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer the question behind a greeting ("halo min, jam buka?"); none when there is none."""
    found = _separate_questions(answers, question)
    replies = [_article(answers, topic, text, list(found)) for topic, text in found.items()]
    return tuple(reply for reply in replies if reply is not None)


def others_after(reply: Reply) -> list[str]:
    """Return the topics that were near and not shown, for the case that the reply was wrong."""
    return list(reply.topics[1:]) if reply.outcome is Outcome.ANSWERED else []


def _is_rejection(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a message says no more than that the reply was not what was meant."""
    said = knowledge.standard(question.text)
    is_short = len(said.split()) <= REJECTION_WORDS
    is_other = question.stands_alone and is_topic(question.intent or "")
    return is_short and not is_other and bool(REJECTION.search(said))


def _separate_questions(answers: Answers, question: Question) -> dict[str, str]:
    """Return the topics that parts of a message clearly ask for, each with its words.

    A part that needs the one before ("terus berapa lama?") is read after it. Both must be what
    the whole message is about as well, if it is about a topic at all; the likelier one is first.
    """
    found: dict[str, str] = {}
    topic = question.topic
    for part in question.parts:
        if not part.is_question:
            continue
        led = answers.knowledge.follow_up(part.text, topic) if topic else None
        asked = (led and led.topic) or clear_topic(part.ranking)
        if asked is not None and answers.knowledge.article(asked) is not None:
            found.setdefault(asked, part.text)
            topic = asked
    if question.intent not in CHAT_INTENTS:
        near = [ranked.name for ranked in question.ranking if is_topic(ranked.name)][:NEAR]
        found = {topic: found[topic] for topic in near if topic in found}
    return dict(list(found.items())[:ANSWERED_AT_ONCE])


def _answer_or_offer(answers: Answers, question: Question) -> Reply:
    """Answer, offer a choice, or say that it was not understood, as ``decide`` says."""
    decision = decide(question.ranking)
    reply = None
    if decision.verdict is Verdict.ANSWER:
        first, *others = decision.topics
        reply = _article(answers, first, question.text, decision.topics, decision.confidence)
        if others and sum(part.is_question for part in question.parts) > 1:
            reply = answers.with_also(reply, others[0])  # perhaps the other half of the message
    elif decision.verdict is Verdict.CLARIFY:
        reply = answers.clarify(decision.topics, decision.confidence)
    return reply or answers.not_understood(
        decision.topics, decision.confidence, question.misses, question.intent
    )


def _article(
    answers: Answers, topic: str, text: str, topics: Sequence[str], confidence: float = 1.0
) -> Reply | None:
    """Return a topic's article; for the offices, those of the places named."""
    ordered = (topic, *(other for other in topics if other != topic))
    if topic == OFFICES:
        return answers.office(text, ordered, confidence)
    return answers.article(topic, ordered, confidence)
