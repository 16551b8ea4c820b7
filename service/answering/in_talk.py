"""What a short question is about when it names nothing: a person, a matter, an office in talk.

Called by ``context`` and ``conversation``.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import CLARIFY_AT, is_topic
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.named_topics import CHIEF, CONTACT, OFFICES, OWN_DATA
from service.knowledge.knowledge import Knowledge
from service.replies import Reply
from service.text import words

WAY = "cara"  # the aspect that is every article's own
PERSON = "orang"  # the aspect of somebody in talk
CONTACTS = frozenset({OFFICES, CONTACT, "alamat-pusat", "jam-layanan"})
OF_A_PLACE = frozenset({"tempat", "kontak", "daring", "jam", PERSON})  # asked of any office
NAMED_AT = 0.35  # confidence of a topic that a message names as well
SHORT = 3  # letters of a title's word that names nothing
LONGEST = 10  # words of a question who heads the office of a place
OF_OWN_DATA = frozenset({"hapus", "simpan", "pembaca", "kerahasiaan"})
ANY_OFFICE = re.compile(r"\b(?:kantor|gedung|loket|perwakilan|pusat)\w*\b")
HEAD = re.compile(r"\b(?:kepala|pimpinan|ketua|pemimpin|bos|kakan|pejabat tertinggi)(?:nya)?\b")
OF_AN_OFFICE = re.compile(r"\b(?:perwakilan|cabang|kanwil)\w*\b")
WHO = re.compile(r"\b(?:siapa|nama|namanya)\b")
OF_THE_WHOLE = re.compile(r"\b(?:bpkp|pusat|nasional)(?:nya)?\b")


def behind_office(knowledge: Knowledge, question: Question) -> Question:
    """Return a question after an interlude about an office as one about the matter before.

    Nobody asks what an office costs or how long it takes.
    """
    matters = [topic for topic in question.memory.topics if topic not in CONTACTS]
    if _asks_of_chief(knowledge, question):
        return replace(question, topic=CHIEF, in_context=())
    if question.topic not in CONTACTS or not matters or question.is_command:
        return question
    asked = {aspect.id for aspect in knowledge.aspects_in(question.text)}
    said = knowledge.standard(question.text)
    is_other = asked & OF_A_PLACE or ANY_OFFICE.search(said) or knowledge.where(question.text)
    if not asked or is_other or knowledge.follow_up(question.text, matters[-1]) is None:
        return question
    return replace(question, topic=matters[-1], in_context=())


def _asks_of_chief(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether "wakilnya siapa" after the head office's telephone is about BPKP's head."""
    asked = {aspect.id for aspect in knowledge.aspects_in(question.text)}
    is_beside = question.topic in CONTACTS - {OFFICES} and not question.is_command
    return is_beside and PERSON in asked and CHIEF in question.memory.topics


def behind_other_answer(knowledge: Knowledge, question: Question) -> Question:
    """Return a question after two answers as one about the answer whose words it has.

    "Hasilnya mengikat pemilik proyek?" is about the first, though the second came last.
    """
    memory, told = question.memory, knowledge.telling_stems(question.text)
    several = memory.offered if set(memory.offered) <= set(memory.topics) else ()
    is_one = len(question.parts) <= 1
    if question.is_command or question.topic not in several or not (told and is_one):
        return question
    best = max(several, key=lambda topic: _shared(knowledge, topic, told))
    is_more = _shared(knowledge, best, told) > _shared(knowledge, question.topic or "", told)
    return replace(question, topic=best, in_context=()) if is_more else question


def _shared(knowledge: Knowledge, topic: str, told: set[str]) -> int:
    return sum(knowledge.uses(topic, {stem}) for stem in told)


def behind_aside(knowledge: Knowledge, question: Question) -> Question:
    """Return a question right after one about this service itself as one about that as well.

    "Siapa yang bisa lihat?" is about what was just said; anything else is about the topic.
    """
    led = knowledge.follow_up(question.text, OWN_DATA) if question.memory.is_aside else None
    asked = {aspect.id for aspect in led.aspects} if led is not None and led.is_sure else set()
    is_of_it = bool(asked & OF_OWN_DATA) and not question.is_command
    return replace(question, topic=OWN_DATA, in_context=()) if is_of_it else question


def person_in_talk(knowledge: Knowledge, question: Question) -> str | None:
    """Return the article of somebody in talk: "beliau lahir tahun berapa?"; None without one."""
    topic, aspects = question.topic or "", knowledge.aspects_in(question.text)
    if _is_of_more_than_person(knowledge, question):
        return None
    if PERSON not in {aspect.id for aspect in aspects} or not knowledge.own_lead(topic, PERSON):
        return None
    return _first_lead(knowledge, topic, aspects)


def _is_of_more_than_person(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a clear topic near the person is named: "beliau lapornya ke DPR?"."""
    intent, topic = question.intent or "", question.topic or ""
    is_near = intent in knowledge.related(topic) and intent != CHIEF
    told = knowledge.telling_stems(question.text)
    is_said = bool(told) and question.stands_alone and knowledge.uses(intent, told)
    is_clear = question.confidence >= NAMED_AT and names(knowledge, question.text, intent)
    return is_near and (is_clear or is_said)


def led_away(knowledge: Knowledge, topic: str, aspects: Sequence[Aspect]) -> str | None:
    """Return the article of a topic's own family that an aspect leads to, if it is another."""
    lead = _first_lead(knowledge, topic, aspects)
    return lead if lead != topic else None


def _first_lead(knowledge: Knowledge, topic: str, aspects: Sequence[Aspect]) -> str | None:
    leads = (knowledge.own_lead(topic, aspect.id) for aspect in aspects)
    return next((lead for lead in leads if lead is not None), None)


def reply_about_head(answers: Answers, question: Question) -> Reply | None:
    """Say that we do not know who heads a regional office: its head is not BPKP's.

    "Siapa kepala kantor pusatnya" asks for BPKP's, whatever office the classifier hears.
    """
    said = answers.knowledge.standard(question.text)
    if not (HEAD.search(said) and WHO.search(said)):
        return None
    of_the_whole = bool(OF_THE_WHOLE.search(said))
    is_short = len(said.split()) <= LONGEST and question.intent in CONTACTS | {CHIEF}
    is_of_place = is_short and answers.knowledge.names_place(question.text)
    is_in_talk = question.topic == OFFICES and not of_the_whole
    if OF_AN_OFFICE.search(said) or is_of_place or is_in_talk:
        return answers.unknown_detail(OFFICES)
    is_office = not CONTACTS.isdisjoint({question.intent, question.topic})
    return answers.article(CHIEF) if is_office and of_the_whole else None


def names(knowledge: Knowledge, text: str, topic: str) -> bool:
    """Tell whether a message has an article's own words: of its text, or of its title."""
    article = knowledge.article(topic)
    if article is None:
        return False
    title = {word for word in words(article.title) if len(word) > SHORT}
    said = {word.removesuffix("nya") for word in knowledge.standard(text).split()}
    return knowledge.speaks_of(text, topic) or not title.isdisjoint(said)


def instead_of(
    knowledge: Knowledge, question: Question, topic: str, aspects: Sequence[Aspect]
) -> str | None:
    """Return another article that answers what the one in talk does not; None where none does.

    One that the message is near to and has a word of, else one near the topic in talk that answers
    the aspects asked.
    """
    best = next((r for r in question.ranking if is_topic(r.name)), None)
    is_near = best is not None and best.confidence >= CLARIFY_AT and not aspects
    if best is not None and is_near and best.name not in (topic, OFFICES):
        told = knowledge.telling_stems(question.text)
        if any(knowledge.is_called(best.name, {stem}) for stem in told):
            return best.name
    said = knowledge.standard(question.text).split()
    article = knowledge.article(topic)
    own = set(knowledge.standard(article.text).split()) if article else set()
    if any(word in own for aspect in aspects for word in aspect.words if word in said):
        return None
    return _near_covering(knowledge, topic, aspects)


def _near_covering(knowledge: Knowledge, topic: str, aspects: Sequence[Aspect]) -> str | None:
    """Return the first article near a topic that answers what the topic's own does not."""
    told = (a for a in aspects if a.evidence and a.id != WAY)
    asked = (a for a in told if knowledge.own_lead(topic, a.id) is None)
    related = knowledge.related(topic)
    return next((id_ for aspect in asked for id_ in aspect.alone if id_ in related), None)
