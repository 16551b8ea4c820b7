"""What a message likeliest means after a topic: the classifier's ranking, in which that counts.

Asked by ``context`` where a message is clear neither by its small words nor by itself: "minimal
kerugian berapa?" is one thing after KPK's channels and another by itself.
"""

from collections.abc import Sequence

from service.answering.decision import (
    CHAT_INTENTS,
    OTHER_INTENTS,
    asks,
    group_of,
    is_topic,
)
from service.answering.english import is_english
from service.answering.more_about import FollowUp
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.knowledge.knowledge import Knowledge
from service.knowledge.leads import Lead
from service.text import words

OF_TOPIC = 8.0  # how much likelier the topic in talk is than it would be by itself
OF_FAMILY = 4.0  # the same of those that its family or its article leads to
LEAST = 0.05  # chance by itself that such a topic needs; below it, it is noise
SHARE = 0.5  # of all chances so weighed, from which it is meant
LONGEST = 12  # words; a longer message says what it is about
CERTAINLY_FOREIGN = 0.9  # chance of another remit from which nothing in talk explains it
SHORT = 6  # words of a question that is about what is in talk
SHORTEST = 4  # the same where all articles use its words
INTERLUDES = frozenset({"data-saya", "bot-resmi"})  # about this service itself
SUPPOSING = frozenset({"kalau", "kalo", "klo", "kl", "jika", "misal", "misalnya", "if"})
LETTERS = 3  # of a stem that a title may have within a word
OURS = "bpkp"
NO_TOPICS = frozenset({"out_of_scope", "human"})
DOUBTFUL_WISH = 0.7  # confidence below which a wish for a person may be about the topic in talk
UNTOLD = frozenset({"human", "ticket_status"})


def by_words_in_talk(
    knowledge: Knowledge, question: Question, aspects: Sequence[Aspect]
) -> FollowUp | None:
    """Return what in talk has a short question's words, where it names no aspect."""
    kept = None if aspects else kept_in_talk(knowledge, question)
    return FollowUp(kept) if kept else None


def by_prior(knowledge: Knowledge, question: Question, led: Lead | None) -> FollowUp | None:
    """Return what the topic in talk makes the likeliest of the classifier's ranking."""
    meant, aspects = meant_after(knowledge, question), led.aspects if led is not None else ()
    return FollowUp(meant, aspects) if meant else None


def meant_after(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic in talk, or one it leads to, where that makes it the likeliest; else None.

    Where a mistake would do harm, no topic of another group is taken for the likeliest so.
    """
    before = question.topic
    if before is None or question.stands_alone or not _is_open(question):
        return None
    weights = {**dict.fromkeys(_led_to(knowledge, before), OF_FAMILY), before: OF_TOPIC}
    chances = {r.name: r.confidence * weights.get(r.name, 1.0) for r in question.ranking}
    best = max(chances, key=lambda name: chances[name], default=None)
    if best is None or best not in weights or question.chance_of(best) < LEAST:
        return None
    is_other = best != before and group_of(best) not in (None, group_of(before))
    whole = sum(chances.values())
    return None if is_other or chances[best] < SHARE * whole else best


def kept_in_talk(knowledge: Knowledge, question: Question) -> str | None:
    """Return the topic in talk, or one it leads to, where a short question's words are its own.

    "Kalau tidak lulus?" was taken for lost certificates; but it has no word that only that topic
    has, and the topic in talk speaks of it. None where the other is named, or nothing fits.
    """
    before, intent = question.topic or "", question.intent or ""
    told = knowledge.telling_stems(question.text)
    if not told or not _is_short_question(question):
        return None
    if intent in NO_TOPICS:
        return before if _explains(knowledge, question, told) else None
    if not is_topic(intent) or intent in {before, *INTERLUDES}:
        return None
    if any(knowledge.is_called(intent, {stem}) for stem in told):
        is_short = len(words(question.text)) <= SHORTEST
        is_in_both = knowledge.uses(before, told) and not _is_a_name(knowledge, told)
        return before if is_short and is_in_both else None
    return _with_words(knowledge, question, told)


def _explains(knowledge: Knowledge, question: Question, told: set[str]) -> bool:
    """Tell whether the topic in talk has the words of what looks like no topic of ours."""
    if question.intent == "human":
        is_doubtful = question.confidence < DOUBTFUL_WISH
        return is_doubtful and knowledge.speaks_of(question.text, question.topic or "")
    is_foreign = knowledge.find_referral(question.text) is not None
    return knowledge.uses(question.topic or "", told) or (
        is_english(question.text) and not is_foreign
    )


def _with_words(knowledge: Knowledge, question: Question, told: set[str]) -> str | None:
    """Return what in talk has some words: by its name, in its text, or as words that all use."""
    before = question.topic or ""
    near = sorted(_led_to(knowledge, before), key=question.chance_of, reverse=True)
    is_far = question.intent not in near
    if _is_titled(knowledge, before, told) or knowledge.speaks_of(question.text, before):
        return before
    called = (topic for topic in near if knowledge.is_called(topic, told))
    if is_far and (topic := next(called, None)) is not None:
        return topic
    is_short = len(words(question.text)) <= SHORTEST
    return before if is_far and is_short and all(map(knowledge.is_common, told)) else None


def _is_a_name(knowledge: Knowledge, told: set[str]) -> bool:
    """Tell whether some article is called by a word in its title: "wbs", and not "level"."""
    return any(
        _is_titled(knowledge, topic, {stem})
        for stem in told
        for topic in knowledge.articles_named(stem)
    )


def _is_titled(knowledge: Knowledge, topic: str, told: set[str]) -> bool:
    """Tell whether words begin or end in an article's title: "nilai" in "penilaian"."""
    article = knowledge.article(topic)
    title = article.title.lower() if article is not None else ""
    return any(len(stem) >= LETTERS and stem in title for stem in told)


def _is_short_question(question: Question) -> bool:
    said = words(question.text)
    return len(said) <= SHORT and OURS not in said and _asks(question.text)


def _is_open(question: Question) -> bool:
    """Tell whether a short message asks, and is neither small talk nor surely another remit's."""
    intent = question.intent or ""
    if intent in CHAT_INTENTS | UNTOLD or len(question.text.split()) > LONGEST:
        return False
    is_foreign = question.chance_of("out_of_scope") >= CERTAINLY_FOREIGN
    return _asks(question.text) and not is_foreign


def _asks(text: str) -> bool:
    """Tell whether a message asks, also what becomes of a case: "kalau 50 ribu?"."""
    return asks(text) or bool(SUPPOSING.intersection(words(text)[:2]))


def _led_to(knowledge: Knowledge, topic: str) -> set[str]:
    article = knowledge.article(topic)
    followups = set(article.followups) if article is not None else set()
    led = {*knowledge.leads_of(topic), *followups}
    return {name for name in led if is_topic(name) and name not in OTHER_INTENTS} - {topic}
