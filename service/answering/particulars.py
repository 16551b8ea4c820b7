"""A message without what says only who writes: "nama saya Suminah, NIK …, mau minta informasi".

Pure. Names and hidden numbers are no part of a question; beside a short one they outweigh it.
"""

import re

from service.door.masking import LABEL
from service.text import words

FEWEST = 2  # words that can still ask something
_OWN = r"(?:saya|sy|aku|ku|gue|kami)"
_KIND = r"(?:no(?:mor|mer)?\.?|nik|nip|npwp|ktp|kk|hp|wa|telp|telepon|email|rekening|rek)"
_HIDDEN = re.compile(
    rf"(?:\b(?:dengan|dgn|dan|ini)\s+)?(?:\b{_KIND}\s+){{0,3}}(?:{_OWN}\s+)?(?:adalah\s+)?"
    rf"[:=]?\s*{LABEL.pattern},?",
    re.IGNORECASE,
)
_GOES_ON = (
    r"(?:mau|mo|ingin|pengen|pengin|hendak|dari|asal|umur|tinggal|alamat|warga|selaku|kerja|bekerja|"
    r"akan|bakal|harus|perlu|wajib|mesti|boleh|jangan|tidak|tdk|ga|gak|nggak|ngga|sudah|udah|masih|"
    r"tetap|ikut|itu|ini|kok|kan|aman|rahasia\w*|bocor|muncul|ketahuan|ketauan|kelihatan|keliatan|"
    r"kesimp[ae]n|ter(?:simpan|lihat|catat|baca)|di\w{3,}(?:kan|i|an|ut|is|at|ca)|apakah|gimana|"
    rf"tanya|nanya|bertanya|izin|ijin|mohon|minta|siapa|di|dan|yang|yg|bisa|apa|{_OWN})\b"
)
_INTRODUCED = re.compile(
    rf"\b(?:perkenalkan,?\s+)?(?:nama|nm)\s+{_OWN}(?:\s+adalah)?\s*:?"
    rf"(?:\s+(?!{_GOES_ON})[^\W\d_][\w.']*){{1,3}},?",
    re.IGNORECASE,
)


def without_particulars(text: str) -> str:
    """Return a masked message without introductions and labels; whole where little is left."""
    asked = _INTRODUCED.sub(" ", _HIDDEN.sub(" ", text))
    return asked.strip(" ,.") if len(words(asked)) >= FEWEST and asked != text else text
