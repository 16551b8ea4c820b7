"""An office's own account on a social network: "igny?" after the office in Yogyakarta.

Called by ``conversation``. Of most offices no account is known; then BPKP's article answers.
"""

import re

from service.answering.answers import Answers
from service.answering.question import Question
from service.content.named_topics import OFFICES
from service.replies import Reply

MEDIA = "media-sosial"
_ACCOUNT = re.compile(
    r"\b(?:ig|instagram|insta|youtube|yt|medsos|sosmed|media sosial|akun)(?:nya|ny)?\b"
)


def reply_about_account(answers: Answers, question: Question) -> Reply | None:
    """Show the office meant where its account is known; else None."""
    said = answers.knowledge.standard(question.text)
    is_asked = _ACCOUNT.search(said) or _ACCOUNT.search(question.text.lower())
    if question.is_command or not is_asked:
        return None
    named = answers.knowledge.where(question.text).offices
    in_talk = answers.knowledge.offices_of(question.office)
    meant = named or (in_talk if question.topic in (OFFICES, MEDIA) else ())
    if len(meant) != 1 or "Instagram" not in (meant[0].note or ""):
        return None
    return answers.offices.reply(question.text, (OFFICES,), known=meant[0].code)
