"""What is asked in a message that also says what is not: "bukan nanya X, cuma mau tau Y". Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.decision import Part, clear_topic
from service.answering.question import Question
from service.knowledge.knowledge import Knowledge
from service.text import words

_LEAD = (
    r"(?:(?:eh|lho|loh|lah|maaf|saya|aku|kami|kak|min|pak|bu|kan|ya|itu|tadi|oh|wah|hmm|duh) )*"
)
_NEGATED = re.compile(
    rf"^{_LEAD}(?:bukan(?:nya)? (?:mau |ingin )?"
    r"(?:tanya|nanya|menanyakan|soal|tentang|masalah|cari|minta|"
    r"itu|begitu|yang|maksud\w*)|tidak (?:mau |ingin |lagi )?(?:tanya|nanya|menanyakan))\b"
)
_BARE = re.compile(
    rf"^{_LEAD}(?:bukan|dudu|sanes)\b(?! jangan)"
)  # "bukan aplikasi desa, yang buat RT"
_TURNS = re.compile(
    rf"^{_LEAD}(?:tapi|tetapi|cuma|cuman|melainkan|maksud\w*|yang|mau|pengen|ingin|hanya)\b"
)
# What is known already, or not to be told: the rest is meant where it is clear by itself.
_SPARED = re.compile(
    rf"^{_LEAD}(?:tidak (?:usah|perlu)|jangan|nggak usah|not) "
    r"(?:jelaskan|dijelaskan|jelasin|kasih|dikasih|bahas|dibahas|cerita\w*|sebut\w*|jawab\w*|"
    r"asking|about)\b"
    r"|\b(?:sudah|telah) (?:tahu|paham|mengerti|jelas|baca|dapat|punya)$"
    rf"|^{_LEAD}(?:sudah|telah) (?:tahu|paham|mengerti|jelas|baca) "
    r"|^not (?:asking )?(?:about|for) "
)
_TAKEN_BACK = re.compile(
    r"\b(?:eh|ah) (?:bukan|salah)(?: deng| ding)?$|^\w+ (?:bukan|salah) (?:deng|ding)$"
)


def without_negated(knowledge: Knowledge, question: Question) -> Question:
    """Return the part of a question that says what is meant, where another says what is not.

    The classifier sees the negated thing as well, and often takes it for what is asked.
    """
    read = [(part, knowledge.standard(part.text)) for part in question.parts]
    negated = [part for at, (part, _) in enumerate(read) if _is_negated(read, at)]
    meant = [part for part, _ in read if part not in negated and _tells(knowledge, part)]
    if not negated:
        spared = [part for part, said in read if _SPARED.search(said)]
        meant = [p for p in meant if p not in spared and clear_topic(p.ranking)] if spared else []
    if not meant:
        return question
    said = meant[-1]
    return replace(question, text=said.text, ranking=said.ranking, parts=(), in_context=())


def _is_negated(read: Sequence[tuple[Part, str]], at: int) -> bool:
    said, behind = read[at][1], (said for _, said in read[at + 1 :])
    written = " ".join(words(read[at][0].text))  # "eh" is no standard word
    if _NEGATED.search(said) or _TAKEN_BACK.search(written):
        return True
    return at == 0 and bool(_BARE.search(said)) and any(map(_TURNS.search, behind))


def _tells(knowledge: Knowledge, part: Part) -> bool:
    """Tell whether a part has a word that our articles use for something."""
    return any(map(knowledge.is_used, knowledge.telling_stems(part.text)))
