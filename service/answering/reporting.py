"""Where to report what went wrong with public money: "aspal baru sudah hancur, lapor ke mana?".

Called by ``conversation``. Told in everyday words of roads, schools and food, such a message looks
like another agency's; whoever asks where to report it must read where.
"""

import re

from service.answering.answers import Answers
from service.answering.question import Question
from service.door.channels import PROTECTION, REPORTING, STAFF_SECRECY
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


_REPORTER = re.compile(  # who reports, or would; "laporan" is a paper
    r"\b(?:me|di|nge|ng|pe)?lapor(?:kan|in|nya)?\b|\b(?:me|di)?ng?adu(?:kan|in|nya)?\b|"
    r"\b(?:adukan|pelapor\w*)\b"
)
_SAFETY = re.compile(
    r"\b(?:aman|rahasia\w*|dirahasiakan|ketahuan|ketauan|terbongkar|kebongkar|bocor\w*|dibocor\w*|"
    r"disembunyi\w*|dilindungi|perlindungan|dijamin|takut\w*|diancam|dipecat|dimutasi|dibalas|"
    r"dendam|anonim)\b"
)
_OFFICIAL = re.compile(  # whoever holds a public office, and not whoever takes reports
    r"\b(?:kepala (?:sekolah|desa|dinas|kampung|puskesmas|kelurahan)|kepsek|kades|lurah|camat|"
    r"bupati|gubernur|wali kota|walikota|pejabat|bendahara|sekdes|oknum|perangkat desa)\b"
)
_PAPERS = re.compile(r"\b(?:pajak|spt|lhkpn|spj|lpj|bug|error|eror|kehilangan)\b")  # as a duty
_OURS = re.compile(r"\b(?:bpkp|wbs)\b")
SAFETY_WORDS = 14  # a longer message is a story


def reply_about_safety(answers: Answers, question: Question) -> Reply | None:
    """Answer "aman nggak kalau saya lapor kades?" whatever was in talk before.

    What is in talk explains short questions, and must not explain this one: after the price of
    an application it would be answered with a price. Secrecy is BPKP's own channel's alone.
    """
    said = answers.knowledge.standard(question.text)
    if question.topic is None or question.topic in REPORTING or question.is_command:
        return None
    is_short = len(said.split()) <= SAFETY_WORDS and _PAPERS.search(said) is None
    if not is_short or not _REPORTER.search(said) or not _SAFETY.search(said):
        return None
    return answers.article(STAFF_SECRECY if _OURS.search(said) else PROTECTION)


def reply_to_report(answers: Answers, question: Question) -> Reply | None:
    """Lead somebody to the channels who wants to report what became of public money.

    Only where the message was taken for another agency's: else its own article answers.
    """
    said = answers.knowledge.standard(question.text)
    if question.is_command or question.intent not in ("out_of_scope", None):
        return None
    found = (pattern.search(said) for pattern in (_REPORTS, _PUBLIC, _WRONG))
    is_of_office = _REPORTER.search(said) and _OFFICIAL.search(said) and not _PAPERS.search(said)
    return answers.article(CHANNEL) if is_of_office or all(found) else None
