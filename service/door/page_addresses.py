"""Personal data inside addresses of pages: parameters named after it, and what is plain by itself.

The address has been decoded by ``service.door.folding``. What hides nobody stays whole, with all
its numbers: an article's, a file's.
"""

import re
from collections.abc import Iterator

from service.door.patterns import DIGITS, EMAIL, NPWP_SHAPE, is_plausible_nik, is_plausible_nip
from service.door.public_contacts import is_public_address, is_published
from service.door.spans import KEEP, Decision, Span, keep

_PARAMETER = re.compile(r"[?&#;/]?([a-z_\-\d]{2,40})=([^&#;\x00]{1,300})")
_NAMED = {
    "nik": "NIK",
    **dict.fromkeys("ktp noktp nomorinduk nomorindukkependudukan idktp kk nokk".split(), "NIK"),
    "nip": "NIP",
    "npwp": "NPWP",
    **dict.fromkeys(
        "hp nohp wa nowa telp notelp telepon tel phone phonenumber mobile msisdn ponsel"
        " kontak".split(),
        "telepon",
    ),
    **dict.fromkeys(
        "rek norek rekening norekening account acc acct accountnumber".split(), "rekening"
    ),
    **dict.fromkeys("kartu card cardnumber cc nokartu".split(), "kartu"),
    **dict.fromkeys("pin otp password passwd pass pwd sandi kodeotp".split(), "sandi"),
    **dict.fromkeys("nopol plat platnomor nopolisi nomorpolisi platno".split(), "plat nomor"),
    **dict.fromkeys("paspor passport nopaspor passportno".split(), "paspor"),
    **dict.fromkeys("alamat address alamatrumah street".split(), "alamat"),
    **dict.fromkeys(
        "lahir tgllahir tanggallahir ttl dob birth birthdate".split(), "tanggal lahir"
    ),
}
_FEWEST = {
    "sandi": 1,
    "tanggal lahir": 4,
    "plat nomor": 4,
    "paspor": 6,
    "alamat": 5,
}
_LEAST = 6
_NUMBER = re.compile(r"(?<![\da-z])\+?\d(?:[.\-+ ]?\d){8,19}(?![\da-z])")
_MOBILE = re.compile(r"(?:0|62)8[1-9]\d{7,10}")


def judge_url(found: re.Match[str]) -> Decision:
    """Hide what is somebody's in an address, and keep the rest of it."""
    text, start, end = found.string, found.start(), found.end()
    numbers = (
        (number.start(), number.end(), _name(number.group()))
        for number in _NUMBER.finditer(text, start, end)
    )
    addresses = (
        (address.start(), address.end(), "email")
        for address in EMAIL.finditer(text, start, end)
        if not is_public_address(address.group())
    )
    every = (*_parameters(text, start, end), *numbers, *addresses)
    spans = _apart(sorted(span for span in every if span[2]))
    return [*spans, (end, end, KEEP)] if spans else keep(found)


def _parameters(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the values of parameters that are named after personal data."""
    for parameter in _PARAMETER.finditer(text, start, end):
        kind = _NAMED.get(re.sub(r"[_\-]", "", parameter.group(1)), "")
        if kind and _is_enough(kind, parameter.group(2)):
            yield parameter.start(2), parameter.end(2), kind


def _is_enough(kind: str, value: str) -> bool:
    if kind in _FEWEST:
        return len(value) >= _FEWEST[kind]
    return len("".join(DIGITS.findall(value))) >= _LEAST


def _name(number: str) -> str:
    digits = "".join(DIGITS.findall(number))
    if is_published(number):
        return ""
    if len(digits) == 16 and is_plausible_nik(digits):
        return "NIK"
    if len(digits) == 18 and is_plausible_nip(digits):
        return "NIP"
    if NPWP_SHAPE.fullmatch(number):
        return "NPWP"
    return "telepon" if _MOBILE.fullmatch(digits) else ""


def _apart(spans: list[Span]) -> list[Span]:
    """Leave out what begins inside another piece."""
    apart: list[Span] = []
    for span in spans:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart
