"""What is asked further about an article: answered by its fields, its sentences, or another
article.

Called by ``context`` and ``going_back``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.answering.answers import Answers
from service.answering.decision import CHAT_INTENTS, RankedIntent, asks
from service.answering.excerpts import about, sentences_of, with_evidence
from service.answering.in_talk import instead_of, led_away
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.model import Article
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge
from service.replies import Reply
from service.text import words

RELATED_AT = 0.35  # confidence of a topic near the one before, from which it is meant
NEIGHBOUR_AT = 0.8  # the same, from which it answers what the one in talk does not tell
LONGEST = 10  # words of a question that the topic in talk may explain
NEAREST = 2  # sentences shown where none has a word of the question
_CONTACT = re.compile(r"\(0\d{2,3}\) ?\d|\b08\d\d[ -]|\S@\S|WhatsApp")
YES_OR_NO = re.compile(
    r"\b(?:tidak|kah|ora|teu|mboten|kada)"
    r"(?: (?:ya|sih|di (?:sana|situ|sini)|yang (?:barusan|tadi|itu|ini)))?$"
)


@dataclass(frozen=True)
class FollowUp:
    """What a message means after the one before.

    Attributes:
        topic: The article it is about.
        aspects: What it asks about, as far as its words say.
        stays: Whether no other article may answer in its place.
    """

    topic: str
    aspects: tuple[Aspect, ...] = ()
    stays: bool = False


def reply_about(
    answers: Answers, topic: str, rest: str, ranking: Sequence[RankedIntent]
) -> Reply | None:
    """Answer what a message asks of an article that it goes back to, else show the article."""
    knowledge = answers.knowledge
    if not rest:
        return answers.article(topic)
    led = knowledge.follow_up(rest, topic) or knowledge.led_by_words(rest, topic)
    best = ranking[0] if ranking else None
    if best and best.confidence >= RELATED_AT and best.name in knowledge.leads_of(topic):
        return answers.article(best.name)
    if led is not None and led.topic and led.topic != topic:
        return answers.article(led.topic)
    article = knowledge.article(topic)
    if article is None:
        return None
    aspects = led.aspects if led else ()
    told = _field_of(answers, article, aspects)
    if told is not None:
        return told
    evidence = [word for aspect in aspects for word in aspect.evidence]
    said = with_evidence(article, evidence) or about(
        article, knowledge.telling_stems(rest), knowledge.stems
    )
    return answers.detail(topic, said) if said else answers.article(topic)


def more_about(answers: Answers, question: Question, meant: FollowUp) -> Reply | None:
    """Answer a question about the article just shown: by its field, by its sentences, or that
    none says it."""
    article, knowledge = answers.knowledge.article(meant.topic), answers.knowledge
    if article is None:
        return None
    aspects = meant.aspects or knowledge.aspects_in(question.text)
    led = None if meant.aspects else led_away(knowledge, meant.topic, aspects)
    if led is not None:
        return answers.article(led)
    told = _field_of(answers, article, aspects)
    if told is not None and not _has_own_word(knowledge, question, meant.topic):
        return told
    evidence = [beginning for aspect in aspects for beginning in aspect.evidence]
    said = with_evidence(article, evidence)
    may_lead = not said and not meant.stays
    if may_lead and (instead := instead_of(knowledge, question, meant.topic, meant.aspects)):
        return answers.article(instead)
    if not said and not meant.aspects:
        said = about(article, knowledge.telling_stems(question.text), knowledge.stems)
    if said or told:
        return answers.detail(meant.topic, said) if said else told
    return _untold(answers, question, meant)


def _untold(answers: Answers, question: Question, meant: FollowUp) -> Reply | None:
    """Answer with the article where it asks itself what none of its sentences has the words of;
    else say that it is not told, or name the article."""
    knowledge = answers.knowledge
    if not meant.aspects and _is_its_own_question(knowledge, question, meant.topic):
        return answers.article(meant.topic)
    if not meant.stays and _is_of_a_neighbour(knowledge, question, meant.topic):
        return answers.article(question.intent or "")
    has_evidence = any(aspect.evidence for aspect in meant.aspects)
    if has_evidence or is_asked(knowledge, question):
        return answers.unknown_detail(meant.topic, _nearest(answers, question, meant.topic))
    return answers.repeated(meant.topic)


def _has_own_word(knowledge: Knowledge, question: Question, topic: str) -> bool:
    """Tell whether a message says more than its aspect: "uang sakunya" is no fee."""
    return any(knowledge.uses(topic, {s}) for s in knowledge.telling_stems(question.text))


def _nearest(answers: Answers, question: Question, topic: str) -> list[str]:
    """Return the article's sentences nearest to a question by meaning, read behind its title."""
    article = answers.knowledge.article(topic)
    if article is None or topic == OFFICES:
        return []
    asked = f"{article.title}: {answers.knowledge.standard(question.text)}"
    return answers.knowledge.nearest_of(tuple(sentences_of(article)), asked, NEAREST)


def nearest_in_talk(answers: Answers, question: Question) -> Reply | None:
    """Name what is nearest in the topic in talk for a short question that nothing else explains.

    It counts as not understood. What asks nothing, or has no word that we know, is asked again.
    """
    topic, is_short = question.topic, len(words(question.text)) <= LONGEST
    is_chat = question.intent in CHAT_INTENTS and question.stands_alone
    is_open = not is_chat and question.misses == 0
    if topic is None or question.is_command or not (is_short and is_open and asks(question.text)):
        return None
    if answers.is_nonsense(question.text) or answers.knowledge.find_referral(question.text):
        return None
    return answers.unknown_detail(topic, _nearest(answers, question, topic))


def _is_its_own_question(knowledge: Knowledge, question: Question, topic: str) -> bool:
    """Tell whether all that a message names stands in the article's title or own questions."""
    told = knowledge.telling_stems(question.text)
    return bool(told) and knowledge.is_called(topic, told)


def _is_of_a_neighbour(knowledge: Knowledge, question: Question, topic: str) -> bool:
    """Tell whether a message by itself is a topic's beside this one: "kalau palsu lapor mana"."""
    is_heard = question.confidence >= NEIGHBOUR_AT
    return is_heard and question.intent in knowledge.related(topic) - {topic, OFFICES}


def names_contact(knowledge: Knowledge, topic: str) -> bool:
    """Tell whether an article names a number or an address by which to ask about its matter."""
    article = knowledge.article(topic)
    return article is not None and bool(_CONTACT.search(article.text))


def has_field(knowledge: Knowledge, topic: str, aspects: Sequence[Aspect]) -> bool:
    """Tell whether an article has a field for something asked, be it that nothing is known."""
    article = knowledge.article(topic)
    return article is not None and any(aspect.field in article.fields for aspect in aspects)


def _field_of(answers: Answers, article: Article, aspects: Sequence[Aspect]) -> Reply | None:
    """Answer the first thing asked that the article has a field for."""
    asked = (aspect.field for aspect in aspects if aspect.field is not None)
    name = next((name for name in asked if name in article.fields), None)
    return answers.field(article.id, name) if name is not None else None


def is_asked(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a message has the form of a question, also one that ends in "tidak"."""
    return asks(question.text) or bool(YES_OR_NO.search(knowledge.standard(question.text)))
