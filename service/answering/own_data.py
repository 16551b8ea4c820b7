"""One's own data in any words: "nomor hp saya kesimpen?", "siapa yang baca chat ini?".

Called by ``conversation``. The classifier takes such words for what becomes of a report, or asks
back; in talk of a report, "nama saya dirahasiakan?" is about that.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.answering.answers import Answers
from service.answering.decision import RankedIntent, is_topic
from service.answering.question import Question
from service.content.named_topics import OWN_DATA
from service.knowledge.knowledge import Knowledge
from service.replies import Reply

LONGEST = 16  # words; a longer message tells a story
_MINE = r"(?:saya|aku|ku|gue|gua|gw|ane|kami|kita|sy|ak|my|mine)"
_CHAT = (
    r"(?:(?:chat|chatan|cht|obrolan|percakapan|riwayat|history|histori)(?:ku|nya|an|annya)?"
    r"|(?:pesan|tulisan|ketikan|jejak)(?:ku| (?:saya|aku|ini)))"
)
_PERSONAL = r"(?:nama|nomor|nik|ktp|hp|wa|telepon|email|data|identitas|foto|lokasi|rekening|akun)"
_THING = (
    rf"(?:{_CHAT}|{_PERSONAL}(?: (?:pribadi|diri|hp|wa|telepon|ktp|lengkap))* {_MINE}"
    rf"|{_PERSONAL}ku|my (?:data|chats?|number|name|phone|messages)|data pribadi|nik|nomor ktp"
    r"|yang (?:barusan|tadi|kemarin) (?:saya|aku|ku) ?(?:tulis|ketik|kirim|sebut)\w*"
    r"|yang (?:saya|aku|ku|gue|gua) ?(?:tulis|ketik|kirim|sebut|kasih)\w* "
    r"(?:barusan|tadi|kemarin))"
)
_KEEP = (
    r"(?:\w{0,3}simpan\w*|\w{0,2}simpen\w*|nyimp[ae]n\w*|tersimpan|kesimp[ae]n|\w{0,3}rekam\w*|"
    r"\w{0,3}catat\w*|nyatet|dicatet|stored?|saved?|keep|recorded)"
)
_SEE = (
    r"(?:\w{0,2}lihat\w*|\w{0,2}liat\w*|kelihatan|keliatan|terlihat|\w{0,3}baca|terbaca|kebaca|"
    r"diakses|akses|mengakses|bocor|dijual|disebar\w*|dibagi\w*|tahu|dipantau|diintip|read|see)"
)
_DELETE = (
    r"(?:\w{0,4}hapus\w*|ngapus\w*|apus\w*|ilangin|hilangin|hilangkan|menghilangkan|dihilangkan|"
    r"\w{0,3}lenyap\w*|deleted?|clear|dibersihkan|bersihin|bersihkan|remove|erase|musnah\w*)"
)
_HERE = r"(?:sini|bot|chat|chatbot|percakapan|obrolan|layanan ini|aplikasi ini)"
_YOU = r"(?:kamu|anda|bot|kalian|sistem|kau|lu|lo|you)"
_KNOW = (
    r"(?:tahu|tau|ketahui|diketahui|kenal|know|punya|have|ingat|inget|\w{0,3}simpan\w*|"
    r"nyimp[ae]n\w*)"
)
_ABOUT = r"(?:tentang|soal|mengenai|about|ttg)"
_ASKS = re.compile(
    rf"\b{_THING}\b(?: \w+){{0,5}} {_KEEP}\b|\b{_KEEP}\b(?: \w+){{0,4}} {_THING}\b"
    rf"|\b{_CHAT}\b(?: \w+){{0,4}} {_SEE}\b|\b{_SEE}\b(?: \w+){{0,3}} {_CHAT}\b"
    rf"|\b{_PERSONAL}(?: hp| wa)* {_MINE}\b(?: \w+){{0,2}} "
    r"(?:kelihatan|keliatan|terlihat|dijual)\b"
    rf"|\b(?:kamu|anda|bot|kalian|sistem)\b(?: \w+){{0,2}} (?:tahu|kenal|lihat|liat) "
    rf"{_PERSONAL}(?: hp| wa)* ?{_MINE}\b"
    rf"|\b{_YOU}\b(?: \w+){{0,3}} {_KNOW}\b(?: \w+){{0,4}} {_ABOUT} {_MINE}\b"
    rf"|\b{_KNOW}\b(?: \w+){{0,3}} {_ABOUT} {_MINE}\b(?: \w+){{0,3}} {_YOU}\b"
    rf"|\b{_THING}\b(?: \w+){{0,3}} (?:masih ada|masih kelihatan|sudah hilang|sudah bersih)\b"
    rf"|\b{_DELETE}\b(?: \w+){{0,4}} {_THING}\b|\b{_THING}\b(?: \w+){{0,4}} {_DELETE}\b"
    rf"|\b(?:kasih|beri|tulis|nulis|ketik|ngetik|kirim|ngirim|masukin|ngasih)\w*(?: \w+){{0,2}} "
    rf"(?:nik|ktp|{_PERSONAL} {_MINE}|{_PERSONAL}ku)\b(?: \w+){{0,6}} (?:{_HERE}|{_KEEP})\b"
    rf"|\b(?:tadi|barusan|kok)\b(?: \w+){{0,6}} {_KEEP}\b(?: \w+){{0,2}}$"
)
_OF_REPORTS = re.compile(
    r"\b(?:lapor\w*|ngelapor\w*|melapor\w*|pelapor\w*|wbs|aduan|adu|ngadu|mengadu\w*|pengaduan|"
    r"ppid|keberatan|permohonan|skripsi|siskeudes|tiket\w*|cpns|magang)\b"
)
_OF_A_PERSON = re.compile(r"\b(?:petugas\w*|auditor\w*|terlapor|pelaku|atasan\w*)\b")
_ANYWHERE = re.compile(
    rf"\b(?:{_CHAT}|{_HERE}|yang (?:barusan|tadi) (?:saya|aku|ku)"
    r"|yang (?:saya|aku|ku|gue|gua) ?\w+ (?:barusan|tadi))\b"
)


def reply_about_own_data(answers: Answers, question: Question) -> Reply | None:
    """Tell what is kept of a citizen and how it is deleted; None where nobody asks that."""
    said = answers.knowledge.standard(question.text)
    if question.is_command or len(said.split()) > LONGEST or not _asks(said, question.text):
        return None
    if _OF_A_PERSON.search(said) and not _ANYWHERE.search(said):
        return None
    return None if speaks_of_reports(answers, question) else answers.article(OWN_DATA)


def speaks_of_reports(answers: Answers, question: Question) -> bool:
    """Tell whether a message or the talk is about reports, so that secrecy is the report's."""
    said = answers.knowledge.standard(question.text)
    is_of_reports = bool(_OF_REPORTS.search(said)) or _is_in_talk_of_reports(question)
    return is_of_reports and not _ANYWHERE.search(said)


def without_own_data(knowledge: Knowledge, question: Question) -> Question:
    """Return a question about a report without the thought that it is about this service's data.

    "Kalau lapor ke WBS, nama saya disimpan?" asks for the report's secrecy.
    """
    said = knowledge.standard(question.text)
    if not _OF_REPORTS.search(said) or _ANYWHERE.search(said):
        return question
    parts = tuple(replace(part, ranking=_without(part.ranking)) for part in question.parts)
    return replace(question, ranking=_without(question.ranking), parts=parts)


def _without(ranking: Sequence[RankedIntent]) -> tuple[RankedIntent, ...]:
    """Return a ranking without one's own data; the others share its confidence."""
    others = tuple(ranked for ranked in ranking if ranked.name != OWN_DATA)
    left = sum(ranked.confidence for ranked in others)
    whole = sum(ranked.confidence for ranked in ranking)
    if len(others) == len(ranking) or not left:
        return tuple(ranking)
    return tuple(RankedIntent(r.name, r.confidence * whole / left) for r in others)


def _asks(said: str, written: str) -> bool:
    return bool(_ASKS.search(said) or _ASKS.search(written.lower()))


def _is_in_talk_of_reports(question: Question) -> bool:
    """Tell whether the classifier is sure of a report, or one is in talk."""
    topics = {question.topic or "", question.intent if is_topic(question.intent or "") else ""}
    return any((topic or "").startswith("wbs-") for topic in topics if topic)
