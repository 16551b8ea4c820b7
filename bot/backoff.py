"""Pauses that grow while something is down, and end when it is back."""


class Backoff:
    """Counts failures in a row and says how long to wait after each."""

    def __init__(self, first: float, longest: float) -> None:
        """Wait ``first`` seconds after the first failure, twice as long each time."""
        self._first = first
        self._longest = longest
        self._next = first

    def pause(self) -> float:
        """Note a failure; return how many seconds to wait."""
        pause, self._next = self._next, min(self._next * 2, self._longest)
        return pause

    def reset(self) -> None:
        """Note that it works."""
        self._next = self._first
