"""A message that says no more than that the reply was not what was meant."""

import re

from service.answering.answers import Answers
from service.answering.decision import is_topic
from service.answering.question import Question
from service.knowledge.knowledge import Knowledge
from service.replies import Reply

REJECTION_WORDS = 8  # a longer message says what is meant instead
SUPPOSED = re.compile(r"^(?:(?:terus|lalu|nah|dan|tapi) )*(?:kalau|jika|misal\w*) ")
REJECTION = re.compile(
    r"\b(?:bukan (?:itu|begitu|ini|gitu|yang|kayak|seperti)|tidak (?:nyambung|sesuai|menjawab|"
    r"cocok|pas)|"
    r"salah (?:paham|jawab|tangkap|sambung|alamat|jawaban)|maksud (?:saya|aku|ku)|maksudku|"
    r"melenceng|"
    r"ngawur|jawaban\w* (?:salah|tidak|beda|aneh)|kok (?:itu|jawab\w*|gitu)|keliru)\b"
)
MEANT = re.compile(r"\bmaksud(?: (?:saya|aku|ku)|ku)\b")
NEGATES = re.compile(r"\b(?:bukan\w*|tidak|salah|beda|kok)\b")


def reply_to_rejection(answers: Answers, question: Question) -> Reply:
    """Answer "bukan itu maksud saya" with what else was near; else ask back."""
    offered = answers.clarify(question.others, question.confidence) if question.others else None
    if offered is not None:
        return offered.named("deny")
    return answers.not_understood((), question.confidence, question.misses, "deny")


def is_rejection(knowledge: Knowledge, question: Question) -> bool:
    """Tell whether a message says no more than that the reply was not what was meant."""
    said = knowledge.standard(question.text)
    is_short = len(said.split()) <= REJECTION_WORDS
    is_other = question.stands_alone and is_topic(question.intent or "")
    is_other = is_other or knowledge.names_place(question.text)  # "maksud saya Medan"
    is_case = SUPPOSED.search(said) is not None
    is_open = is_short and not is_other and not is_case and bool(REJECTION.search(said))
    return is_open and not _says_what(knowledge, said)


def _says_what(knowledge: Knowledge, said: str) -> bool:
    """Tell whether a message says what is meant instead: "nomor faksnya maksud saya"."""
    rest = MEANT.sub(" ", said)
    return rest != said and not NEGATES.search(rest) and bool(knowledge.aspects_in(rest))
