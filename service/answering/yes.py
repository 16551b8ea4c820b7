"""What "ya", "boleh", "jadi", "gas" answer: whatever the newest reply asked."""

import re

from service.answering.agreeing import YES
from service.answering.answers import Answers
from service.answering.memory import Asked
from service.answering.question import Question
from service.outcomes import EscalationReason
from service.replies import Reply

AFFIRMED_AT = 0.5  # confidence from which the classifier's "yes" is one, right after a question
LONGEST = 6  # words
_CLAUSE = re.compile(r"[.,;!\n]+")
_OFFERED = re.compile(r"(?:buat|bikin|hubung|sambung|lanjut|gas|mau|boleh|tolong)")
_YES = YES | frozenset(
    "yaa mau lanjut lanjutkan gas gaskan tolong bantu dong deh saja aja pak bu kak min mas mbak "
    "bang lah kan sudah itu teruskan buatkan hubungkan sambungkan mohon".split()
)


def reply_to_yes(answers: Answers, question: Question) -> Reply | None:
    """Do what the newest reply offered, where a message only agrees; else None."""
    asked = question.memory.asked
    if asked is None or not _agrees(answers, question):
        return None
    if asked == Asked.OFFICER:
        is_first = question.misses == 0
        reason = EscalationReason.ASKED if is_first else EscalationReason.NOT_UNDERSTOOD
        return answers.escalate(question.memory.matter, reason, 1.0)
    if asked == Asked.AGAIN and question.topic is not None:
        return answers.article(question.topic)
    topics = [id_ for id_ in question.memory.offered if answers.knowledge.article(id_)]
    return answers.clarify(topics, 1.0) if asked == Asked.CHOICE and len(topics) > 1 else None


def _agrees(answers: Answers, question: Question) -> bool:
    clauses = [answers.knowledge.normalised(c) for c in _CLAUSE.split(question.text)]
    said = next((c for c in reversed(clauses) if c), "").split()
    if not said or len(said) > LONGEST or "?" in question.text:
        return False
    is_whole = len(list(filter(None, clauses))) == 1
    if not is_whole and not any(_OFFERED.match(word) for word in said):
        return False  # "iya. bukan itu" is no yes; "belum punya. ya sudah buatkan" is one
    affirmed = question.intent == "affirm" and question.confidence >= AFFIRMED_AT
    return affirmed or _YES.issuperset(said)
