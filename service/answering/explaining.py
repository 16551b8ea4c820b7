"""Who did not understand the answer: "maksudnya?", "jelasin dong", "kepanjangan".

Called by ``conversation``. "Ga ngerti" was taken for a no, and "maksudnya?" for a yes.
"""

import re

from service.answering.answers import Answers
from service.answering.excerpts import sentences_of
from service.answering.question import Question
from service.content.named_topics import OFFICES
from service.replies import Reply

_BEFORE = (
    r"(?:(?:hah|ha|lah|lho|aduh|waduh|maaf|duh|saya|aku|masih|kok|kurang|coba|tolong|bisa|min|kak|"
    r"pak|bu) )*"
)
_AFTER = (
    r"(?: (?:dong|ya|sih|lagi|kak|min|pak|bu|gimana|bagaimana|apa|itu|deh|saja|lebih|dengan|pakai|"
    r"rinci|detail|simpel))*"
)
_MORE = re.compile(
    rf"^{_BEFORE}(?:(?:maksud|artinya|arti|contoh)(?:nya)?|hah|"
    r"(?:tidak|belum|kurang|masih tidak) (?:ngerti|paham|mengerti|jelas|mudeng|tahu maksud\w*)|"
    r"(?:di)?jelas(?:in|kan)?(?:nya)?|terangkan|bingung|ngerti|paham|mudeng)"
    rf"{_AFTER}$"
)
_SHORTER = re.compile(
    rf"^{_BEFORE}(?:kepanjangan|panjang banget|panjang amat|singkat(?:nya|in|kan)?|inti(?:nya)?|"
    r"ringkas(?:nya|in|kan)?|(?:pakai )?bahasa (?:yang )?(?:gampang|mudah|sederhana|simpel|awam|"
    rf"manusia)(?:nya)?){_AFTER}$"
)


def reply_to_puzzled(answers: Answers, question: Question) -> Reply | None:
    """Say the rest of the answer, or its first sentence alone; ask again where none was given."""
    said = answers.knowledge.standard(question.text)
    is_shorter = bool(_SHORTER.search(said))
    if question.is_command or not (is_shorter or _MORE.search(said)):
        return None
    article = answers.knowledge.article(question.topic or "")
    if article is None or article.id == OFFICES:
        return answers.not_understood((), 1.0, question.misses + 1)
    if is_shorter or not article.more:
        return answers.detail(article.id, sentences_of(article)[:1])
    return answers.more(article.id)
