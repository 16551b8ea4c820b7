"""Choosing without buttons: "2", "no. 3 dong", "yang ke 2", or the words of the label. Pure."""

import re
from collections.abc import Sequence

from service.payloads import PayloadKind
from service.replies import Button
from service.text import words

LONGEST = 8  # words; a longer message is a question, not a choice
_NUMBERS = (
    ("1", "satu", "pertama", "kesatu", "siji", "hiji", "ciek"),
    ("2", "dua", "kedua", "loro", "kalih", "duo"),
    ("3", "tiga", "ketiga", "telu", "tilu", "tigo"),
    ("4", "empat", "keempat", "papat", "opat", "ampek"),
    ("5", "lima", "kelima", "limo"),
    ("6", "enam", "keenam"),
    ("7", "tujuh", "ketujuh"),
    ("8", "delapan", "kedelapan"),
    ("9", "sembilan", "kesembilan"),
)
_POSITIONS = {word: at for at, names in enumerate(_NUMBERS) for word in names}
_AROUND = frozenset(
    "yang yg nomor no nomer pilih pilihan opsi itu saja aja deh ya pak bu min ke kak kakak mas "
    "mbak bang gan dong sih mau saya aku tolong angka poin butir dan sama terus lalu jawaban "
    "juga urutan urut nomornya sm ama dn n cak bos kang teh om tante sing nu lek nek kalau klo "
    "kalo dang jo mo toh tuh "
    "skalian sekalian soal tentang tadi deng ding lah kah gih no kan punya bagian".split()
)
_ASKED = frozenset({"berapa", "apa", "bagaimana", "siapa", "kapan", "mana"})
_LAST = frozenset({"terakhir", "terbawah", "bawah", "bontot", "buncit"})
_FIRST = frozenset({"teratas", "atas"})
_BOTH = frozenset({"keduanya", "dua2nya", "duanya", "semua", "semuanya"})
_BESIDE_PLACE = frozenset({"paling", "plg"})
_ORDINAL = re.compile(r"ke(\d)$")
_CHOOSES = re.compile(r"^(?:\w+ ){0,2}(?:yang|sing|nu|kalau|lek|nek|soal|pilih|bukan)\b")
_CHOSEN_KINDS = frozenset({PayloadKind.TOPIC, PayloadKind.OFFICE, PayloadKind.CATEGORY})

_OF_CHOICE = frozenset({PayloadKind.DENY, PayloadKind.OFFICE, PayloadKind.CATEGORY})


def chosen(text: str, buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Return the buttons that a message names by number or label, in order; often none."""
    said = words(text)
    if not said or len(said) > LONGEST:
        return ()
    for button in buttons:
        if said == words(button.label):
            return (button,)
    if "tadi" in said and _OF_CHOICE.isdisjoint(b.payload.kind for b in buttons):
        return ()  # "yang kedua tadi" is the second of what was asked, no button of an answer
    buttons = [b for b in buttons if b.payload.kind is not PayloadKind.HUMAN]  # a wish needs words
    rest = [_ORDINAL.sub(r"\1", word) for word in said if word not in _AROUND]
    places = _places(rest, _options(buttons))
    if not places or any(place >= len(buttons) for place in places):
        return ()
    return tuple(buttons[place] for place in dict.fromkeys(places))


def only_chooses(text: str) -> bool:
    """Tell whether a message is a place in a list and nothing else: "yang terakhir", "no 2"."""
    rest = [_ORDINAL.sub(r"\1", word) for word in words(text) if word not in _AROUND]
    return bool(rest) and all(w in _POSITIONS or w in _LAST | _FIRST | _BOTH for w in rest)


def words_of_choice(said: str) -> list[str]:
    """Return the words of "yang timur saja" that may stand in a label, none of a longer one."""
    spoken = said.split()
    if len(spoken) > LONGEST or not _CHOOSES.match(said):
        return []
    told = [word for word in spoken if word not in _AROUND]
    return [word for word in told if word not in _ASKED] or told


def _options(buttons: Sequence[Button]) -> int:
    """Return how many of the buttons are something to choose; "Bukan ini" is behind them."""
    return sum(button.payload.kind in _CHOSEN_KINDS for button in buttons)


def _places(rest: Sequence[str], options: int) -> list[int]:
    """Return the places that a message names, counted from 0; none when it says anything else."""
    named = [word for word in rest if word not in _BESIDE_PLACE]
    if len(named) == 1 and options > 1:
        if named[0] in _LAST:
            return [options - 1]
        if named[0] in _FIRST:
            return [0]
        if named[0] in _BOTH:
            return [0, 1]
    places = [_POSITIONS.get(word) for word in named]
    return [] if None in places else [place for place in places if place is not None]
