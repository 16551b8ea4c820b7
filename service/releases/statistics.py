"""The arithmetic of a judgement: shares with their intervals, and paired tests. Pure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from scipy.stats import binomtest

Z = 1.959964  # of a normal distribution, for 95 %
CHANCE = 0.05  # a step back that chance makes less often than this is one


@dataclass(frozen=True)
class Paired:
    """How two models did on the same questions.

    Attributes:
        better: Questions that only the new one has right.
        worse: Questions that only the old one had right.
    """

    better: int
    worse: int

    @property
    def p(self) -> float:
        """Return how often chance alone makes a difference as large (McNemar, exact)."""
        changed = self.better + self.worse
        return float(binomtest(self.worse, changed).pvalue) if changed else 1.0

    @property
    def p_worse(self) -> float:
        """Return how often chance alone makes as large a step back."""
        changed = self.better + self.worse
        if not changed:
            return 1.0
        return float(binomtest(self.worse, changed, alternative="greater").pvalue)


def paired(before: Iterable[bool], after: Iterable[bool]) -> Paired:
    """Count the questions that came out otherwise; both in one order."""
    pairs = list(zip(before, after, strict=True))
    return Paired(pairs.count((False, True)), pairs.count((True, False)))


def wilson(good: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share, from 0 to 1; all of it when nothing was counted."""
    if n == 0:
        return 0.0, 1.0
    share, spread = good / n, Z * Z / n
    middle = share + spread / 2
    half = Z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    low, high = (middle - half) / (1 + spread), (middle + half) / (1 + spread)
    return max(0.0, low), min(1.0, high)
