"""How long to wait after failures in a row: longer each time, up to a limit."""

import time
from collections.abc import Callable


class Backoff:
    """Counts failures in a row and says how long to wait after each.

    What fails while somebody waits already is the same trouble seen by another: it waits no longer
    than the first, and makes nobody wait longer.
    """

    def __init__(
        self, first: float, longest: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Wait ``first`` seconds after the first failure, twice as long each time."""
        self._first = first
        self._longest = longest
        self._clock = clock
        self._next, self._until = first, 0.0

    def pause(self) -> float:
        """Note a failure; return how many seconds to wait."""
        now = self._clock()
        if now < self._until:
            return self._until - now
        pause, self._next = self._next, min(self._next * 2, self._longest)
        self._until = now + pause
        return pause

    def reset(self) -> None:
        """Note that it works."""
        self._next, self._until = self._first, 0.0
