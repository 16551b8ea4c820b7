"""When messages arrive, and what their latencies say: pure.

The load is open: messages arrive at random moments (Poisson) that were drawn before, whether or
not earlier ones were answered, and a latency counts from the moment a message was due. A service
that stalls therefore pays for everybody who would have waited (no coordinated omission).
"""

import random
import statistics
from collections.abc import Sequence
from dataclasses import dataclass


def draw_arrivals(rate: float, seconds: float, seed: int = 1) -> list[float]:
    """Return the moments, in seconds from the start, at which messages arrive."""
    source = random.Random(seed)  # noqa: S311 - a repeatable load, no secret
    moments, now = [], source.expovariate(rate)
    while now < seconds:
        moments.append(now)
        now += source.expovariate(rate)
    return moments


@dataclass(frozen=True)
class Latencies:
    """What one load came to; latencies in milliseconds, of what was answered."""

    rate: float  # messages a second that arrived
    sent: int
    answered: int
    p50: float
    p95: float
    p99: float
    worst: float

    @property
    def lost(self) -> int:
        """How many messages had no answer when the waiting was over."""
        return self.sent - self.answered

    def is_within(self, limit: float) -> bool:
        """Tell whether all were answered, 95 of 100 within ``limit`` milliseconds."""
        return self.lost == 0 and self.p95 <= limit


def summarise(rate: float, latencies: Sequence[float | None]) -> Latencies:
    """Summarise latencies in seconds; None stands for a message without an answer."""
    known = sorted(1000 * latency for latency in latencies if latency is not None)
    if len(known) < 2:
        return Latencies(rate, len(latencies), len(known), *[float("inf")] * 4)
    cuts = statistics.quantiles(known, n=100, method="inclusive")
    return Latencies(rate, len(latencies), len(known), cuts[49], cuts[94], cuts[98], known[-1])
