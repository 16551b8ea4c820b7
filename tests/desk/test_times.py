"""Times in words."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.times import moment_in_words, wait_in_words


def test_moments_are_told_in_western_indonesian_time() -> None:
    """Officers compare them with the clock on the wall."""
    moment = datetime(2026, 8, 31, 17, 5, tzinfo=UTC)

    assert moment_in_words(moment) == "1 Sep 2026 00.05 WIB"


@pytest.mark.parametrize(
    ("wait", "words"),
    [
        (timedelta(seconds=-3), "kurang dari 1 menit"),
        (timedelta(seconds=59), "kurang dari 1 menit"),
        (timedelta(minutes=12), "12 menit"),
        (timedelta(hours=2), "2 jam"),
        (timedelta(hours=2, minutes=5), "2 jam 5 menit"),
        (timedelta(days=3, hours=4), "3 hari"),
    ],
)
def test_waits_are_told_as_people_say_them(wait: timedelta, words: str) -> None:
    """Nobody reckons in seconds; two clocks that differ a little must not show nonsense."""
    assert wait_in_words(wait) == words
