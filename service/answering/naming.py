"""Another topic named in small words: "diklatnya daftar di mana?", "cpnsnya kapan".

Called by ``context``: small words alone would be about the topic in talk.
"""

from service.answering.decision import asks, is_topic
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge
from service.knowledge.leads import Lead
from service.text import words

NAMED_AT = 0.5  # confidence of a topic that a message names by its title
CERTAIN_AT = 0.9  # the same of one that nothing in its words names
SUFFIX_WORDS = 5  # of "cpnsnya kapan"; a longer message says more
SHORT = 3  # letters of a title's word that names nothing
NAMING = frozenset({"ujian", "pelatihan", "harta"})  # aspects that name a matter
OWN_MATTERS = NAMING | {"pantau", "hapus", "unduh"}  # the same with those of one topic in a family
ALONE_AT, BEHIND_TITLE_AT = 0.8, 0.7  # confidence of another topic, read alone and in its context
HEARD_AT = 0.6  # confidence of the topic that such an aspect is the role of


def is_named_anew(knowledge: Knowledge, question: Question, led: Lead | None) -> bool:
    """Tell whether small words name another topic: "diklatnya daftar di mana?".

    Not where the topic's own family says where they lead.
    """
    intent, before = question.intent or "", question.topic or ""
    is_near = intent in {before, *knowledge.leads_of(before)}
    if not is_topic(intent) or is_near or question.confidence < NAMED_AT:
        return False
    aspects = led.aspects if led is not None else ()
    if any(knowledge.own_lead(before, aspect.id) for aspect in aspects):
        return False
    return is_titled(knowledge, intent, question.text) or _is_sibling(knowledge, question, aspects)


def _is_sibling(knowledge: Knowledge, question: Question, aspects: tuple[Aspect, ...]) -> bool:
    """Tell whether a topic beside the one in talk is certain: "ujiannya bawa apa" after PPPK.

    Where several things are named, one of which only the sibling is about.
    """
    intent = question.intent or ""
    is_certain = question.confidence >= CERTAIN_AT and len(aspects) > 1
    return is_certain and intent in knowledge.related(question.topic or "")


def named_beside_talk(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic that a message names though it could continue the one in talk."""
    return named_by_aspect(knowledge, question) or heard_both_ways(question)


def named_by_aspect(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic whose own role an aspect names: "tesnya dulu bawa apa" after PPPK.

    What else is asked ("bawa apa") would be answered by the topic in talk as well.
    """
    intent, before = question.intent or "", question.topic or ""
    is_heard = is_topic(intent) and question.confidence >= HEARD_AT and intent != before
    aspects = [a.id for a in knowledge.aspects_in(question.text) if a.id in OWN_MATTERS]
    named = set(aspects) & knowledge.roles_of(intent) if is_heard else set()
    led_elsewhere = {knowledge.own_lead(before, aspect) for aspect in aspects} - {None, intent}
    return intent if named and not led_elsewhere else None


def heard_both_ways(question: Question) -> str | None:
    """Return another topic that a message is about, read alone and behind the title in talk.

    A title in front of it makes nearly everything look like that topic; what still does not is
    another's: "biaya diklat maksud saya" after the fees for information.
    """
    behind = question.in_context[0] if question.in_context else None
    intent, is_office = question.intent or "", question.topic == OFFICES
    if behind is None or behind.name != intent or intent in (question.topic, OFFICES):
        return None
    is_sure = question.confidence >= ALONE_AT and behind.confidence >= BEHIND_TITLE_AT
    return intent if is_sure and is_topic(intent) and not is_office else None


def named_by_suffix(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic that "cpnsnya kapan" names, which alone looks like another agency's."""
    best = next((ranked.name for ranked in question.ranking if is_topic(ranked.name)), None)
    if best is None or not question.is_foreign or best == question.topic:
        return None
    said = knowledge.standard(question.text).split()
    named = " ".join(
        word for word in said if word.endswith("nya") and not knowledge.is_small(word)
    )
    is_short = len(said) <= SUFFIX_WORDS and asks(question.text)
    return best if is_short and named and is_titled(knowledge, best, named) else None


def is_titled(knowledge: Knowledge, topic: str, text: str) -> bool:
    """Tell whether a message has a word of an article's title that asks for nothing by itself."""
    article = knowledge.article(topic)
    asking = (aspect for aspect in knowledge.aspects_in(text) if aspect.id not in NAMING)
    asked = {word for aspect in asking for phrase in aspect.words for word in phrase.split()}
    title = {word for word in words(article.title) if len(word) > SHORT} if article else set()
    said = {word.removesuffix("nya") for word in knowledge.standard(text).split()}
    return not (title - asked - {"bpkp"}).isdisjoint(said)


def matter_named(knowledge: Knowledge, said: str) -> str | None:
    """Return the article of what a wish for a person names: "soal keberatan", "nanya diklat"."""
    named = (a for a in knowledge.aspects_in(said) if a.id in NAMING | {"penolakan"} and a.alone)
    return knowledge.called(said) or next((aspect.alone[0] for aspect in named), None)
