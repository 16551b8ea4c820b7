"""A short question right after somebody else's remit was named: "cara urusnya?" after a lost BPKB.

Called by ``conversation``. Without it "berapa biayanya?" would be answered with what we charge.
"""

import re
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import asks, is_topic
from service.answering.more_about import is_asked
from service.answering.question import Question
from service.markup import read_markup, write_markup
from service.outcomes import Outcome
from service.replies import Reply

LONGEST = 8  # words; a longer message says what it is about
OURS = "bpkp"
_BACK = re.compile(r"\b(?:tadi|balik|kembali|lanjut|pertama|kedua|sebelumnya)\b")
_NOT_HERE = re.compile(
    r"^(?:\w+ ){0,2}(?:bukan|salah|tidak) (?:\w+ )?(?:di|ke)? ?(?:sini|bpkp|tempat)\w*"
    r"(?: ya| kah)?$"
)
ABOUT_US = frozenset({"profil-bpkp", "bot-resmi"})  # who is sent away asks who we are
US_AT = 0.5  # confidence from which that is asked
GENERIC = "-"  # a remit that nobody named
_WHERE_TO = frozenset({"cara", "tempat", "kontak", "lapor", "saluran"})
_BPKP = re.compile(rf"\b{OURS}\b")


def reply_after_referral(answers: Answers, question: Question) -> Reply | None:
    """Name again who can help; None where something else is asked."""
    before, said = question.memory.referred, answers.knowledge.standard(question.text)
    if before is None or question.is_command or len(said.split()) > LONGEST:
        return None
    if _BACK.search(said) or not _may_continue(answers, question, said):
        return None
    if before == GENERIC and not _asks_where_to(answers, question, said):
        return None
    own = answers.knowledge.find_referral(question.text)
    if before == GENERIC or (own is not None and OURS not in said):
        return answers.referral(question.text, 1.0)
    told = answers.referral(before, 1.0)
    marked = read_markup(told.text)
    body = answers.say("still_referred", said=marked.body)
    return replace(told, text=write_markup(replace(marked, body=body)))


def referred_after(answers: Answers, question: Question, last: Reply) -> str | None:
    """Return the words by which the remit just named is found again, None where none was."""
    if last.outcome is Outcome.SMALL_TALK:
        return question.memory.referred
    if last.outcome is not Outcome.REFERRED:
        return None
    named = answers.knowledge.find_referral(question.text)
    if named is not None:
        return named.words[0]
    return question.memory.referred or (GENERIC if question.topic is None else None)


def _asks_where_to(answers: Answers, question: Question, said: str) -> bool:
    """Tell whether somebody sent away asks where to go then, or whether BPKP helps after all."""
    asked = {aspect.id for aspect in answers.knowledge.aspects_in(question.text)}
    is_whether = OURS in said and answers.knowledge.is_weak(question.text)
    return is_whether or bool(asked and asked <= _WHERE_TO) or bool(_NOT_HERE.search(said))


def _may_continue(answers: Answers, question: Question, said: str) -> bool:
    """Tell whether a question names nothing of ours: small words, or another remit's."""
    if _NOT_HERE.search(said):
        return True
    if not (is_asked(answers.knowledge, question) or answers.knowledge.aspects_in(question.text)):
        return False
    if question.intent == "out_of_scope":
        return asks(question.text) or bool(answers.knowledge.aspects_in(question.text))
    is_ours = question.stands_alone and is_topic(question.intent or "") and OURS in said
    is_ours = is_ours or (question.intent in ABOUT_US and question.confidence >= US_AT)
    bare = _BPKP.sub(" ", said)
    return not is_ours and not answers.knowledge.telling_stems(bare)
