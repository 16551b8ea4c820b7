"""Waits and days in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from desk.context import make_templates
from desk.times import day_in_words


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
    template = make_templates().env.from_string(
        "{% import 'words.html' as words %}({{ words.waited(wait) }})"
    )

    assert template.render(wait=wait) == f"({words})"


def test_a_moments_day_is_jakartas() -> None:
    """A week that begins on Monday at midnight in Jakarta began on Sunday by UTC."""
    monday = datetime(2026, 11, 15, 17, tzinfo=UTC)

    assert day_in_words(monday) == day_in_words(date(2026, 11, 16)) == "16 November 2026"
