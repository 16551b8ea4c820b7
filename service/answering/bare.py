"""Too little said: "berapa hari ya?", "siskeudes pak", "kalimantan"; a choice comes back.

Asked by every action where nothing said before explains the message: an answer would be a guess.
"""

import re
from collections.abc import Sequence

from service.answering.answers import Answers
from service.answering.choices import only_chooses
from service.answering.decision import is_topic
from service.answering.memory import Asked
from service.answering.misheard import ANSWERS
from service.answering.question import Question
from service.content.follow_up_table import Aspect
from service.content.named_topics import CONTACT, OFFICES
from service.replies import Reply
from service.text import words

OFFERED = 4  # topics to choose from
COMMON = 20  # articles named by a word; a word of more says nothing
LEAST = 2  # articles to choose from
LONGEST = 8  # words; whoever writes more says what they mean
CODE = 3  # letters of an airport's code
_NEAR_OFFICES = frozenset({OFFICES, "alamat-pusat", CONTACT, "profil-bpkp", "kedudukan-bpkp"})
POLITE = frozenset(
    "pak bapak bu ibu kak kakak min mas mbak bang mau ingin tanya soal tentang seputar mengenai "
    "tau tahu nanya bikin buat membuat kasih coba bisa info informasi dong ya halo hai saya aku "
    "nih permisi maaf".split()
)

_UNDECIDED = re.compile(
    r"\b(?:belum|tidak|masih|kurang) (?:\w+ )?(?:tahu|yakin|jelas|bingung|paham|ngerti|pilih)\b"
    r"(?: \w+)?(?: (?:yang mana|apa|mana))?|\bbingung\b|\b(?:banyak|macam) (?:hal|macam)\b"
)
_OF_UNDECIDED = frozenset(
    "lagi tapi belum tidak masih kurang tahu yakin jelas bingung paham ngerti pilih yang mana apa "
    "banyak hal macam balik kembali ke persis persisnya juga ini itu deh sih dulu terus".split()
)


def reply_to_bare(answers: Answers, question: Question) -> Reply | None:
    """Offer a choice to a message that names an aspect, a matter or an island and nothing else."""
    if (
        question.intent == "human"
        or question.text.startswith("/")
        or len(words(question.text)) > LONGEST
    ):
        return None
    if _is_place(answers, question):
        return answers.offices.reply(question.text)
    if only_chooses(question.text):
        return _chosen_of_nothing(answers, question)
    topics = _of_aspect(answers, question) or _of_matter(answers, question)
    if len(topics) == 1:
        return answers.article(topics[0])
    return answers.clarify(topics, question.confidence) if topics else None


def _chosen_of_nothing(answers: Answers, question: Question) -> Reply:
    """Offer again what was offered; ask back where nothing was."""
    offered = [id_ for id_ in question.memory.offered if answers.knowledge.article(id_)]
    choice = answers.clarify(offered[:OFFERED], 1.0) if len(offered) > 1 else None
    return choice or answers.not_understood((), 1.0, question.misses)


def reply_to_open_matter(answers: Answers, question: Question) -> Reply | None:
    """Offer a choice to whoever names a matter and says that they do not know which of it."""
    said = answers.knowledge.standard(question.text)
    if question.text.startswith("/") or not _UNDECIDED.search(said):
        return None
    told = [w for w in said.split() if w not in POLITE | _OF_UNDECIDED]
    stems = answers.knowledge.stems(" ".join(told))
    if len(stems) != 1:
        return None
    named = answers.knowledge.articles_named(stems.pop())
    topics = sorted(named, key=question.chance_of, reverse=True)[:OFFERED]
    is_choice = LEAST <= len(named) <= COMMON
    return answers.clarify(topics, question.confidence) if is_choice else None


def _is_place(answers: Answers, question: Question) -> bool:
    """Tell whether a message names a place alone, and nothing else can be meant by it.

    A town that the classifier takes for a topic is left to it, unless "bpkp" or "kantor" stands
    beside it; no topic is about an island.
    """
    if not answers.knowledge.is_place_alone(question.text):
        return False
    if answers.knowledge.asks_office(question.text):
        return not _is_of_matter(answers, question)
    if question.topic not in (None, OFFICES):
        return False
    is_town = bool(answers.knowledge.find_offices(question.text))
    return not (is_town and is_topic(question.intent or ""))


def _is_of_matter(answers: Answers, question: Question) -> bool:
    """Tell whether the place belongs to a topic that is clear: "bpkp Ciawi" has the courses."""
    intent = question.intent or ""
    is_topic_clear = question.stands_alone and is_topic(intent) and intent not in _NEAR_OFFICES
    is_said = is_topic_clear and answers.knowledge.speaks_of(question.text, intent)
    return is_said and not _is_code(question)


def _is_code(question: Question) -> bool:
    """Tell whether an airport's code is written as one: "bpkp UPG" is no unit of gratuities."""
    return any(len(word) == CODE and word.isupper() for word in question.text.split())


def _of_aspect(answers: Answers, question: Question) -> list[str]:
    """Return what "syaratnya apa?" may be about when nothing was said before."""
    if question.topic is not None:
        return []
    led = answers.knowledge.follow_up(question.text, "")
    common = _common_lead(answers, question, led.aspects if led is not None else ())
    if common is not None:
        return [common]
    aspects = led.aspects if led is not None and led.is_sure else ()
    offered = [id_ for id_ in question.memory.offered if answers.knowledge.article(id_)]
    is_told = len(words(question.text)) > 1  # "alamat" alone begins anew
    if aspects and is_told and question.memory.asked == Asked.CHOICE and len(offered) > 1:
        return offered[:OFFERED]  # "kapan jadwalnya" of which of them?
    if not all(aspect.evidence for aspect in aspects) and len(_matter(answers, question)) > 1:
        return []  # "lapor anonim boleh?" is more than "mau lapor"
    return list(dict.fromkeys(topic for aspect in aspects for topic in aspect.alone))[:OFFERED]


def _common_lead(answers: Answers, question: Question, aspects: Sequence[Aspect]) -> str | None:
    """Return where an aspect leads from all that was just offered: "aman ga?" after a choice."""
    if question.memory.asked != Asked.CHOICE:
        return None
    for aspect in aspects:
        own = [answers.knowledge.own_lead(id_, aspect.id) for id_ in question.memory.offered]
        if len(set(own)) == 1 and own[0] is not None:
            return own[0]
    return None


def _of_matter(answers: Answers, question: Question) -> list[str]:
    """Return the articles of a matter that is named alone, the likeliest first."""
    knowledge, matter = answers.knowledge, _matter(answers, question)
    if question.intent in ANSWERS and question.stands_alone:
        return []  # "oh bukan ya" names nothing
    stems = knowledge.stems(" ".join(matter))
    if len(matter) != 1 or len(stems) != 1 or "?" in question.text:
        return []
    named = knowledge.articles_named(stems.pop())
    if not LEAST <= len(named) <= COMMON:
        return []
    return sorted(named, key=question.chance_of, reverse=True)[:OFFERED]


def _matter(answers: Answers, question: Question) -> list[str]:
    """Return the words of a message without those of politeness."""
    return [w for w in answers.knowledge.standard(question.text).split() if w not in POLITE]
