"""Where Indonesia is, in squares."""

import pytest

from service.content.land import Land

# Two rows of squares of one degree, from 10 degrees south and 100 east.
LAND = Land(-10.0, 100.0, 1.0, (((1, 5), (3, 6)), ((), ())))


@pytest.mark.parametrize(
    ("latitude", "longitude", "is_land"),
    [
        (-9.5, 100.9, False),
        (-9.5, 101.0, True),
        (-9.5, 102.9, True),
        (-9.5, 103.0, False),
        (-9.5, 105.5, True),
        (-9.5, 106.0, False),
        (-8.5, 101.5, False),
        (-10.1, 101.5, False),
        (-7.9, 101.5, False),
        (-9.5, -170.0, False),
    ],
)
def test_a_point_is_on_land_within_a_run_of_squares(
    latitude: float, longitude: float, is_land: bool
) -> None:
    """The first square of a run belongs to it, the one after the last does not."""
    assert LAND.has(latitude, longitude) is is_land


def test_without_a_map_nothing_is_land() -> None:
    """A broken file stops the check of the content and must not crash it."""
    assert Land().has(0.0, 0.0) is False
