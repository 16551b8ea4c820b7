"""What goes wrong between Telegram and us, drawn from a seed.

The n-th request of a method always meets the same fault: a run's faults can be had again.
"""

import random
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a request meets."""

    NONE = "none"
    TOO_MANY = "429"  # refused, with a retry_after
    BROKEN = "500"  # refused without effect
    BAD_GATEWAY = "502"  # refused without effect
    CONFLICT = "409"  # another poll, as after a restart
    CUT_BEFORE = "cut_before"  # the connection ends, the request had no effect
    CUT_AFTER = "cut_after"  # the request took effect, the connection ends without an answer
    SLOW = "slow"  # it took effect and is answered late, but in time
    TOO_SLOW = "too_slow"  # it took effect; the answer comes after everybody's patience
    REPEATED = "repeated"  # updates confirmed before are delivered again
    DOUBLED = "doubled"  # each update of the answer is in it twice


TAKEN_BUT_UNTOLD = frozenset({Kind.CUT_AFTER, Kind.TOO_SLOW})
REFUSED = {Kind.TOO_MANY: 429, Kind.BROKEN: 500, Kind.BAD_GATEWAY: 502, Kind.CONFLICT: 409}
SENDING = {
    Kind.TOO_MANY: 4,
    Kind.BROKEN: 4,
    Kind.BAD_GATEWAY: 4,
    Kind.CUT_BEFORE: 3,
    Kind.CUT_AFTER: 3,
    Kind.SLOW: 4,
    Kind.TOO_SLOW: 0.3,
}
POLLING = {
    Kind.TOO_MANY: 1,
    Kind.BROKEN: 2,
    Kind.BAD_GATEWAY: 2,
    Kind.CONFLICT: 1,
    Kind.CUT_BEFORE: 3,
    Kind.CUT_AFTER: 3,
    Kind.SLOW: 2,
    Kind.REPEATED: 6,
    Kind.DOUBLED: 6,
}
LATE = 35.0  # seconds: longer than the gateway waits for an answer


@dataclass(frozen=True)
class Fault:
    """What one request meets.

    Attributes:
        seconds: How late the answer is, or how long the caller is asked to wait.
    """

    kind: Kind = Kind.NONE
    seconds: float = 0.0

    @property
    def status(self) -> int | None:
        """The status it is refused with; None when it is not."""
        return REFUSED.get(self.kind)


class FaultPlan:
    """Draws the fault of each request."""

    def __init__(self, seed: int, share: float) -> None:
        """Let ``share`` of the requests (0 to 1) meet a fault."""
        self._seed = seed
        self._share = share
        self._draws: dict[str, random.Random] = {}

    def next(self, method: str) -> Fault:
        """Return what the next request of a method meets."""
        draw = self._draws.setdefault(method, random.Random(f"{self._seed} {method}"))
        if draw.random() >= self._share:
            return Fault()
        weights = POLLING if method == "getUpdates" else SENDING
        kind = draw.choices(list(weights), list(weights.values()))[0]
        return Fault(kind, _seconds(kind, draw))


def _seconds(kind: Kind, draw: random.Random) -> float:
    if kind is Kind.TOO_MANY:
        return draw.choice((1, 1, 1, 2, 3))
    if kind is Kind.SLOW:
        return draw.uniform(0.3, 3.0)
    return LATE if kind is Kind.TOO_SLOW else 0.0
