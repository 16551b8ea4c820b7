"""References back: "balik ke yang pertama", "yang kedua tadi", "kantor yang pertama". Pure."""

import re
from dataclasses import dataclass

from service.answering.memory import OFFICE
from service.answering.question import Question
from service.content.named_topics import OFFICES
from service.knowledge.knowledge import Knowledge

_ORDINALS = {
    **dict.fromkeys(("pertama", "awal", "kesatu", "satu"), 0),
    **dict.fromkeys(("kedua", "dua"), 1),
    **dict.fromkeys(("ketiga", "tiga"), 2),
    **dict.fromkeys(("keempat", "empat"), 3),
    "terakhir": -1,
    **{str(number): number - 1 for number in range(1, 5)},
}
_BACK = r"(?:balik|kembali|mundur)(?: lagi)?(?: ke| ka| soal| tentang)?"
_THING = r"(?:yang|nu|sing|soal|topik|pertanyaan|jawaban|kantor|pilihan)"
_ORDINAL = rf"(?P<which>{'|'.join(_ORDINALS)})(?:nya)?"
_OPEN = (
    r"(?:tadi|itu|saya|(?:di)?tanya\w*|(?:di)?sebut\w*|kok|malah|masih|belum|tidak|dijawab\w*|terjawab|dijelaskan|dibahas|ditanggapi|"
    r"bagaimana|mana)"
)
_STILL_OPEN = re.compile(r"\b(?:tadi|belum|tidak|kok|bagaimana|mana)\b")
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b(?P<back>{_BACK} )?(?:{_THING} )+(?:paling )?{_ORDINAL}(?P<past>(?: {_OPEN})+)?\b",
        rf"\b(?P<back>{_BACK} )(?:{_THING} )*(?P<before>tadi|sebelumnya|sebelum ini)\b",
        rf"\b(?:{_THING} )+(?P<before>sebelumnya|sebelum ini)\b",
        r"\b(?:(?:untuk|buat|kalau|soal|yang) )+(?P<numbered>nomor|poin|butir|pertanyaan)"
        rf" (?P<which>[1-4]|{'|'.join(_ORDINALS)})\b",
    )
)
_NAMED = re.compile(rf"\b(?:{_BACK}|{_THING})(?: {_THING})* (?P<named>\w+(?: \w+){{0,2}})")
_AGAIN = re.compile(
    rf"\b{_THING} (?P<named>\w+)(?: (?:itu|tadi|ini))?(?: \w+){{0,2}}"
    r" (?:jelas\w*|ulang\w*|terang\w*)\b(?: \w+)?$"
)
_NOUN = re.compile(r"\b(?P<noun>\w{4,})(?: (?:yang )?(?:tadi|barusan)|(?<=nya) itu)\b")
_PAST = re.compile(r"\btadi\b")
_OTHER = re.compile(  # of two that were asked about
    r"^(?:(?:terus|lalu|oke|nah|kalau|sekarang) )*(?:yang|nu|sing) (?:satunya|satu|lainnya|lain)"
    r"(?: (?:lagi|satu|bagaimana|gimana|tadi|dong|apa))*$"
)


@dataclass(frozen=True)
class Reference:
    """What a message goes back to.

    Attributes:
        to: An article, or an office as ``memory.OFFICE`` and its code.
        rest: What the message says besides, in standard words.
    """

    to: str
    rest: str


def reference_in(knowledge: Knowledge, question: Question) -> Reference | None:
    """Return what a message goes back to; None where it refers to nothing that was spoken of."""
    said = knowledge.standard(question.text)
    other = _other_one(question) if _OTHER.search(said) else None
    if other is not None:
        return Reference(other, "")
    for form in _FORMS:
        match = form.search(said)
        if match is not None:
            to = _by_place(question, match)
            return Reference(to, _without(said, match)) if to else None
    return _by_name(knowledge, question, said)


def _other_one(question: Question) -> str | None:
    """Return the other of two topics that were asked about in one message."""
    asked = question.memory.offered
    others = [topic for topic in asked if topic != question.topic]
    return others[0] if len(asked) == 2 and len(others) == 1 else None


def _by_place(question: Question, match: re.Match[str]) -> str | None:
    found, memory = match.groupdict(), question.memory
    goes_back, which = bool(found.get("back")), found.get("which")
    if which is None:
        return memory.topics[-2] if len(memory.topics) > 1 else None
    if found.get("numbered"):
        return _numbered(question, which, match)
    is_open = bool(_STILL_OPEN.search(found.get("past") or ""))
    is_other = any(not asked.startswith(OFFICE) for asked in memory.offered)
    is_further = is_other and memory.asked is None and _says_more(question, match)
    if not (goes_back or is_open or is_further or "kantor" in match[0]):
        return None  # "yang pertama" alone chooses among what is offered
    is_among_offices = question.topic == OFFICES and not is_other and len(memory.offices) > 1
    is_office = "kantor" in match[0] or is_among_offices
    listed = [OFFICE + code for code in memory.offices] if is_office else list(memory.topics)
    if memory.offered and not goes_back and not is_office:
        listed = list(memory.offered)
    at = _ORDINALS[which]
    found_there = listed[at] if -len(listed) <= at < len(listed) else None
    if found_there == OFFICES and memory.offices:
        return OFFICE + memory.offices[0]  # the office that was asked for then
    return found_there


def _numbered(question: Question, which: str, match: re.Match[str]) -> str | None:
    """Return the one of several things just answered that "untuk nomor 1, …" asks more about."""
    listed, at = question.memory.offered, _ORDINALS[which]
    return listed[at] if _says_more(question, match) and -len(listed) <= at < len(listed) else None


def _says_more(question: Question, match: re.Match[str]) -> bool:
    return len(question.text.split()) > len(match[0].split()) + 1


def _by_name(knowledge: Knowledge, question: Question, said: str) -> Reference | None:
    """Return the topic spoken of, other than the one in talk, that is called by its words."""
    again = _AGAIN.search(said)
    if again is not None and (topic := _called(knowledge, question, again["named"])):
        return Reference(topic, "")
    match = _NAMED.search(said)
    if match is None or not (_PAST.search(said) or re.match(_BACK, match[0])):
        return _by_noun(knowledge, question, said)
    named = match["named"].split()
    for length in range(len(named), 0, -1):
        stems = knowledge.stems(" ".join(named[:length])) - knowledge.stems("tadi")
        for topic in (*reversed(question.memory.topics), *question.memory.offered):
            if (
                not _is_alone_in_talk(question, topic)
                and stems
                and knowledge.is_called(topic, stems)
            ):
                rest = [
                    *said[: match.start()].split(),
                    *said[match.start("named") :].split()[length:],
                ]
                return Reference(topic, " ".join(rest))
    return None


def _is_alone_in_talk(question: Question, topic: str) -> bool:
    """Tell whether it is the topic in talk, and not one of several just answered."""
    return topic == question.topic and topic not in question.memory.offered


def _called(knowledge: Knowledge, question: Question, named: str) -> str | None:
    """Return the newest topic spoken of that a word calls, the one in talk included."""
    stems = knowledge.stems(named)
    topics = (topic for topic in reversed(question.memory.topics))
    return next((t for t in topics if stems and knowledge.is_called(t, stems)), None)


def _by_noun(knowledge: Knowledge, question: Question, said: str) -> Reference | None:
    """Return the topic spoken of that "laporan tadi" or "magangnya itu" names."""
    for match in _NOUN.finditer(said):
        stems = knowledge.stems(match["noun"])
        if not stems or knowledge.is_called(question.topic or "", stems):
            continue
        called = [t for t in reversed(question.memory.topics) if knowledge.is_called(t, stems)]
        if called:
            return Reference(called[0], _without(said, match))
    return None


def _without(said: str, match: re.Match[str]) -> str:
    return " ".join((said[: match.start()] + " " + said[match.end() :]).split())
