"""Choosing without buttons: "2", "dua", "yang kedua", or the words of the label. Pure."""

from collections.abc import Sequence

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
    "yang yg nomor no nomer pilih pilihan opsi itu saja aja deh ya pak bu min".split()
)


def chosen(text: str, buttons: Sequence[Button]) -> Button | None:
    """Return the button that a message names by its number or label, None when it names none."""
    said = words(text)
    if not said or len(said) > LONGEST:
        return None
    for button in buttons:
        if said == words(button.label):
            return button
    rest = [word for word in said if word not in _AROUND]
    if len(rest) == 1 and rest[0] in _POSITIONS:
        at = _POSITIONS[rest[0]]
        return buttons[at] if at < len(buttons) else None
    return None
