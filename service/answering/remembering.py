"""What a dialogue remembers after a message was answered."""

from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.dialogue import asked_in_order
from service.answering.going_back import office_chosen
from service.answering.in_talk import WAY
from service.answering.memory import OFFICE, Asked, Memory
from service.answering.question import Question
from service.answering.referred import referred_after
from service.answering.wishes import matter_of_wish
from service.content.named_topics import OFFICES
from service.outcomes import Outcome
from service.payloads import PayloadKind
from service.replies import Reply

ENDS_MATTER = frozenset({"thanks", "bye"})  # whoever asks for a person afterwards begins anew


INTERLUDES = frozenset({"data-saya", "bot-resmi"})  # about this service: the matter stays


def topic_after(question: Question, last: Reply) -> str | None:
    """Return the article that the next message may lean on."""
    if last.topic in INTERLUDES and question.topic is not None:
        return question.topic
    wished = last.escalate.topic if last.escalate is not None else None
    return last.topic or question.topic or wished


def memory_after(
    answers: Answers, question: Question, replies: Sequence[Reply], rest: str | None = None
) -> Memory:
    """Return the memory for the next message.

    Args:
        rest: What else the message asked and was only named: "yang kedua tadi" means it.
    """
    last, memory = replies[-1], question.memory
    for reply in replies:
        is_matter = reply.topic is not None and reply.topic not in INTERLUDES
        if reply.topic is not None and is_matter and reply.outcome is Outcome.ANSWERED:
            memory = memory.with_topic(reply.topic)
    offered = _offered(last)
    asked = (*(reply.topic for reply in replies if reply.topic), *filter(None, (rest,)))
    several = _as_asked(answers, question, asked) if len(asked) > 1 else ()
    if not offered and last.topic not in (None, OFFICES, *memory.offered):
        memory = replace(memory, offered=())
    memory = _with_offices(answers, question, last, memory)
    return replace(
        memory,
        offered=offered or several or memory.offered,
        aspect=_aspect(answers, question) if offered else None,
        asked=_asked(last, offered),
        is_held=memory.is_held and last.outcome is Outcome.REFUSED,
        matter=_matter(answers, question, last, memory),
        about=_about(answers, question, last),
        is_aside=last.topic in INTERLUDES,
        danger=memory.danger if last.topic is None else None,
        referred=referred_after(answers, question, last),
    )


def _as_asked(answers: Answers, question: Question, topics: Sequence[str]) -> tuple[str, ...]:
    """Return topics in the order in which a message asked for them: "yang kedua" counts so.

    A part that asks without a question's words ("1) cara magang") has its place as well.
    """
    asked = asked_in_order(answers, question)
    texts = [part.text for part in question.parts]
    tops = [part.ranking[0].name if part.ranking else "" for part in question.parts]

    def place(topic: str) -> int:
        if topic in asked:
            return texts.index(asked[topic])
        return tops.index(topic) if topic in tops else len(tops)

    return tuple(sorted(topics, key=place))


def _matter(answers: Answers, question: Question, last: Reply, memory: Memory) -> str | None:
    """Return what a ticket is about; once one is open, what its wish named."""
    if last.intent in ENDS_MATTER:
        return None
    named = matter_of_wish(answers, question) if last.escalate is not None else None
    return named or memory.matter


def _offered(reply: Reply) -> tuple[str, ...]:
    """Return what a choice offers, in order."""
    if reply.outcome is not Outcome.CLARIFIED:
        return ()
    prefixes = {PayloadKind.TOPIC: "", PayloadKind.OFFICE: OFFICE}
    payloads = [button.payload for button in reply.buttons]
    return tuple(prefixes[p.kind] + p.argument for p in payloads if p.kind in prefixes)


def _asked(reply: Reply, offered: Sequence[str]) -> Asked | None:
    if reply.offers_officer:
        return Asked.OFFICER
    if reply.outcome is Outcome.REPEATED:
        return Asked.AGAIN
    return Asked.CHOICE if offered else None


def _aspect(answers: Answers, question: Question) -> str | None:
    """Return what a message asks about, which the next one may name the matter of."""
    led = answers.knowledge.follow_up(question.text, "")
    aspects = [a.id for a in led.aspects if a.alone] if led is not None and led.is_sure else []
    return aspects[0] if aspects else question.memory.aspect


def _about(answers: Answers, question: Question, last: Reply) -> str | None:
    """Return what a message asked about the article that answered it, as far as that is told."""
    if last.topic is None or last.outcome is not Outcome.ANSWERED or last.topic in INTERLUDES:
        return question.memory.about
    told = [aspect for aspect in answers.knowledge.aspects_in(question.text) if aspect.evidence]
    led = (a.id for a in told if answers.knowledge.own_lead(last.topic, a.id) == last.topic)
    named = (aspect.id for aspect in told if aspect.id != WAY)
    carried = question.memory.about
    if carried is not None and answers.knowledge.own_lead(last.topic, carried) != last.topic:
        carried = None
    role = answers.knowledge.role_of(last.topic)
    return next(led, None) or next(named, None) or role or carried


def _with_offices(answers: Answers, question: Question, last: Reply, memory: Memory) -> Memory:
    if last.topic != OFFICES or last.outcome is not Outcome.ANSWERED:
        return memory
    found = answers.knowledge.where_asked(question.text).offices
    chosen = office_chosen(answers, question) or question.office or ""
    shown = [office.code for office in found] or [chosen]
    for code in filter(None, shown):
        memory = memory.with_office(code)
    return memory
