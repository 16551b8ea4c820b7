"""Who says no more than who they are: "permisi, saya dosen". They are asked what they want.

Called by ``conversation``. Else they were told that it is not our remit, or led to a channel.
"""

import re

from service.answering.answers import Answers
from service.answering.decision import asks_outright
from service.answering.question import Question
from service.outcomes import Outcome
from service.replies import Reply

LONGEST = 8  # words; whoever writes more tells something
_POLITE = (
    r"(?:(?:halo|hai|permisi|selamat|pagi|siang|sore|malam|assalamualaikum|maaf|min|kak|pak|bu|"
    r"bapak|ibu|mas|mbak|perkenalkan|izin|begini|jadi|jadi gini|ini) )*"
)
_WHO = (
    r"(?:mahasiswa|mahasiswi|dosen|guru|siswa|pelajar|anak (?:sma|smk|kuliahan)|wartawan|jurnalis|"
    r"peneliti|warga|rakyat|petani|nelayan|pensiunan|pegawai|pns|asn|honorer|karyawan|buruh|tki|"
    r"tkw|pedagang|pengusaha|kontraktor|vendor|perangkat desa|kades|kepala desa|sekdes|ibu rumah|"
    r"orang|auditor|bendahara|operator)"
)
_INTRODUCES = re.compile(
    rf"^{_POLITE}(?:nama )?(?:saya|kami|aku)(?: (?:ini|adalah|seorang|cuma|hanya|dari))* {_WHO}\b"
)
_TELLS_MORE = re.compile(
    r"\b(?:mau|ingin|minta|butuh|perlu|cari|lapor\w*|tanya|punya|ada|di(?!\b)\w{4,}|me\w{4,}|"
    r"kena|dapat|lagi|sedang|sudah|belum|tidak|takut|bingung|baru|kalau|skripsi|suka|sering|"
    r"korup\w*|siskeudes|korban)\b"
)


def reply_to_introduction(answers: Answers, question: Question) -> Reply | None:
    """Ask what an introduced person wants to know; None where more is said, or asked."""
    said = answers.knowledge.standard(question.text)
    found = _INTRODUCES.search(said)
    is_other = question.is_command or question.topic is not None
    if is_other or found is None or len(said.split()) > LONGEST:
        return None
    if asks_outright(question.text) or _TELLS_MORE.search(said[found.end() :]):
        return None
    text = answers.say("introduced")
    return Reply(text, Outcome.SMALL_TALK, confidence=1.0, intent="greet")
