"""Answers that what was spoken of or offered before explains: references, choices, a matter named.

Called by ``conversation``; ``memory`` holds what was said.
"""

from service.answering.answers import Answers
from service.answering.choices import words_of_choice
from service.answering.decision import CLARIFY_AT, is_topic
from service.answering.memory import OFFICE, Asked
from service.answering.more_about import RELATED_AT, reply_about
from service.answering.question import Question
from service.answering.references import reference_in
from service.content.named_topics import CONTACT, OFFICES
from service.replies import Reply

LONGEST_BACK = 10  # words that go back to an office
OF_AN_OFFICE = frozenset({"tempat", "kontak", "daring", "jam"})  # aspects of any office
BARE = 2  # words that choose right after a choice without "yang"
LEAST_LETTERS = 4  # from which the beginning of a word is enough


def reply_to_reference(answers: Answers, question: Question) -> Reply | None:
    """Answer "balik ke yang pertama: unsurnya berapa?" from the article or office meant."""
    found = reference_in(answers.knowledge, question)
    if found is None:
        return None
    if _is_clear_of(answers, question, found.to, found.rest):
        return answers.article(question.intent or "")
    if found.to.startswith(OFFICE):
        return answers.offices.reply(found.rest, known=found.to.removeprefix(OFFICE))
    return reply_about(answers, found.to, found.rest, question.ranking)


def reply_to_known_office(answers: Answers, question: Question) -> Reply | None:
    """Answer what is asked of an office spoken of before: "Jambi tadi jalan apa? lupa".

    An island with several offices means the one of them that was spoken of.
    """
    knowledge, known = answers.knowledge, question.memory.offices
    if question.is_command or not known or len(question.text.split()) > LONGEST_BACK:
        return None
    where = knowledge.where(question.text)
    named = [office.code for office in (*where.offices, *where.choice) if office.code in known]
    is_back = question.topic != OFFICES or bool(where.choice)
    asked = {aspect.id for aspect in knowledge.aspects_in(question.text)} & OF_AN_OFFICE
    if len(named) != 1 or not (is_back and asked) or _is_topic_clear(question):
        return None
    return answers.offices.of_code(named[0])


def _is_topic_clear(question: Question) -> bool:
    is_other = question.intent not in (OFFICES, "alamat-pusat", CONTACT)
    return question.stands_alone and is_topic(question.intent or "") and is_other


def reply_to_choice(answers: Answers, question: Question) -> Reply | None:
    """Answer "yang timur", "yang biaya saja" with what was offered under such a label."""
    code = chosen_of_offered(answers, question)
    if code is None:
        return _likeliest_offered(answers, question)
    if code.startswith(OFFICE):
        return answers.offices.reply("", known=code.removeprefix(OFFICE))
    return answers.article(code)


def chosen_of_offered(answers: Answers, question: Question) -> str | None:
    """Return what was offered and a message names by words of its label; None for no such."""
    said = _words_of_choice(answers, question)
    fitting = [id_ for id_ in question.memory.offered if _fits(_label(answers, id_), said)]
    return fitting[0] if said and len(fitting) == 1 else None


def office_chosen(answers: Answers, question: Question) -> str | None:
    """Return the code of the office that a message chose by words of its label."""
    code = chosen_of_offered(answers, question) or ""
    return code.removeprefix(OFFICE) if code.startswith(OFFICE) else None


def _words_of_choice(answers: Answers, question: Question) -> list[str]:
    """Return the words that choose; right after a choice also without "yang": "timur"."""
    if question.is_command:
        return []
    said = answers.knowledge.standard(question.text)
    is_bare = question.memory.asked == Asked.CHOICE and len(said.split()) <= BARE
    return words_of_choice(said) or (said.split() if is_bare else [])


def _likeliest_offered(answers: Answers, question: Question) -> Reply | None:
    """Answer with what was just offered where other words for it make it the likeliest."""
    best = next((r for r in question.ranking if is_topic(r.name)), None)
    if question.is_command or words_of_choice(answers.knowledge.standard(question.text)):
        return None
    if question.memory.asked != Asked.CHOICE or best is None or best.name == OFFICES:
        return None
    is_meant = best.name in question.memory.offered and best.confidence >= RELATED_AT
    return answers.article(best.name, confidence=best.confidence) if is_meant else None


def reply_to_matter(answers: Answers, question: Question) -> Reply | None:
    """Answer what was asked about nothing in particular, now that the matter is named.

    "Ongkosnya berapa?" was asked back; "itu lho, minta informasi" is no question by itself.
    """
    aspect, knowledge = question.memory.aspect, answers.knowledge
    best = next((r for r in question.ranking if is_topic(r.name)), None)
    if aspect is None or best is None or best.confidence < CLARIFY_AT or best.name == OFFICES:
        return None
    asked = {a.id for a in knowledge.aspects_in(question.text) if a.evidence} - {aspect}
    if any(knowledge.own_lead(best.name, other) for other in asked):
        return None  # "rahasia ga" asks something of its own
    led = knowledge.lead(best.name, aspect)
    return answers.article(led) if led in question.memory.offered else None


def _is_clear_of(answers: Answers, question: Question, to: str, rest: str) -> bool:
    """Tell whether the classifier is sure of the article meant, one near it, or one named."""
    intent = question.intent or ""
    is_near = intent in {to, *answers.knowledge.related(to)}
    is_named = is_topic(intent) and answers.knowledge.speaks_of(rest, intent)
    return bool(rest) and question.stands_alone and (is_near or is_named)


def _label(answers: Answers, offered: str) -> list[str]:
    knowledge = answers.knowledge
    if offered.startswith(OFFICE):
        offices = knowledge.offices_of(offered.removeprefix(OFFICE))
        return knowledge.standard(offices[0].province).split() if offices else []
    article = knowledge.article(offered)
    return knowledge.standard(article.title).split() if article else []


def _fits(label: list[str], said: list[str]) -> bool:
    """Tell whether every word said stands in a label, or begins one of its words."""
    return all(
        any(
            word == part or (len(word) >= LEAST_LETTERS and part.startswith(word))
            for part in label
        )
        for word in said
    )
