"""What else a message asked: named as a button under the answer, not passed over in silence.

"Biayanya berapa, terus syaratnya apa" is one message with two questions; where only one of them
was answered, the other one is a tap away. Used by the custom actions, after every reply.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import Part, clear_topic
from service.answering.question import Question
from service.answering.status import TICKET_STATE
from service.markup import with_notes
from service.outcomes import Outcome
from service.payloads import PayloadKind, topic_payload
from service.replies import Button, Reply

_BETWEEN = re.compile(r"\s*[&+]\s*|\s+/\s+")  # what joins two questions and is no word
_SHORTEST = 2  # words of a question
_ITS_NUMBER = re.compile(r"\b(?:nomor|nomer|no)(?:nya|ny)? (?:berapa|brp)\b")
NEAR_WHOLE = 0.02  # confidence of a part's topic in the whole message; below it is by accident
NAMED_UNDER = frozenset({Outcome.ANSWERED, Outcome.CLARIFIED})


def naming_the_rest(
    answers: Answers, question: Question, replies: Sequence[Reply]
) -> tuple[Reply, ...]:
    """Return the replies, the last with a button to what else was asked, if anything."""
    if not replies or any(reply.outcome not in NAMED_UNDER for reply in replies):
        return tuple(replies)
    *before, last = replies
    rest = _rest(answers, question, replies)
    article = answers.knowledge.article(rest) if rest else None
    if article is None:
        return tuple(replies)
    told = _with_button(last, Button(article.title, topic_payload(article.id)))
    said = answers.say("also_asked", title=article.title)
    return (*before, replace(told, text=with_notes(told.text, [said])))


def rest_named(before: Sequence[Reply], after: Sequence[Reply]) -> str | None:
    """Return the topic that ``naming_the_rest`` named under an answer, None where it did not."""
    if not before or before[-1].text == after[-1].text:
        return None
    is_answer = after[-1].outcome is Outcome.ANSWERED
    return after[-1].buttons[0].payload.argument if is_answer else None


def _with_button(reply: Reply, button: Button) -> Reply:
    """Add a button first; behind the choices of a question back, which are numbered."""
    others = [other for other in reply.buttons if other.payload != button.payload]
    is_choice = reply.outcome is Outcome.CLARIFIED
    choices = [b for b in others if is_choice and b.payload.kind is PayloadKind.TOPIC]
    behind = [other for other in others if other not in choices]
    return replace(reply, buttons=(*choices, button, *behind))


def _rest(answers: Answers, question: Question, replies: Sequence[Reply]) -> str | None:
    """Return the first topic that a part of the message asks for and no reply is about."""
    last = replies[-1]
    topic = last.topic or next(iter(last.topics), None)
    is_choice = last.outcome is Outcome.CLARIFIED
    answered = {reply.topic for reply in replies}.union(last.topics if is_choice else ())
    for part in _parts_of(question):
        if last.intent == TICKET_STATE and _ITS_NUMBER.search(part.text.lower()):
            continue
        asked = _led_to(answers, part, topic)
        if asked is None and not is_choice:
            asked = _asked_alone(answers, question, part)
        if asked and asked not in answered:
            return asked
    return None


def _parts_of(question: Question) -> Sequence[Part]:
    """Return the message's parts as Rasa read them, else the halves beside an "&"."""
    if question.parts:
        return question.parts
    halves = [half.strip() for half in _BETWEEN.split(question.text)]
    if len(halves) == 1:
        return ()
    return [Part(half, ()) for half in halves if len(half.split()) >= _SHORTEST]


def _led_to(answers: Answers, part: Part, topic: str | None) -> str | None:
    """Return what a part of small words means after a topic, "" where that leads nowhere."""
    led = answers.knowledge.follow_up(part.text, topic) if topic else None
    return (led.topic or "") if led is not None and led.is_sure else None


def _asked_alone(answers: Answers, question: Question, part: Part) -> str | None:
    """Return what a part clearly asks for by itself, where the whole message is near it too."""
    if not part.ranking:
        return next(iter(answers.near(part.text)), None)
    asked = clear_topic(part.ranking) if part.is_question else None
    return asked if asked and question.chance_of(asked) >= NEAR_WHOLE else None
