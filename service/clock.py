"""Time as everything else here reads it: aware, in UTC, and replaceable in tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
APART = timedelta(seconds=30)
"""How far the times of two processes may lie apart: the clocks differ, and one may wait for the
database after it looked at its clock. What lies further ahead is of before a jump of the clock."""


def utc_now() -> datetime:
    """Return the current time in UTC."""
    return datetime.now(UTC)
