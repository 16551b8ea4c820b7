"""How a citizen wants to be reached: numbers and addresses in a message, and whose they are. Pure.

Everything else of a message is masked as ever; what is found here is sealed at once, and only
where the citizen offers it for an open ticket.
"""

import re
from dataclasses import dataclass

from service.door.masking import find_spans
from service.text import clean, words

PHONE, EMAIL = "telepon", "email"  # as masking names them
MOST = 3  # contacts of one message
FEWEST_DIGITS, MOST_DIGITS = 5, 15  # of a telephone number: E.164 has 15 at most
LONGEST = 200  # characters
MARK = " zzkontak "  # stands where a contact stood, while the words around it are read
_ME = r"(?:saya|sy|aku|ak|kami|gue|gua|gw|ane|beta|awak|kita)"
_MEANS = (
    r"(?:no|nmr|nomor|nomer|hp|handphone|wa|whatsapp|whatsap|telp|tlp|telepon|telpon|kontak|"
    r"email|surel|mail)"
)
_REACH = (
    r"(?:hubungi|hubungin|kontak|telpon|telepon|telp|telfon|call|wa|whatsapp|chat|kabari|kabarin|"
    r"email|sms)"
)
_OFFERS = re.compile(
    rf"\b{_REACH} {_ME}\b.*\bzzkontak\b"
    rf"|\b{_MEANS}(?: {_MEANS})?(?: {_ME}|ku)\b(?: \w+)? ?zzkontak\b"
    rf"|\b{_MEANS}(?:ku|nya {_ME})\b(?: \w+)? ?zzkontak\b"
    r"|\b(?:bisa|dapat|bs|dpt|boleh|mohon|tolong|silakan) (?:di ?)?"
    r"(?:hubungi|kontak|telepon|telpon|telp|wa|email|kabari)\b.*\bzzkontak\b"
    rf"|^(?:ini )?{_MEANS}(?: {_MEANS})? ?zzkontak\b"
    rf"|^ini zzkontak {_MEANS}?(?: {_ME})?"
)
_NOT_MINE = re.compile(
    r"\b(?:jangan|bukan|jgn|bkn)\b|\b(?:istri|suami|anak|teman|temen|bos|atasan|rekan|tetangga|"
    r"ibu|bapak|kantor|penipu|pelaku|oknum|dia|mereka|ini siapa|milik siapa|punya siapa)\b"
    r".*\bzzkontak\b"
)


@dataclass(frozen=True)
class Contact:
    """What a message tells of how its writer can be reached.

    Attributes:
        text: The numbers and addresses as written, and nothing else.
        hint: By which its owner knows it again: the last digits, a first letter.
        is_offered: Whether the words say that it is the writer's, to be reached by.
    """

    text: str
    hint: str
    is_offered: bool


def contact_in(text: str) -> Contact | None:
    """Return the telephone numbers and e-mail addresses of a message; None where it has none."""
    written = clean(text)
    spans = [span for span in find_spans(written) if span[2] in (PHONE, EMAIL)][:MOST]
    if not spans:
        return None
    found = [(written[start:end].strip(), kind) for start, end, kind in spans]
    kept = ", ".join(one for one, _ in found)[:LONGEST]
    hint = "+".join(_hint(one, kind) for one, kind in found)
    return Contact(kept, hint, _is_offered(written, spans))


def contact_on_card(number: str) -> Contact | None:
    """Return the telephone number of a contact card; None where it can be nobody's.

    A card alone offers nothing: it may be anybody's.
    """
    digits = "".join(char for char in number if char.isdecimal())
    if not FEWEST_DIGITS <= len(digits) <= MOST_DIGITS:
        return None
    written = f"+{digits}" if number.strip().startswith("+") else digits
    return Contact(written, _hint(written, PHONE), is_offered=False)


def _is_offered(written: str, spans: list[tuple[int, int, str]]) -> bool:
    for start, end, _ in reversed(spans):
        written = written[:start] + MARK + written[end:]
    said = " ".join(words(written))
    return bool(_OFFERS.search(said)) and not _NOT_MINE.search(said)


def _hint(contact: str, kind: str) -> str:
    """Return ``tel890`` or ``emailb``: enough to know it again, too little to reach anybody."""
    if kind == EMAIL:
        return "email" + contact[:1].lower()
    digits = "".join(char for char in contact if char.isdecimal())
    return "tel" + digits[-3:]
