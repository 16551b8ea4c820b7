"""What is told before its word: "482913 itu kode otp", "C1234567 nomor paspor".

Each rule begins at the value, looks a few words ahead, and hides the value alone.
"""

import re

from service.door.patterns import text_before
from service.door.spans import Decision, Rule
from service.door.worded import DATE, OF_ONE

_SAID = r"(?:itu|ini|adalah|tuh|is|my|nomor|no|kode|tanggal|tgl|saya|sy|aku|ya)"
_THEN = rf"[^\w\x00]{{1,3}}(?:{_SAID} ){{0,4}}"
_CODE = re.compile(
    rf"(?P<value>\d{{4,8}})(?={_THEN}(?:otp|pin|m-?pin|verifikasi|cvv|password|sandi|pass)\b)"
)
_PASSPORT = re.compile(
    rf"(?P<value>[a-z]{{1,2}}[ .\-]?\d{{6,7}})(?={_THEN}(?:paspor|pasport|passport)\w{{0,3}}\b)"
)
_BIRTH = re.compile(rf"(?P<value>{DATE})(?={_THEN}(?:lahir|kelahiran|ttl|birthday|dob)\b)")
_OF_MANY = re.compile(r"\b(?:bpkp?|hari|peraturan|lembaga|pancasila|uu|spip)\b")


def judge_told_after(found: re.Match[str]) -> Decision:
    """Hide what is somebody's: "30 mei 1983 lahir BPKP" is public."""
    near = text_before(found) + found.string[found.end() : found.end() + 40]
    is_public = found.re is _BIRTH and not OF_ONE.search(near)
    if is_public or _OF_MANY.search(near):
        return None
    return found.start("value"), found.end("value"), _KINDS[found.re]


_KINDS = {_CODE: "sandi", _PASSPORT: "paspor", _BIRTH: "tanggal lahir"}
BEFORE_WORD: tuple[Rule, ...] = ((_PASSPORT, judge_told_after),)
BEFORE_NUMBER: tuple[Rule, ...] = ((_CODE, judge_told_after), (_BIRTH, judge_told_after))
