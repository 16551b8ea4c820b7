"""Choosing without buttons: "2", "no. 3 dong", "yang ke 2", or the words of the label. Pure."""

import re
from collections.abc import Sequence

from service.payloads import PayloadKind
from service.replies import Button
from service.text import words

LONGEST = 8  # words; a longer message is a question, not a choice
_NUMBERS = (
    ("1", "satu", "pertama", "kesatu"),
    ("2", "dua", "kedua"),
    ("3", "tiga", "ketiga"),
    ("4", "empat", "keempat"),
    ("5", "lima", "kelima"),
    ("6", "enam", "keenam"),
    ("7", "tujuh", "ketujuh"),
    ("8", "delapan", "kedelapan"),
    ("9", "sembilan", "kesembilan"),
)
_POSITIONS = {word: at for at, names in enumerate(_NUMBERS) for word in names}
_AROUND = frozenset(
    "yang yg nomor no nomer pilih pilihan opsi itu saja aja deh ya pak bu min ke kak kakak mas "
    "mbak bang gan dong sih mau saya aku tolong angka poin butir dan sama terus lalu jawaban "
    "juga".split()
)
_ORDINAL = re.compile(r"ke(\d)$")


def chosen(text: str, buttons: Sequence[Button]) -> tuple[Button, ...]:
    """Return the buttons that a message names by number or label, in order; often none."""
    said = words(text)
    if not said or len(said) > LONGEST:
        return ()
    for button in buttons:
        if said == words(button.label):
            return (button,)
    buttons = [b for b in buttons if b.payload.kind is not PayloadKind.HUMAN]  # a wish needs words
    rest = [_ORDINAL.sub(r"\1", word) for word in said if word not in _AROUND]
    if not rest or any(_POSITIONS.get(word, len(buttons)) >= len(buttons) for word in rest):
        return ()
    return tuple(buttons[_POSITIONS[word]] for word in dict.fromkeys(rest))
