"""Waits in words."""

from datetime import timedelta

import pytest

from desk.context import make_templates


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
