"""Who holds an office that is not BPKP's: "presiden sekarang siapa", also after BPKP's head.

Called by ``conversation``: behind the title of BPKP's head every office looks like that one.
"""

import re

from service.answering.answers import Answers
from service.answering.question import Question
from service.content.named_topics import CHIEF
from service.replies import Reply

_HELD = (
    r"(?:(?:wakil )?(?:presiden|gubernur|bupati|wali kota|walikota)|wapres|menteri|mentri|menko|"
    r"menkeu|mendagri|camat|lurah|kades|kapolri|kapolda|kapolres|jaksa agung|kajati|kajari|"
    r"panglima|inspektur|kepala (?:desa|dinas|daerah|sekolah|kejaksaan|polisi|bin|bps|ppatk|bpk)|"
    r"(?:ketua|pimpinan) (?:dpr|dprd|mpr|dpd|kpk|bpk|ma|mk|kpu|ombudsman|rt|rw|partai))"
)
_BEFORE = r"(?:terus|lalu|nah|oh|oke|kalau|dan|apa|coba|halo|nama|siapa|sih|ya|yang|jadi)"
_AFTER = r"(?:siapa|namanya|nama|sekarang|saat|ini|sih|ya|itu|kita|dong)"
_OF = r"(?!bpkp\b|di\w{4,}|me\w{4,}|(?:yang|ke|bisa|boleh|mana|apa)\b)\w+"  # "jawa timur"
_ASKED = re.compile(rf"^(?:{_BEFORE} )*{_HELD}(?: {_OF}){{0,2}}(?: {_AFTER})*$")
_WHO = re.compile(r"\b(?:siapa|nama|namanya)\b")


def reply_about_office_holder(answers: Answers, question: Question) -> Reply | None:
    """Say that another office's holder is not ours to name; None where none is asked for."""
    said = answers.knowledge.standard(question.text)
    if question.is_command or not _ASKED.search(said):
        return None
    is_who = bool(_WHO.search(said)) or question.topic == CHIEF
    return answers.referral(question.text, 1.0) if is_who else None
