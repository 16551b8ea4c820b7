"""What was asked last, of another matter: "kalau minta informasi?" after "berapa lama?".

Called by ``conversation``.
"""

import re

from service.answering.answers import Answers
from service.answering.decision import asks_outright, is_topic
from service.answering.excerpts import with_evidence
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.named_topics import OFFICES
from service.replies import Reply

LONGEST = 8  # words; a longer message says what is asked
SHORT = 4  # letters of a word of a title that names nothing
NAMED_AT = 0.2  # confidence of a topic that a matter's name alone may mean
_OF_ANOTHER = re.compile(
    r"^(?:(?:terus|trus|lalu|nah|lha|lah|lho|loh|oh|ya|iya|oke|ok|dan|eh|baik|sip|siap|and|so) )*"
    r"(?:kalau|yang|untuk|buat|bagaimana dengan|bagaimana kalau|bagaimana untuk|apa about|"
    r"bagaimana about|yen|lamun)\b"
)
_TURNED = re.compile(
    r"\b(?:bagaimana|gimana|gmn|piye|kumaha|apa)(?: (?:ya|dong|sih|kak|pak|bu|min))*$"
)


def reply_of_another_matter(answers: Answers, question: Question) -> Reply | None:
    """Answer the aspect asked before of a matter that a message names and asks nothing of."""
    said = answers.knowledge.standard(question.text)
    about = _asked_before(answers, question)
    is_short = len(said.split()) <= LONGEST and not question.is_command
    if about is None or not is_short or not _OF_ANOTHER.search(said):
        return None
    if answers.knowledge.where_asked(question.text):
        return None
    told = [aspect for aspect in answers.knowledge.aspects_in(question.text) if aspect.evidence]
    matter = _matter(answers, question, said)
    if matter is None or _asks_more(answers, matter, told, said):
        return None
    return _answered(answers, matter, about)


def _asked_before(answers: Answers, question: Question) -> Aspect | None:
    if question.topic is None or question.memory.about is None:
        return None
    return answers.knowledge.aspect(question.memory.about)


def _matter(answers: Answers, question: Question, said: str) -> str | None:
    """Return the topic of another family that a message names."""
    near = [r.name for r in question.ranking if is_topic(r.name) and r.confidence >= NAMED_AT]
    called = answers.knowledge.called(said)
    matter = _named(answers, [*near, *([called] if called else [])], question.text)
    told = answers.knowledge.telling_stems(question.text)
    is_of_talk = bool(told) and answers.knowledge.uses(question.topic or "", told)
    is_own = matter in (None, OFFICES, question.topic) or (is_of_talk and matter not in near)
    return None if is_own or answers.knowledge.is_of_family(matter, question.topic) else matter


def _named(answers: Answers, near: list[str], text: str) -> str | None:
    """Return the first of some topics that is called by every word that tells something."""
    knowledge = answers.knowledge
    stems = knowledge.telling_stems(text)
    named = (n for n in near if stems and knowledge.is_called(n, stems))
    return next(named, None) or next((n for n in near[:1] if _is_titled(answers, n, text)), None)


def _is_titled(answers: Answers, topic: str, text: str) -> bool:
    """Tell whether small words name an article by its title: "kalau diklat?"."""
    article = answers.knowledge.article(topic)
    title = (
        {word for word in article.title.lower().split() if len(word) > SHORT} if article else ()
    )
    asked = (word for aspect in answers.knowledge.aspects_in(text) for word in aspect.words)
    is_small = not answers.knowledge.telling_stems(text)
    said = set(answers.knowledge.standard(text).split()).intersection(asked)
    return is_small and not said.isdisjoint(title)


def _asks_more(answers: Answers, matter: str, told: list[Aspect], said: str) -> bool:
    """Tell whether something is asked of the matter, and not only its name said."""
    own = answers.knowledge.own_lead
    asked = [] if _is_titled(answers, matter, said) else [a for a in told if own(matter, a.id)]
    return any(own(matter, a.id) != matter for a in asked) or asks_outright(_TURNED.sub("", said))


def _answered(answers: Answers, matter: str, about: Aspect) -> Reply | None:
    lead = answers.knowledge.own_lead(matter, about.id)
    if lead is not None and lead != matter:
        return answers.article(lead)
    article = answers.knowledge.article(matter)
    said = with_evidence(article, about.evidence) if article else []
    return answers.detail(matter, said) if said else answers.article(matter)
