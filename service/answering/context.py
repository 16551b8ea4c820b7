"""A message that needs the one before: "berapa lama?", "bayar ga?", "bukan itu maksud saya".

Called by every action before its own reply. It is read so only where its own words say so: noise,
praise and a new matter must not become the last article again.
"""

import re
from dataclasses import dataclass

from service.answering.answers import Answers
from service.answering.decision import asks, clear_topic, is_topic
from service.answering.excerpts import about, with_evidence
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge
from service.replies import Reply

RELATED_AT = 0.35  # confidence of a topic near the one before, from which it is meant
NEAR_AT = 0.1  # the same of the topic before, from which a message may still be about it
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
class FollowUp:
    """What a message means after the one before.

    Attributes:
        topic: The article it is about.
        aspects: What it asks about, as far as its words say.
    """

    topic: str
    aspects: tuple[Aspect, ...] = ()


def reply_in_context(answers: Answers, question: Question) -> Reply | None:
    """Answer a message that needs the one before; None when it does not.

    "Berapa lama?" is about the topic before, "bukan itu" about the reply.
    """
    if question.topic is None or question.text.startswith("/"):
        return None
    if _is_rejection(answers.knowledge, question):
        return reply_to_rejection(answers, question)
    meant = follow_up_of(answers.knowledge, question)
    if meant is None:
        return None
    if meant.topic == OFFICES:
        return answers.offices.reply(question.text, [OFFICES], known=question.office)
    if meant.topic == question.topic:
        return _more_about(answers, question, meant)
    return answers.article(meant.topic)


def follow_up_of(knowledge: Knowledge, question: Question) -> FollowUp | None:
    """Return what a message means after the topic before; None when it stands by itself.

    Small words alone ("bayar ga?") are read by what they lead to (``content/follow_ups.yml``);
    others by what the classifier makes of them, alone where that is related to the topic before,
    else behind its title. Not so what is clear by itself, or has no word of our articles.
    """
    before = question.topic or ""
    if question.is_foreign and knowledge.find_referral(question.text) is not None:
        return None
    led = knowledge.follow_up(question.text, before)
    if led is not None and led.topic and (led.is_sure or not question.is_foreign):
        return FollowUp(led.topic, led.aspects)
    aspects = led.aspects if led is not None and led.is_sure else ()
    if aspects and not any(aspect.evidence for aspect in aspects):
        return None  # a matter of its own, such as "mau lapor"
    if question.stands_alone and not aspects:
        return None
    best = question.ranking[0] if question.ranking else None
    if best and best.confidence >= RELATED_AT and best.name in knowledge.related(before):
        return FollowUp(best.name, aspects)
    meant = clear_topic(question.in_context)
    if aspects:
        return FollowUp(meant or before, aspects)
    if meant and led is not None:
        return FollowUp(meant, led.aspects)
    return FollowUp(meant) if meant and _is_said(knowledge, question, meant) else None


def reply_to_rejection(answers: Answers, question: Question) -> Reply:
    """Answer "bukan itu maksud saya" with what else was near; else ask back."""
    offered = answers.clarify(question.others, question.confidence) if question.others else None
    if offered is not None:
        return offered.named("deny")
    return answers.not_understood((), question.confidence, question.misses, "deny")


def _is_said(knowledge: Knowledge, question: Question, meant: str) -> bool:
    """Tell whether a message's own words speak for the topic that its context gave it.

    A title in front of it makes nearly everything look like that topic.
    """
    if knowledge.speaks_of(question.text, meant):
        return True
    if question.is_foreign and knowledge.has_strange(question.text):
        return meant != question.topic and question.in_context[0].confidence >= STRANGE_AT
    return asks(question.text) or question.chance_of(meant) >= NEAR_AT


def _more_about(answers: Answers, question: Question, meant: FollowUp) -> Reply | None:
    """Answer a question about the article just shown: by its sentences, or that none says it."""
    article, knowledge = answers.knowledge.article(meant.topic), answers.knowledge
    if article is None:
        return None
    evidence = [beginning for aspect in meant.aspects for beginning in aspect.evidence]
    said = with_evidence(article, evidence)
    if not said and not meant.aspects:
        said = about(article, knowledge.telling_stems(question.text), knowledge.stems)
    if said:
        return answers.detail(meant.topic, said)
    return answers.unknown_detail(meant.topic) if evidence else answers.repeated(meant.topic)


def _is_rejection(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a message says no more than that the reply was not what was meant."""
    said = knowledge.standard(question.text)
    is_short = len(said.split()) <= REJECTION_WORDS
    is_other = question.stands_alone and is_topic(question.intent or "")
    return is_short and not is_other and bool(REJECTION.search(said))
