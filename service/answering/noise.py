"""What asks nothing: laughter, thumbs, praise, chain letters. It becomes no article again."""

import re
import unicodedata

from service.answering.answers import Answers
from service.answering.decision import asks
from service.answering.question import Question
from service.outcomes import Outcome
from service.replies import Reply
from service.text import words

LONGEST = 7  # words of laughter or praise; who writes more tells something
_LAUGHTER = re.compile(
    r"^(?:[wkx]{3,}|(?:wk|kw)+w?k?|(?:h[aeiou]){2,}h?|(?:[aeiou]h){2,}[aeiou]?|lol|ngakak|anjay)$"
)
_BESIDE_IT = frozenset(
    "maaf sori sorry salah kirim pencet ketik kepencet kekirim sambung grup chat oh eh ya iya oke "
    "ok sih deh lah saya aku lagi iseng bercanda becanda canda min kak pak bu mas mbak itu "
    "tadi bang gan bukan deng sini di disini ternyata kirain kira nomor nomer keliru nyasar "
    "bpkp".split()
)
_SLIPPED = frozenset({"salah", "maaf", "sori", "sorry", "keliru", "nyasar", "kepencet", "kekirim"})
_PRAISE = re.compile(
    r"\b(?:mantap|mantul|keren|hebat|pintar|pinter|cerdas|canggih|top|jos|joss|bagus|baik hati|"
    r"fast respon\w*|respon\w* cepat|cepat respon\w*|membantu banget|sayang kamu|cinta kamu|"
    r"good job|nice)\b"
)
_TO_MANY = re.compile(r"\bke \d+ (?:orang|teman|grup|kontak)\b")
_CHAIN = re.compile(
    r"\b(?:sebarkan|sebarluaskan|viralkan)\b"
    r"|\b(?:kirim|kirimkan|teruskan|bagikan|share|forward)(?: pesan ini)? ke "
    r"(?:\d+|semua|minimal|sebanyak|grup|teman|keluarga)\b"
    r"|\bjangan (?:putus|berhenti) di\b|\blorem ipsum\b"
)


def reply_to_noise(answers: Answers, question: Question) -> Reply | None:
    """Return a short word to what asks nothing; None where something is said."""
    if question.text.startswith("/"):
        return None
    said = answers.knowledge.standard(question.text)
    key = _kind_of(said, question.text)
    if key is None or (key == "praise" and _tells_more(answers, question)):
        return None
    outcome = Outcome.SMALL_TALK if key == "praise" else Outcome.REFERRED
    return Reply(answers.say(key), outcome, confidence=1.0, intent="out_of_scope")


def is_praise(answers: Answers, text: str) -> bool:
    """Tell whether a short message only praises or laughs."""
    return _kind_of(answers.knowledge.standard(text), text) in ("praise", "noise")


def _kind_of(said: str, written: str) -> str | None:
    if _CHAIN.search(said) and (len(said.split()) > LONGEST or _TO_MANY.search(said)):
        return "chain_letter"
    heard = words(written)
    if not heard:
        return "noise" if any(unicodedata.category(c) == "So" for c in written) else None
    if len(heard) > LONGEST:
        return None
    rest = [word for word in heard if word not in _BESIDE_IT]
    is_slip = not _SLIPPED.isdisjoint(heard) and "?" not in written
    if all(map(_LAUGHTER.match, rest)) and (rest or is_slip):
        return "noise"
    if any(map(_LAUGHTER.match, heard)) and not asks(written):
        return "praise"
    return "praise" if _PRAISE.search(said) and not asks(written) else None


def _tells_more(answers: Answers, question: Question) -> bool:
    """Tell whether praise stands beside something that our articles speak of."""
    knowledge = answers.knowledge
    told = (stem for stem in knowledge.telling_stems(question.text) if knowledge.is_used(stem))
    return question.intent not in ("thanks", "bye", "bot_challenge") and len(set(told)) > 1
