"""What to reply to a question in its conversation: an article, two, a choice, or a question back.

Called by the custom actions with what Rasa understood. Pure but for reading the knowledge base.
"""

from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import (
    CHAT_INTENTS,
    Decision,
    Verdict,
    asks,
    clear_topic,
    decide,
    is_topic,
)
from service.answering.question import Question
from service.content.named_topics import OFFICES
from service.door.channels import IMPOSTOR, PAID, has_paid
from service.outcomes import Outcome
from service.replies import Reply
from service.text import words

NEAR = 2  # the topics of a whole message among which those of its parts must be
STORY_WORDS = 40  # from which a message that asks nothing is a story
ANSWERED_AT_ONCE = 2  # questions of one message; more would bury each other


def reply_to_question(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer what was asked, one thing or two; else offer a choice, else ask back."""
    asked = _separate_questions(answers, question)
    if len(asked) == ANSWERED_AT_ONCE:
        replies = [_article(answers, question, topic, text) for topic, text in asked.items()]
        return tuple(reply for reply in replies if reply is not None)
    return (_answer_or_offer(answers, question),)


def question_in(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer the question behind a greeting ("halo min, jam buka?"); none when there is none."""
    found = _separate_questions(answers, question)
    replies = [_article(answers, question, topic, text) for topic, text in found.items()]
    said = tuple(reply for reply in replies if reply is not None)
    return said or _unclear_question_in(answers, question)


def _unclear_question_in(answers: Answers, question: Question) -> tuple[Reply, ...]:
    """Answer or offer what a question beside thanks or a no may mean."""
    asked = [part for part in question.parts if part.is_question and part.ranking]
    asked = [part for part in asked if is_topic(part.ranking[0].name)]
    if not asked:
        return ()
    last = asked[-1]
    alone = replace(question, text=last.text, ranking=last.ranking, parts=(), in_context=())
    reply = _answer_or_offer(answers, alone)
    return (reply,) if reply.outcome is not Outcome.NOT_UNDERSTOOD else ()


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
        near = [ranked.name for ranked in question.ranking if is_topic(ranked.name)][:NEAR]
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
    return reply or answers.not_understood(
        decision.topics, decision.confidence, question.misses, question.intent
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

    Whoever has paid an impostor needs to stop the money first.
    """
    if topic == IMPOSTOR and has_paid(text):
        topic = PAID
    ordered = (topic, *(other for other in topics if other != topic))
    if topic == OFFICES:
        return answers.offices.reply(text, ordered, confidence, question.office)
    return answers.article(topic, ordered, confidence)
