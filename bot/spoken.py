"""What a telephone wrote from dictation: its marks are written out. Pure."""

import re

_SPOKEN = re.compile(r"\s+(?P<mark>koma|titik|tanda tanya|tanda seru)(?=\s|$)", re.IGNORECASE)
_MARKS = {"koma": ",", "titik": ".", "tanda tanya": "?", "tanda seru": "!"}
_ENDS_SPOKEN = re.compile(r"\s(?:titik|tanda tanya|tanda seru)\s*$", re.IGNORECASE)


def unspoken(text: str) -> str:
    """Write the marks that a telephone wrote out: "berapa biayanya tanda tanya"."""
    if not _ENDS_SPOKEN.search(text):
        return text
    return _SPOKEN.sub(lambda said: _MARKS[said["mark"].lower()], text)
