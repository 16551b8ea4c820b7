"""Taking a ticket back in words: "batalin tiketnya", "nggak jadi deh", and the yes or no after it.

Pure. Whoever waits for an officer is asked once more before the ticket is closed.
"""

import re

from service.answering.agreeing import YES
from service.answering.ticket_words import OTHER_TICKETS
from service.text import words

LONGEST = 9  # words; a longer message tells more than that
SHORT = 6  # words of one that names no ticket, and of a yes or no
_STOP = r"(?:\w{0,3}batal\w*|cancel\w*|\w{0,3}cabut\w*|\w{0,4}tarik|\w{0,4}hapus|\w{0,4}tutup)"
_NOT = r"(?:tidak|tdk|tak|ga|gak|gk|nggak|ngga|enggak|engga|ndak|ora)"
_TICKET = r"(?:tiket\w*|tickets?|tb [0-9a-z]{4})"
_NAMED = re.compile(
    rf"\b{_STOP}\b(?: \w+){{0,2}} {_TICKET}\b|\b{_TICKET}(?: \w+){{0,4}} {_STOP}\b"
)
_ALONE = re.compile(
    rf"\b(?:{_NOT} (?:jadi|jd|usah|perlu(?: petugas| lagi)?|butuh(?: petugas| lagi)?)|"
    r"gausah|gajadi|batal|batalin|batalkan|dibatalkan|dibatalin|cancel|urungkan|lupakan|lupain|mundur)\b"
    r"|^(?:\w+ ){0,2}(?:sudah|udah|udh|sdh|dah) (?:nemu|ketemu|dapat|dapet|terjawab)\b"
)
_IF = (
    r"(?:apabila|jika|bila|kalau|kalo|klo|misal\w*|seandainya|andai\w*|setelah|"
    r"sesudah|habis|sehabis)"
)
_SUPPOSED = re.compile(
    rf"\b{_IF}\b(?! (?:gitu|begitu|bisa|boleh))(?: \w+){{0,4}} {_STOP}\b"
    rf"|\b{_STOP}\b.*\b(?:ikut|hilang|lenyap|ilang)\b|\b(?:ikut|otomatis) {_STOP}\b"
)  # asks what becomes of a ticket
_HOW = re.compile(
    r"\b(?:cara\w*|carane|caro|bagaimana|gimana|gmn|piye|kumaha|apakah|bisa|bisakah|boleh|how)\b"
)  # asks how it is done, which is no wish as long as there is nothing to cancel
_OPENED = re.compile(r"\b(?:di|mem)?buka\w*\b")  # asks for the opposite
_DELETED = re.compile(r"\b\w{0,4}hapus\w*\b")
_YES = YES | frozenset({"batal", "batalkan", "batalin"})
_NO = frozenset(
    "tidak tdk tak ga gak gk nggak ngga enggak engga ndak jangan no biarkan tunggu tetap "
    "lanjut gausah gajadi ora".split()
)
_AROUND = frozenset(
    "eh oh hmm kak pak bu min mas mbak dong deh saja aja ya sih maaf eum duh wah yaudah sudah "
    "udah".split()
)


def asks_to_cancel(text: str, is_waiting: bool) -> bool:
    """Tell whether a message takes a ticket back.

    Args:
        is_waiting: Whether a ticket waits: then "nggak jadi deh" alone is about it.
    """
    said = words(text)
    if not said or len(said) > LONGEST:
        return False
    written = " ".join(said)
    if _NAMED.search(written):
        others = (OTHER_TICKETS, _SUPPOSED, _OPENED) + (() if is_waiting else (_HOW,))
        return not any(other.search(written) for other in others)
    return is_waiting and "?" not in text and len(said) <= SHORT and bool(_ALONE.search(written))


def supposes_end(text: str) -> bool:
    """Tell whether a message asks what becomes of a ticket when data are deleted."""
    written = " ".join(words(text))
    is_named = re.search(rf"\b{_TICKET}\b", written) and _DELETED.search(written)
    return bool(is_named and _SUPPOSED.search(written))


def agrees(text: str) -> bool | None:
    """Return whether a short message says yes or no to what was asked; None for neither."""
    said = words(text)
    if len(said) > SHORT or "?" in text:
        return None
    told = [word for word in said if word not in _AROUND - {"ya"}]
    if told and told[0] == "ya" and len(told) > 1 and told[1] in _NO:  # "ya jangan"
        return False
    if not told or told[0] not in _YES | _NO:
        return None
    return told[0] in _YES
