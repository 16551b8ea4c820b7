"""What to reply to a question in its conversation: an article, two, a choice, or a question back.

Called by the custom actions with what Rasa understood. Pure but for reading the knowledge base.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import (
    CHAT_INTENTS,
    Decision,
    Verdict,
    asks,
    clear_topic,
    decide,
    group_of,
    is_topic,
)
from service.answering.more_about import nearest_in_talk
from service.answering.other_agencies import OURS, names_another_agency
from service.answering.question import Question
from service.answering.wishes import tells_of_others
from service.content.named_topics import HEAD_OFFICE, OFFICES
from service.door.channels import (
    IMPOSTOR,
    PAID,
    PROTECTION,
    STAFF_SECRECY,
    has_paid,
    names_others,
)
from service.outcomes import Outcome
from service.replies import Reply
from service.text import words

NEAR = 2  # the topics of a whole message among which those of its parts must be
STORY_WORDS = 40  # from which a message that asks nothing is a story
ANSWERED_AT_ONCE = 2  # questions of one message; more would bury each other
NEAR_FOREIGN = 0.05  # chance that a part's topic needs in a whole that looks like another remit's
GREETING_WORDS = 5  # from which a greeting that is not sure of itself may be none
SURE_GREETING = 0.9
UNSURE_GREETING = 0.4  # below it, it is none whatever its length
CAPITAL = "jakarta"
OFFICE_AT = 0.2  # chance of an office from which a place that is named decides
_OF_OFFICE = re.compile(
    r"\bperwakilan(?:nya)?\b(?! (?:rakyat|bank|bi|bkkbn|komnas|dagang|negara|pelajar|siswa|warga|"
    r"mahasiswa|partai|perusahaan|daerah pemilihan|orang|kelas|karyawan))"
)  # what only an office of ours, or one that is named, has
_WHERE = re.compile(r"\b(?:alamat\w*|mana|jalan|kota|nomor\w*|telepon\w*|kontak\w*|ada)\b")
_HEAD = re.compile(r"\bpusat(?:nya)?\b")


def reply_to_question(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer what was asked, one thing or two; else offer a choice, else ask back."""
    asked = _separate_questions(answers, question)
    if len(asked) == ANSWERED_AT_ONCE:
        replies = [_article(answers, question, topic, text) for topic, text in asked.items()]
        return tuple(reply for reply in replies if reply is not None)
    reply = office_of_place(answers, question) or _answer_to_only_question(
        answers, question, asked
    )
    return (reply or _answer_or_offer(answers, question),)


def question_in(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer the question behind a greeting ("halo min, jam buka?"); none when there is none."""
    found = _separate_questions(answers, question)
    replies = [_article(answers, question, topic, text) for topic, text in found.items()]
    said = tuple(reply for reply in replies if reply is not None)
    return said or _unclear_question_in(answers, question)


def question_beside_wish(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer what is asked beside words that only sound like a wish for a person.

    "Nanti saya hubungi. magangnya bisa daring?" asks one thing, and wishes for nobody.
    """
    if question.is_command or not any(tells_of_others(part.text) for part in question.parts):
        return ()
    found = asked_in_order(answers, question)
    replies = [_article(answers, question, topic, text) for topic, text in found.items()]
    return tuple(reply for reply in replies if reply is not None)[:ANSWERED_AT_ONCE]


def _unclear_question_in(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer or offer what a question beside thanks or a no may mean."""
    asked = [part for part in question.parts if part.is_question and part.ranking]
    asked = [part for part in asked if is_topic(part.ranking[0].name)]
    if question.intent == "out_of_scope":
        near = _near_topics(question)
        asked = [part for part in asked if part.ranking[0].name in near]
    if not asked:
        return ()
    last = asked[-1]
    alone = replace(question, text=last.text, ranking=last.ranking, parts=(), in_context=())
    reply = _answer_or_offer(answers, alone)
    return (reply,) if reply.outcome is not Outcome.NOT_UNDERSTOOD else ()


def office_of_place(answers: Answers, question: Question) -> Reply | None:
    """Return the office of a place that a message names and asks for, whatever it was taken for.

    "Mendarat di Makassar, ke BPKP jalan apa?" is not about the head office, nor is "perwakilannya
    di kota apa?" behind a regency another remit's.
    """
    said = answers.knowledge.standard(question.text)
    best = question.intent or ""
    if question.is_command or _HEAD.search(said) or not _WHERE.search(said):
        return None
    if OURS not in said and names_another_agency(said):
        return None
    is_near = best == HEAD_OFFICE or (
        question.chance_of(OFFICES) >= OFFICE_AT and decide(question.ranking).topics[0] == OFFICES
    )
    is_ours = best == "out_of_scope" and _OF_OFFICE.search(said)
    offices = answers.knowledge.where(question.text).offices if is_near or is_ours else ()
    if not offices or not set(offices).isdisjoint(answers.knowledge.where(CAPITAL).offices):
        return None  # in the capital stands the head office as well
    return answers.offices.reply(question.text, (OFFICES,), known=question.office)


def may_be_no_greeting(question: Question) -> bool:
    """Tell whether a longer message is a greeting by a word alone: "diminum pagi atau malam?"."""
    is_long = len(words(question.text)) >= GREETING_WORDS
    if question.intent == "greet" and question.confidence < UNSURE_GREETING:
        return True
    return question.intent == "greet" and is_long and question.confidence < SURE_GREETING


def others_after(reply: Reply) -> list[str]:
    """Return the topics that were near and not shown, for the case that the reply was wrong."""
    return list(reply.topics[1:]) if reply.outcome is Outcome.ANSWERED else []


def _separate_questions(answers: Answers, question: Question) -> dict[str, str]:
    """Return the topics that parts of a message clearly ask for, each with its words.

    A part that needs the one before ("terus berapa lama?") is read after it. Both must be what
    the whole message is about as well, if it is about a topic at all; the likelier one is first.
    """
    found = asked_in_order(answers, question)
    if question.intent not in CHAT_INTENTS:
        near = _near_topics(question)
        found = {topic: found[topic] for topic in near if topic in found}
    return dict(list(found.items())[:ANSWERED_AT_ONCE])


def asked_in_order(answers: Answers, question: Question) -> dict[str, str]:
    """Return the topics that parts of a message ask for, in its order, each with its words."""
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
    return found


def _answer_to_only_question(
    answers: Answers, question: Question, asked: Mapping[str, str]
) -> Reply | None:
    """Answer the one sentence that asks, where what is told around it makes the whole unclear.

    Not where a confusion would do harm: there the whole must be clear as well.
    """
    decision = decide(question.ranking)
    is_unclear = decision.verdict is Verdict.CLARIFY
    if not is_unclear or len(asked) != 1 or sum(part.is_question for part in question.parts) != 1:
        return None
    topic, text = next(iter(asked.items()))
    if topic not in decision.topics or group_of(topic) is not None:
        return None
    return _article(answers, question, topic, text, decision.topics)


def _near_topics(question: Question) -> list[str]:
    """Return the topics that a whole message may be about; of another remit's only what it has."""
    topics = [ranked for ranked in question.ranking if is_topic(ranked.name)][:NEAR]
    is_foreign = question.intent == "out_of_scope"
    return [r.name for r in topics if not is_foreign or r.confidence >= NEAR_FOREIGN]


def _answer_or_offer(answers: Answers, question: Question) -> Reply:
    """Answer, offer a choice, or say that it was not understood, as ``decide`` says."""
    decision = decide(question.ranking)
    if _is_asked_of_place(answers, question, decision):
        return answers.offices.reply(question.text, decision.topics, known=question.office)
    reply = None
    if decision.verdict is Verdict.ANSWER:
        first, *others = decision.topics
        reply = _article(
            answers, question, first, question.text, decision.topics, decision.confidence
        )
        if others and sum(part.is_question for part in question.parts) > 1:
            reply = answers.with_also(reply, others[0])  # perhaps the other half of the message
    elif decision.verdict is Verdict.CLARIFY and not _is_story(question):
        reply = answers.clarify(decision.topics, decision.confidence)
    return (
        reply
        or nearest_in_talk(answers, question)
        or answers.not_understood(
            decision.topics, decision.confidence, question.misses, question.intent
        )
    )


def _is_asked_of_place(answers: Answers, question: Question, decision: Decision) -> bool:
    """Tell whether a message that names a place likeliest asks for its office.

    From abroad, with a word for an office ("cabang"), it need not be the likeliest.
    """
    if decision.verdict is not Verdict.CLARIFY or OFFICES not in decision.topics:
        return False
    where = answers.knowledge.where_asked(question.text)
    is_far = where.is_abroad and answers.knowledge.asks_office(question.text)
    return is_far or (decision.topics[0] == OFFICES and bool(where))


def _is_story(question: Question) -> bool:
    """Tell whether a long message asks nothing: what it is near to is chance."""
    return len(words(question.text)) > STORY_WORDS and not asks(question.text)


def _article(
    answers: Answers,
    question: Question,
    topic: str,
    text: str,
    topics: Sequence[str] = (),
    confidence: float = 1.0,
) -> Reply | None:
    """Return a topic's article; for the offices, those of the places named, or the one in talk.

    Whoever has paid an impostor needs to stop the money first; whoever asks about safety with a
    village or another office is not answered with BPKP's own system.
    """
    if topic == IMPOSTOR and has_paid(text):
        topic = PAID
    if topic == STAFF_SECRECY and names_others(text):
        topic = PROTECTION
    ordered = (topic, *(other for other in topics if other != topic))
    if topic == OFFICES:
        return answers.offices.reply(text, ordered, confidence, question.office)
    return answers.article(topic, ordered, confidence)
