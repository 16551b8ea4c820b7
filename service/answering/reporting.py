"""Where to report what went wrong with public money: "aspal baru sudah hancur, lapor ke mana?".

Called by ``conversation``. Told in everyday words of roads, schools and food, such a message looks
like another agency's; whoever asks where to report it must read where.
"""

import re

from service.answering.answers import Answers
from service.answering.question import Question
from service.replies import Reply

CHANNEL = "lapor-korupsi"
_REPORTS = re.compile(
    r"\b(?:\w{0,3}lapor(?:kan|in|nya|an)?|ngelapor\w*|ngadu\w*|mengadu\w*|adukan|mengadukan|"
    r"aduan\w*|pengaduan\w*)\b"
)
_PUBLIC = re.compile(
    r"\b(?:proyek|aspal|jalan|jembatan|semen|besi|bangunan|gedung|dana|anggaran|uang|duit|bansos|"
    r"bantuan|blt|pkh|sembako|makan gratis|makan bergizi|mbg|sekolah|puskesmas|posyandu|bos|"
    r"desa|kampung|kelurahan|kecamatan|pasar|irigasi|pupuk|beras|drainase|ppk|kontraktor|dinas)\b"
)
_WRONG = re.compile(
    r"\b(?:diduga|dugaan|curiga|dicurigai|korup\w*|dikorup\w*|disunat|dipotong|dipotongi|main|"
    r"dimainkan|rusak|hancur|ancur|bolong|ambrol|retak|roboh|asal asalan|asal2an|asal|"
    r"dikurangi\w*|fiktif|mark up|pungli|"
    r"dipungut|hilang|dimakan|ditilep|ditilap|tilep|diembat|basi|palsu|mangkrak|"
    r"(?:tidak|kurang) (?:jelas|beres|benar|transparan|sesuai|sampai)|bocor|disalahgunakan|"
    r"diselewengkan|penyelewengan|menyeleweng|curang)\b"
)


def reply_to_report(answers: Answers, question: Question) -> Reply | None:
    """Lead somebody to the channels who wants to report what became of public money.

    Only where the message was taken for another agency's: else its own article answers.
    """
    said = answers.knowledge.standard(question.text)
    if question.is_command or question.intent not in ("out_of_scope", None):
        return None
    found = (pattern.search(said) for pattern in (_REPORTS, _PUBLIC, _WRONG))
    return answers.article(CHANNEL) if all(found) else None
