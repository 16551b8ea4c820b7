"""A clock that tests and doubles move by hand."""

from datetime import UTC, date, datetime, timedelta

TODAY = date(2026, 11, 24)  # the day it begins on


class FrozenClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the time it stands at."""
        return self.now

    def advance(self, **span: float) -> None:
        """Move on by a ``timedelta``'s arguments."""
        self.now += timedelta(**span)
