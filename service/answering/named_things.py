"""Something asked for by its name: "nomor LPSK?", "sms pengaduan nasional", "dapat premi?".

Called by ``conversation``. Whatever is in talk, one article tells it, and only those sentences are
quoted; ``content/follow_ups.yml`` lists the names.
"""

import re

from service.answering.answers import Answers
from service.answering.excerpts import with_evidence
from service.answering.question import Question
from service.content.follow_up_table import Thing
from service.replies import Reply
from service.text import words

LONGEST = 10  # words; whoever writes more asks for more than a number
REPORTING = frozenset({"lapor", "tempat", "cara"})  # whoever asks these after a report reports
_ASKED_OF_CITIZEN = re.compile(  # "kpk minta nomor rekening"
    r"\b(?:rekening|transfer)\w*|\b(?:kpk|ojk|lpsk|iasc)\b(?: \w+){0,2} (?:me)?minta\b"
)


def reply_of_thing(answers: Answers, question: Question) -> Reply | None:
    """Quote what an article tells of something that a short message names; else None."""
    said = answers.knowledge.standard(question.text)
    if question.is_command or len(said.split()) > LONGEST:
        return None
    asked = {aspect.id for aspect in answers.knowledge.aspects_in(question.text)}
    if _ASKED_OF_CITIZEN.search(said):
        return None
    said = f"{said} {' '.join(words(question.text))}"  # names as written too: "sp4n", "web"
    things = answers.knowledge.things
    thing = next((one for one in things if _is_meant(one, question, said, asked)), None)
    article = answers.knowledge.article(thing.article) if thing else None
    if thing is None or article is None:
        return None
    told = with_evidence(article, thing.evidence)
    return answers.detail(article.id, told) if told else None


def _is_meant(thing: Thing, question: Question, said: str, asked: set[str]) -> bool:
    is_named = any(f" {name} " in f" {said} " for name in thing.names)
    is_asked = not thing.asked or not asked.isdisjoint(thing.asked)
    if thing.after and not asked.isdisjoint(REPORTING):
        return False
    return is_named and is_asked and (not thing.after or question.topic in thing.after)
