"""A contact in words: "beri kontak", "hapus nomor saya", and the no after it was asked for. Pure.

Only while a person has the conversation, or is awaited; the bot itself needs no contact.
"""

import re
from collections.abc import Sequence

from service.answering.cancelling import agrees
from service.payloads import Payload, PayloadKind
from service.replies import Button
from service.text import words

LONGEST = 8  # words; a longer message tells more than that
_WHAT = r"(?:kontak|nomor|nomer|nmr|no|hp|wa|email|surel|telepon|telp|telpon)"
_TAIL = (
    r"(?: (?:hp|wa|telepon|telp|telpon|email|kontak|saya|sy|aku|kami|ku|kak|min|pak|bu|ya|dong|"
    r"deh|tadi|itu))*"
)
_GIVE = re.compile(
    r"^(?:(?:saya|aku|sy|kami|boleh|bisa|mau|ingin|pengen|bolehkah|bisakah) )*"
    r"(?:beri|kasih|ngasih|kasi|memberi|titip|nitip|tinggalkan|ninggalin|tinggalin)(?:kan|in)? "
    rf"{_WHAT}{_TAIL}$"
)
_FORGET = re.compile(
    r"^(?:(?:tolong|mohon|minta|saya|mau|ingin) )*"
    r"(?:hapus|hapuskan|hapusin|buang|cabut|tarik|batalkan|batalin|lupakan|jangan simpan) "
    rf"(?:data )?{_WHAT}{_TAIL}$"
)
_NO = re.compile(
    r"^(?:batal|batalkan|gajadi|(?:tidak|ga|gak|nggak|enggak|ndak) (?:jadi|usah|perlu))$"
)


def contact_wish(text: str, offered: Sequence[Button]) -> Payload | None:
    """Return what a message wishes of the writer's contact; None when it is about something else.

    Args:
        text: Masked.
        offered: The buttons under the newest reply: they tell whether a contact was asked for.
    """
    said = words(text)
    if not said or len(said) > LONGEST or "?" in text:
        return None
    written = " ".join(said)
    if _FORGET.search(written):
        return Payload(PayloadKind.CONTACT_FORGET)
    if _GIVE.search(written):
        return Payload(PayloadKind.CONTACT)
    is_asked = any(button.payload.kind is PayloadKind.NO_CONTACT for button in offered)
    if is_asked and (_NO.search(written) or agrees(text) is False):
        return Payload(PayloadKind.NO_CONTACT)
    return None
