"""What a judged sample says of all messages: shares weighted by stratum, and how far judges agree.

Only arithmetic; why these and no others stands in ADR 69.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964  # of 95 %


@dataclass(frozen=True)
class Part:
    """The judged messages of one stratum.

    Attributes:
        turns: How many messages the stratum had.
        scores: From 0 to 1, one of each judged message.
    """

    turns: int
    scores: Sequence[float]


@dataclass(frozen=True)
class Share:
    """A share of all messages with its interval of 95 %, from 0 to 1.

    Attributes:
        judged: The messages it stands on.
        weight: Of all messages, the share whose stratum has a judged one; the others' is unknown.
    """

    share: float
    low: float
    high: float
    judged: int
    weight: float


def estimate(parts: Sequence[Part]) -> Share | None:
    """Return the mean weighted by stratum; None when nothing is judged.

    The interval is Wilson's, with the number of messages that unequal weights leave (Kish's
    effective size). It leaves out what strata gain, so that it is rather too wide; a variance
    by strata would be 0 where two messages of a stratum agree.
    """
    known = [part for part in parts if part.scores]
    whole, covered = sum(part.turns for part in parts), sum(part.turns for part in known)
    if not covered:
        return None
    weights = [part.turns / covered for part in known]
    share = sum(
        weight * sum(part.scores) / len(part.scores)
        for weight, part in zip(weights, known, strict=True)
    )
    effective = 1 / sum(
        weight**2 / len(part.scores) for weight, part in zip(weights, known, strict=True)
    )
    low, high = _wilson(share, effective)
    judged = sum(len(part.scores) for part in known)
    return Share(share, low, high, judged, covered / whole)


@dataclass(frozen=True)
class Agreement:
    """How often two judges said the same.

    Attributes:
        kappa: Cohen's: what is above chance; None where one word was all that was said.
    """

    pairs: int
    same: int
    kappa: float | None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Compare the first word with the second of each message."""
    number = len(pairs)
    same = sum(first == second for first, second in pairs)
    if not number:
        return Agreement(0, 0, None)
    firsts, seconds = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    chance = sum(firsts[word] * seconds[word] for word in firsts) / number**2
    kappa = (same / number - chance) / (1 - chance) if chance < 1 else None
    return Agreement(number, same, kappa)


def _wilson(share: float, number: float) -> tuple[float, float]:
    middle = (share + Z**2 / (2 * number)) / (1 + Z**2 / number)
    half = Z * sqrt(share * (1 - share) / number + Z**2 / (4 * number**2)) / (1 + Z**2 / number)
    return max(0.0, middle - half), min(1.0, middle + half)
