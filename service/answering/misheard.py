"""What a message is surely not, though the classifier hears it: a no, a yes, a wish for a person.

"Kalau tidak mau?" supposes a case, and "hubungi bagian mana" asks for a contact. Pure.
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from service.answering.decision import CHAT_INTENTS, Part, RankedIntent
from service.answering.moves import Move
from service.answering.question import CLEAR_CHAT, Question
from service.knowledge.knowledge import Knowledge

TELLING = 3  # words from which a yes or a no that is unsure is none
HALF = 0.5  # confidence below which one of so few words is unsure
ASKS_AT, ASKS_LEAD = 0.5, 1.0  # score of a question, and lead over any other move
ANSWERS = frozenset({"deny", "affirm"})
WISH = frozenset({"human"})
_SUPPOSES = re.compile(
    r"^(?:(?:terus|lalu|nah|dan|oh|eh|tapi) )*(?:kalau|jika|misal\w*|andai\w*|bagaimana kalau) \w+"
    r"|^jangan jangan\b"
)
_ENDS_ASKING = re.compile(  # "nanti dibalas ga", and not "kayaknya ga"
    r"^(?!(?:tidak|bukan|belum|jangan|saya|aku|kami|kayaknya|kayanya|sepertinya|rasanya|mungkin|"
    r"ah|oh|ya|iya|kalau|jelas|tentu|masih)\b)\w+(?: \w+){0,4} tidak"
    r"(?: (?:tuh|ya|sih|itu|min|kak))*$"
)
_ASKS_WHOM = re.compile(
    r"\b(?:hubung\w*|kontak\w*|tanya\w*|telepon\w*|bicara|lapor\w*)(?: \w+)? "
    r"(?:siapa|(?:bagian|unit|nomor|pihak|bidang) (?:mana|apa|berapa))"
    r"(?: (?:ya|sih|dong|min|kak))*$"
)


def without_misheard(knowledge: Knowledge, question: Question) -> Question:
    """Return a question without what its form rules out."""
    said = knowledge.standard(question.text)
    if question.is_command:
        return question
    told = len(question.text.split())
    sure = CLEAR_CHAT if told > TELLING else HALF
    is_unsure = told >= TELLING and question.confidence < sure
    is_asked = bool(_SUPPOSES.search(said) or _ENDS_ASKING.search(said))
    ruled_out = (
        (ANSWERS if is_unsure or is_asked else frozenset())
        | (WISH if _ASKS_WHOM.search(said) else frozenset())
        | (CHAT_INTENTS if _asks_by_move(question) else frozenset())
    )
    if question.intent not in ruled_out:
        return question
    parts = tuple(_part(part, ruled_out) for part in question.parts)
    return replace(question, ranking=_left(question.ranking, ruled_out), parts=parts)


def _asks_by_move(question: Question) -> bool:
    """Tell whether a message is a question by what it does: "what is BPKP" agrees to none."""
    return question.heard.is_move(Move.ASK, ASKS_AT, ASKS_LEAD)


def _part(part: Part, ruled_out: AbstractSet[str]) -> Part:
    return replace(part, ranking=_left(part.ranking, ruled_out))


def _left(
    ranking: Sequence[RankedIntent], ruled_out: AbstractSet[str]
) -> tuple[RankedIntent, ...]:
    return tuple(ranked for ranked in ranking if ranked.name not in ruled_out)
