"""Writes examples as hurried fingers do: the classifier learns from misspelt words too. Pure.

Called in training: each example is learnt from a second time with one slip in it. Nothing here
runs when a message is read.
"""

import random
from collections.abc import Callable, Sequence

SHORTEST = 5  # letters of a word that gets a slip; a shorter one would often be another word
SEED = 5  # the same data gives the same model
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, key in enumerate(row)
}


def with_slips(texts: Sequence[str], seed: int = SEED) -> list[str]:
    """Return each text with one slip in one of its longer words; as it is when it has none."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [_slipped(text, chance) for text in texts]


def _slipped(text: str, chance: random.Random) -> str:
    said = text.split(" ")
    long = [at for at, word in enumerate(said) if len(word) >= SHORTEST and word.isalpha()]
    if not long:
        return text
    at = chance.choice(long)
    # Whoever writes gets the first letter right, and a word's end says less than its middle.
    said[at] = chance.choice(_SLIPS)(said[at], chance.randrange(1, len(said[at]) - 1), chance)
    return " ".join(said)


def _exchanged(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _dropped(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int, _: random.Random) -> str:
    return word[: at + 1] + word[at:]


def _beside(word: str, at: int, chance: random.Random) -> str:
    """Return the word with a neighbouring key hit instead."""
    near = _BESIDE.get(word[at], word[at])
    return word[:at] + chance.choice(near) + word[at + 1 :]


_SLIPS: tuple[Callable[[str, int, random.Random], str], ...] = (
    _exchanged,
    _dropped,
    _doubled,
    _beside,
)
