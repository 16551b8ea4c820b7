"""What is answered while Rasa is away: what rules can tell, else what search finds.

Called by the gateway. Article questions, wishes for a person, offices and follow-ups need no
classifier; the rest is the search of the same articles.
"""

from collections.abc import Mapping
from typing import Any

from service.answering.answers import OFFICE_WORDS, Answers
from service.answering.english import in_english
from service.answering.own_question import own_question
from service.answering.question import Question
from service.answering.wishes import reply_to_wish
from service.content.named_topics import OFFICES
from service.replies import Reply
from service.text import words

SHORT = 10  # words of a message in which BPKP and a place mean the office there
_OURS = frozenset({"bpkp", "telepon", "nomor", "email", "office"}) | OFFICE_WORDS


def reply_without_rasa(answers: Answers, text: str, slots: Mapping[str, Any]) -> Reply:
    """Answer a message, short ones in the context that the slots tell."""
    topic = slots.get("topic")
    question = Question("", text, (), topic=topic, office=slots.get("office"))
    reply = (
        _own(answers, question)
        or reply_to_wish(answers, question)
        or _office(answers, question)
        or (_follow_up(answers, text, topic) if topic else None)
        or answers.by_search(text)
    )
    return in_english(answers, text, (reply,))[0]


def _own(answers: Answers, question: Question) -> Reply | None:
    return next(iter(own_question(answers, question)), None)


def _office(answers: Answers, question: Question) -> Reply | None:
    """Return the office of a place that is all there is, or stands beside BPKP or an office."""
    knowledge, said = answers.knowledge, words(question.text)
    names_us = not _OURS.isdisjoint(knowledge.standard(question.text).split())
    asks_there = len(said) <= SHORT and names_us and bool(knowledge.where(question.text))
    if not (asks_there or knowledge.is_place_alone(question.text)):
        return None
    return answers.offices.reply(question.text, (OFFICES,), 1.0, question.office)


def _follow_up(answers: Answers, text: str, topic: str) -> Reply | None:
    """Return the article that a message of small words asks for after a topic."""
    lead = answers.knowledge.follow_up(text, topic)
    if lead is None or lead.topic is None:
        return None
    return answers.article(lead.topic) if lead.topic != topic else answers.repeated(topic)
