"""Another agency's office asked for in our words: "alamat kantor pusat BPJS", "nomor kantor pos".

Called by ``conversation``: the classifier hears the office, and not whose it is.
"""

import re

from service.answering.answers import Answers
from service.answering.in_talk import CONTACTS
from service.answering.question import Question
from service.replies import Reply

OURS = "bpkp"
LONGEST = 12  # words; a longer message says more than whose office is meant
_AGENCY = (
    r"(?P<whose>kementerian|kementrian|dinas|bank|pt|kelurahan|bupati|gubernur|walikota|wali kota|"
    r"pos|imigrasi|pajak|telkom|telkomsel|indihome|pertamina|ojk|bumn|dpr|dprd|mpr|mk|pengadilan|"
    r"lurah|camat|bps|bpbd|bulog|basarnas|pln|pdam|polisi|polres|polda|polsek|koramil|kodim|samsat|"
    r"bpn|atr|kua|kpu|bawaslu|bnn|bmkg|bkn|bkpsdm|bpom|ombudsman|komnas|dukcapil|disdukcapil|bpjs|"
    r"kpk|kejaksaan|kejari|kejati|inspektorat|puskesmas|rumah sakit|rsud|taspen|pegadaian|sekolah|"
    r"kampus|universitas|bpkad|bpkpd|bapenda|bpk)"
)
_ASKED = (
    r"(?:kantor|gedung|alamat|telepon|nomor|jam|hotline|call center|cabang|lokasi|email|kontak)"
)
_AROUND = (
    r"(?:kantor|pusat|telepon|whatsapp|wa|buka|tutup|layanan|pelayanan|cabang|resmi|dari|milik|"
    r"punya|nya|nomor|email|kontak|daerah)"
)
_OF_ANOTHER = re.compile(rf"\b{_ASKED}(?: {_AROUND})* {_AGENCY}\b")
_NAMED = re.compile(rf"\b(?:{_AGENCY}|ked(?:utaan|ubes)\w*|kemen\w+|konsulat\w*)\b")
_SUPPOSED = re.compile(rf"^(?:(?:terus|trus|lalu|dan|kalau|yang|nah) )*{_AGENCY}(?: \w+)?$")


def names_another_agency(said: str) -> bool:
    """Tell whether a message, in standard words, names an agency or a firm that is not BPKP."""
    return _NAMED.search(said) is not None


def reply_of_another_agency(answers: Answers, question: Question) -> Reply | None:
    """Say that an office asked for is not BPKP's; None where it may be."""
    said = answers.knowledge.standard(question.text)
    is_of_office = question.intent in CONTACTS or question.topic in CONTACTS
    if question.is_command or OURS in said or not is_of_office:
        return None
    found = _OF_ANOTHER.search(said) or _SUPPOSED.search(said)
    if len(said.split()) > LONGEST or found is None:
        return None
    is_told = any(answers.tells_of(topic, found["whose"]) for topic in question.memory.topics[-2:])
    return None if is_told else answers.referral(question.text, 1.0)
