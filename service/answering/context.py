"""A message that needs the one before: "berapa lama?", "bayar ga?", "bukan itu maksud saya".

Called by every action before its own reply. It is read so only where its own words say so: noise,
praise and a new matter must not become the last article again.
"""

import re

from service.answering.answers import Answers
from service.answering.decision import (
    CHAT_INTENTS,
    OTHER_INTENTS,
    Verdict,
    asks,
    asks_outright,
    clear_topic,
    decide,
    is_topic,
)
from service.answering.in_talk import CONTACTS, names, person_in_talk
from service.answering.memory import OFFICE
from service.answering.more_about import (
    RELATED_AT,
    FollowUp,
    has_field,
    is_asked,
    more_about,
    names_contact,
)
from service.answering.naming import is_named_anew, named_beside_talk, named_by_suffix
from service.answering.prior import by_prior, by_words_in_talk, meant_after
from service.answering.question import Question
from service.answering.rejecting import is_rejection, reply_to_rejection
from service.answering.remembering import INTERLUDES
from service.answering.weak_words import by_weak_words
from service.content.follow_up_table import Aspect
from service.content.named_topics import CONTACT, OFFICES
from service.knowledge.knowledge import Knowledge
from service.knowledge.leads import Lead
from service.replies import Reply

NEAR_AT = 0.1  # the same of the topic before, from which a message may still be about it
STRANGE_AT = 0.85  # the same in context, from which an unknown word may be misspelt
POINTING_WORDS = 10  # a longer message says by itself what "itu" is
OFFICE_WORDS = 14  # the same of a message after an office
POINTING = re.compile(
    r"\b(?:itu|ini|situ|sana|tersebut|tadi|barusan|beliau|ikut|masuk|eta|kuwi|iku)\b"
    r"|\b[^\W\d]{3,}nya\b"
)
POINTING_FIRST = re.compile(
    r"^(?:(?:nah|lah|lho|terus|kalau|oh|jadi|eh) )*"
    r"(?:yang )?(?:ini|itu|barusan|tadi|eta|kuwi|iku)\b"
)
TELLS = re.compile(
    r"\b(?:sudah|telah|baru) (?:di)?\w+ (?:saya|kami|aku)\b"
    r"|\b(?:sudah|telah|baru) (?:saya|kami|aku) \w+|\b(?:saya|kami|aku) (?:sudah|telah|baru) \w+"
)
NEAR_OFFICES = frozenset({OFFICES, "jam-layanan"})  # after these, an office in talk is meant
PLACES = NEAR_OFFICES | {"alamat-pusat", CONTACT}  # after these, a place asks for its office
OF_AN_OFFICE = frozenset({"tempat", "kontak", "daring"})
ASKS_WHICH = re.compile(r"\b(?:kantor|mana|ke mana|kemana|ikut|kalau|dari|warga|orang)\b")
HEAD_ADDRESS = "alamat-pusat"
HEAD_OFFICE = re.compile(r"\bpusat\w*\b")


def reply_in_context(answers: Answers, question: Question) -> Reply | None:
    """Answer a message that needs the one before; None when it does not.

    "Berapa lama?" is about the topic before, "bukan itu" about the reply.
    """
    if question.topic is None or question.is_command:
        return None
    if _only_tells(answers.knowledge, question):
        return None
    if is_rejection(answers.knowledge, question):
        return reply_to_rejection(answers, question)
    meant = _meant(answers.knowledge, question)
    if meant is None:
        return None
    if meant.topic == OFFICES:
        offered = [id_.removeprefix(OFFICE) for id_ in question.memory.offered if OFFICE in id_]
        is_named = question.office and answers.knowledge.aspects_in(question.text)
        is_open = not is_named and not answers.knowledge.where(question.text)
        if offered and is_open:
            return answers.offices.choice(offered)
        return answers.offices.reply(question.text, [OFFICES], known=question.office)
    if meant.topic == question.topic:
        return more_about(answers, question, meant)
    return answers.article(meant.topic)


def _meant(knowledge: Knowledge, question: Question) -> FollowUp | None:
    named = named_by_suffix(knowledge, question)
    if named is not None:
        return FollowUp(named)
    meant = follow_up_of(knowledge, question)
    if meant is None or meant.topic != question.topic or meant.stays:
        return meant
    other = named_beside_talk(knowledge, question)
    return FollowUp(other) if other is not None else meant


def parts_in_context(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer each short question of several: "kepalanya siapa, kantornya di mana"; two at most."""
    if question.topic is None or question.is_command:
        return ()
    found: dict[str, tuple[Aspect, ...]] = {}
    for part in question.parts:
        led = answers.knowledge.follow_up(part.text, question.topic)
        if led is not None and led.is_sure and led.topic not in (None, OFFICES):
            found.setdefault(led.topic or "", led.aspects)
    meant = [FollowUp(topic, aspects) for topic, aspects in found.items()]
    replies = [
        more_about(answers, question, follow_up)
        if follow_up.topic == question.topic
        else answers.article(follow_up.topic)
        for follow_up in meant
    ]
    return tuple(reply for reply in replies if reply is not None)


def follow_up_of(knowledge: Knowledge, question: Question) -> FollowUp | None:
    """Return what a message means after the topic before; None when it stands by itself.

    Small words alone ("bayar ga?") are read by what they lead to (``content/follow_ups.yml``);
    others by what the classifier makes of them, alone where that is related to the topic before,
    else behind its title. Not so what is clear by itself, or has no word of our articles.
    """
    before = question.topic or ""
    if _is_of_another(knowledge, question):
        return None
    kept = _person_meant(knowledge, question) or by_weak_words(knowledge, question)
    if kept is not None:
        return kept
    led = knowledge.follow_up(question.text, before)
    if _is_about_office(knowledge, question, led):
        return FollowUp(OFFICES)
    if _is_a_matter_of_its_own(knowledge, question, led):
        return None
    if led is not None and led.topic and (led.is_sure or not question.is_foreign):
        return _where_led(knowledge, before, led)
    aspects = led.aspects if led is not None and led.is_sure else ()
    if has_field(knowledge, before, aspects):
        return FollowUp(before, aspects)
    if aspects and not any(aspect.evidence for aspect in aspects):
        return None  # a matter of its own, such as "mau lapor"
    return (
        by_words_in_talk(knowledge, question, aspects)
        or _by_classifier(knowledge, question, aspects, led)
        or by_prior(knowledge, question, led)
        or _pointed_at(knowledge, question, led)
    )


def _where_led(knowledge: Knowledge, before: str, led: Lead) -> FollowUp:
    """Return what small words lead to; to a contact only where the topic in talk has none."""
    is_own = knowledge.own_lead(before, "kontak") is not None or before in CONTACTS
    if led.topic == CONTACT and led.is_sure and not is_own and names_contact(knowledge, before):
        return FollowUp(before, led.aspects, stays=True)
    return FollowUp(led.topic or before, led.aspects)


def _person_meant(knowledge: Knowledge, question: Question) -> FollowUp | None:
    person = person_in_talk(knowledge, question)
    return FollowUp(person, knowledge.aspects_in(question.text)) if person is not None else None


def _is_a_matter_of_its_own(knowledge: Knowledge, question: Question, led: Lead | None) -> bool:
    """Tell whether a message names something else itself, so that it continues nothing."""
    leads_to_offices = led is not None and led.topic == OFFICES
    if leads_to_offices and _is_clear_of_offices(knowledge, question):
        return True
    return is_named_anew(knowledge, question, led)


def _by_classifier(
    knowledge: Knowledge, question: Question, aspects: tuple[Aspect, ...], led: Lead | None
) -> FollowUp | None:
    """Return what the classifier makes of a message, alone or behind the title before it."""
    before = question.topic or ""
    best = question.ranking[0] if question.ranking else None
    if best and best.confidence >= RELATED_AT and is_topic(best.name):
        own = knowledge.counterpart(question.text, best.name, before)
        if own is not None:
            return FollowUp(own, aspects or _role(knowledge, best.name))
    if question.stands_alone and not aspects:
        if _says_nothing_of(knowledge, question):
            return FollowUp(before, _role(knowledge, question.intent or ""))
        return None
    if best and best.confidence >= RELATED_AT and best.name in knowledge.related(before):
        return FollowUp(meant_after(knowledge, question) or best.name, aspects)
    meant = clear_topic(question.in_context)
    if aspects:
        return FollowUp(meant or before, aspects)
    if meant and led is not None:
        return FollowUp(meant, led.aspects)
    return FollowUp(meant) if meant and _is_said(knowledge, question, meant) else None


def _role(knowledge: Knowledge, topic: str) -> tuple[Aspect, ...]:
    """Return what a topic answers in its family: what was asked of its counterpart."""
    asked = (knowledge.aspect(role) for role in sorted(knowledge.roles_of(topic)))
    return tuple(aspect for aspect in asked if aspect is not None and aspect.field is not None)


def _is_of_another(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a message is another agency's, and not one of the article's own words."""
    if not question.is_foreign or knowledge.find_referral(question.text) is None:
        return False
    told = knowledge.telling_stems(question.text)
    return not told or not knowledge.uses(question.topic or "", told)


def _is_about_office(knowledge: Knowledge, question: Question, led: Lead | None) -> bool:
    """Tell whether a message asks after the office in talk, or that of a place it names."""
    said = knowledge.standard(question.text)
    if question.topic not in PLACES or len(said.split()) > OFFICE_WORDS:
        return False
    if _is_clear_of_offices(knowledge, question):
        return False
    if knowledge.names_place(question.text) or knowledge.where(question.text).is_abroad:
        return True
    if ASKS_WHICH.search(said) and knowledge.where_asked(question.text):
        return True
    if question.topic not in NEAR_OFFICES:
        return False
    asked = {aspect.id for aspect in led.aspects} if led is not None else set()
    is_other = HEAD_OFFICE.search(said) or question.office is None
    return bool(asked & OF_AN_OFFICE) and not is_other


def _says_nothing_of(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a question of small words is taken for a topic far from the one in talk.

    "Mintanya ke siapa?" names nothing: the classifier heard how requests are made.
    """
    near = {question.topic, *knowledge.related(question.topic or "")}
    is_far = is_topic(question.intent or "") and question.intent not in near | INTERLUDES
    if not is_far or knowledge.telling_stems(question.text) or not asks(question.text):
        return False
    return not names(knowledge, question.text, question.intent or "")


def _is_clear_of_offices(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether another topic is clearly meant, and named: "yang di Bogor, tempat diklat"."""
    is_clear = question.stands_alone and question.intent not in (*NEAR_OFFICES, CONTACT)
    said = knowledge.standard(question.text)
    if question.intent == HEAD_ADDRESS and question.office and not HEAD_OFFICE.search(said):
        return False  # "alamat lengkapnya" of the office in talk
    return is_clear and names(knowledge, question.text, question.intent or "")


def _is_unclear(question: Question) -> bool:
    """Tell whether nothing else would be answered or offered."""
    parts = [part.ranking for part in question.parts]
    return not any(
        decide(reading).verdict is not Verdict.NOT_UNDERSTOOD
        for reading in (question.ranking, *parts)
        if reading and is_topic(reading[0].name)
    )


def _pointed_at(knowledge: Knowledge, question: Question, led: Lead | None) -> FollowUp | None:
    """Return the topic in talk where a question points at it: "harus pakai pengacara di sana?"."""
    said = knowledge.standard(question.text)
    is_short = len(said.split()) <= POINTING_WORDS
    pointing = POINTING if _is_unclear(question) else POINTING_FIRST
    if not is_short or not pointing.search(said) or not is_asked(knowledge, question):
        return None
    if any(clear_topic(part.ranking) for part in question.parts):
        return None
    named = question.intent if question.stands_alone else None
    if named in CHAT_INTENTS | OTHER_INTENTS or (
        named and knowledge.is_called(named, knowledge.telling_stems(question.text))
    ):
        return None
    led = led or knowledge.led_by_words(question.text, question.topic or "")
    if led is not None and led.topic is not None:
        return FollowUp(led.topic, led.aspects)
    return FollowUp(question.topic or "", led.aspects if led is not None else ())


def _is_said(knowledge: Knowledge, question: Question, meant: str) -> bool:
    """Tell whether a message's own words speak for the topic that its context gave it.

    A title in front of it makes nearly everything look like that topic.
    """
    if knowledge.speaks_of(question.text, meant):
        return True
    if question.is_foreign and knowledge.has_strange(question.text):
        return meant != question.topic and question.in_context[0].confidence >= STRANGE_AT
    return asks(question.text) or question.chance_of(meant) >= NEAR_AT


def _only_tells(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether somebody says what they did, and asks nothing: "berkasnya sudah saya kirim"."""
    told = TELLS.search(knowledge.standard(question.text))
    return bool(told) and not asks_outright(question.text)
