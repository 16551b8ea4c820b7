"""Folding: every folded character keeps its place, so that only the number goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.door.folding import fold


@given(st.text(alphabet="aO0l1 %42&#6;/=.\u200b\u0661", max_size=60))
def test_places_grow_and_end_with_the_length(text: str) -> None:
    """A place that is off by one would hide a letter and leave a digit."""
    folded, places = fold(text)

    assert len(places) == len(folded) + 1
    assert places == sorted(places)
    assert places[-1] == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("O8l2 3456", "0812 3456"),
        ("budi%40gmail.com", "budi@gmail.com"),
        ("?u=a%2540b.id", "?u=a@b.id"),
        ("naik 12%20 orang", "naik 12%20 orang"),
        ("10l bensin", "101 bensin"),
        ("lo lil sobat", "lo lil sobat"),
        ("3l.456.789.O-023.000", "31.456.789.0-023.000"),
    ],
)
def test_disguises_are_read(text: str, folded: str) -> None:
    """The ordinary patterns see what a reader sees."""
    assert fold(text)[0] == folded
