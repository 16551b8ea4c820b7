"""What is answered to a message that the door held back: the right channel, and one kind sentence.

The door told the channel. What the whole message was understood as may stand in its place only
where it is an article of that channel's own, or a ticket that the words themselves ask for.
"""

import re
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import asks_outright
from service.answering.english import is_english, opens_question
from service.answering.noise import is_praise
from service.content.model import FieldName
from service.content.named_topics import OFFICES
from service.door.channels import (
    CHANNELS,
    DEFAULT_CHANNEL,
    IMPOSTOR,
    OTHERS,
    PAID,
    PROTECTION,
    REPORTING,
    SAPA,
    SERVICE,
    STAFF,
    STANDS_IN,
    VILLAGE,
    WITH,
    article_of,
)
from service.door.talks import MORE
from service.markup import read_markup, write_markup
from service.outcomes import Outcome
from service.payloads import topic_payload
from service.replies import Button, Reply
from service.text import words

WAY = FieldName.CHANNEL  # the field of an article that names where to report
CERTAIN = 0.9  # confidence from which an article of the channel's own stands in for it
ASKED_FOR = 0.8  # confidence from which an article is what a question in it asks for
NO_ANSWERS = frozenset({*CHANNELS, *REPORTING, OFFICES})  # channels, and an office's address
LONGEST_ASKED = 8  # words of a question that names nothing
KIND_WORDS = {  # the sentence before each channel's article
    STAFF: "accusation_staff",
    VILLAGE: "accusation_village",
    OTHERS: "accusation_others",
    SERVICE: "accusation_service",
    IMPOSTOR: "accusation_impostor",
    PAID: "accusation_paid",
    PROTECTION: "accusation_protection",
}
NOTES = {SAPA: "accusation_sapa"}  # what stands under an article
_SUPPOSES = re.compile(
    r"^(?:(?:terus|trus|lalu|nah|dan|oh|eh) )*(?:kalau|jika|misal\w*|andai\w*)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:pak|bu|bapak|ibu|kades|lurah|camat|kepala|bos|atasan|dia|mereka|oknum|auditor|"
    r"orang\w*|pelaku\w*|bendahara|bupati|dinas)\b"
)
_NAME_WITHIN = re.compile(r"(?<=\w )[A-Z][a-z]")
_PARTICULAR = re.compile(r"\d|(?<=\w )[A-Z][a-z]")  # a number, or a name within
_WISHES_PERSON = re.compile(
    r"\b(?:minta|mana|panggil\w*|sambung\w*|hubung\w*|bicara|ngomong|mau|tolong|butuh|perlu)"
    r"(?: \w+){0,3}? (?:petugas|admin|operator|cs|manusia)\w*"
)


def accusation_reply(
    answers: Answers, channel: str, understood: Reply | None = None, *, in_hands: bool = False
) -> Reply:
    """Lead an accusation to its channel; say that nothing of it was kept.

    Args:
        answers: What says sentences and knows articles.
        channel: As told at the door; behind ``MORE`` for what only adds to what was told.
        understood: What the whole message was answered, if it was.
        in_hands: Whether an officer has the conversation, or will.
    """
    is_more, led = _read(channel)
    if is_more:
        return _more(answers, led)
    topic = article_of(led)
    told = answers.article(topic, CHANNELS.get(topic, ()))
    if told is None:
        return _more(answers, DEFAULT_CHANNEL)
    if understood is not None and fits_channel(understood, topic):
        told = understood
    return _with_kind_words(answers, told, led, in_hands=in_hands)


def fits_channel(understood: Reply, channel: str) -> bool:
    """Tell whether an article that was understood is of the channel's own."""
    is_answered = understood.outcome is Outcome.ANSWERED and understood.confidence >= CERTAIN
    return is_answered and understood.topic in STANDS_IN.get(channel, frozenset({channel}))


def answered_beside(text: str, understood: Reply | None, led: Reply) -> Reply | None:
    """Return the article that a held message clearly asks for, to be shown under its channel.

    Some who only ask are held ("pak kades marah, Siskeudes itu dijual atau gratis?"), and some who
    tell ask as well: both get an answer, and nobody less than the channel.
    """
    if understood is None or understood.outcome is not Outcome.ANSWERED:
        return None
    is_asked = asks_outright(text) and understood.confidence >= ASKED_FOR
    is_other = understood.topic not in NO_ANSWERS and understood.topic != led.topic
    return understood if is_asked and is_other else None


def asks_in_small_words(answers: Answers, text: str) -> bool:
    """Tell whether a held message only asks after what was said, or praises: "ngeceknya di mana?".

    It names nobody and nothing, so that there is nothing in it to be held.
    """
    knowledge = answers.knowledge
    if len(words(text)) > LONGEST_ASKED:
        return False
    if is_praise(answers, text):
        return True
    if is_english(text) and opens_question(text):
        return not _PARTICULAR.search(text)
    if supposes_a_case(answers, text):
        return True
    if knowledge.telling_stems(text):
        return False
    return asks_outright(text) or bool(knowledge.aspects_in(text))


def supposes_a_case(answers: Answers, text: str) -> bool:
    """Tell whether a message only asks what becomes of a case: "kalau 50 ribu?"; of nobody."""
    said = answers.knowledge.standard(text)
    is_of_nobody = _SOMEBODY.search(said) is None and _NAME_WITHIN.search(text) is None
    return bool(_SUPPOSES.search(said)) and is_of_nobody


def wishes_person(text: str) -> bool:
    """Tell whether a held message asks for a person; "orangnya pak Surya" does not."""
    return _WISHES_PERSON.search(" ".join(words(text))) is not None


def _read(channel: str) -> tuple[bool, str]:
    """Split ``more+wbs-cara-lapor`` into whether it only adds, and the channel."""
    first, _, behind = channel.partition(WITH)
    return (True, behind or DEFAULT_CHANNEL) if first == MORE else (False, channel)


def _with_kind_words(answers: Answers, told: Reply, led: str, *, in_hands: bool) -> Reply:
    key = KIND_WORDS.get(told.topic or "")
    parts = [answers.say("accusation"), answers.say(key) if key else ""]
    marked = read_markup(told.text)
    parts.append(marked.body)
    parts += [answers.say(NOTES[note]) for note in led.split(WITH)[1:] if note in NOTES]
    parts += [answers.say("accusation_in_hands")] if in_hands else []
    body = "\n\n".join(filter(None, parts))
    return replace(told, text=write_markup(replace(marked, body=body)))


def _more(answers: Answers, channel: str) -> Reply:
    article = answers.knowledge.article(article_of(channel))
    topic = article.id if article else DEFAULT_CHANNEL
    button = Button(answers.say("button_channel"), topic_payload(topic))
    said = answers.say("accusation_more", title=article.title if article else "")
    way = article.fields.get(WAY) if article else None
    said += f" {way.text}" if way is not None and way.text else ""
    said += f" {answers.say('accusation_pseudonym')}" if topic == STAFF else ""
    return Reply(said, Outcome.REFUSED, (button, answers.officer_button()), topic=topic)
