"""The load's arithmetic: a benchmark that flatters is worse than none."""

import pytest

from bench.arrivals import draw_arrivals, summarise


def test_arrivals_have_the_rate_and_are_the_same_for_everybody() -> None:
    """Ours and the plain alternative must meet the same load."""
    moments = draw_arrivals(20.0, 100.0)

    assert moments == draw_arrivals(20.0, 100.0)
    assert moments == sorted(moments)
    assert len(moments) == pytest.approx(2000, rel=0.1)
    assert moments[-1] < 100.0


def test_percentiles_are_those_of_what_was_answered() -> None:
    """95 of 100 within a time, read off a known row."""
    came = summarise(1.0, [number / 1000 for number in range(1, 101)])

    assert (came.p50, came.p95, came.worst) == pytest.approx((50.5, 95.05, 100.0))


def test_a_lost_message_is_no_fast_one() -> None:
    """One unanswered citizen means that the rate is not sustained, however fast the others."""
    came = summarise(1.0, [0.01] * 99 + [None])

    assert came.lost == 1
    assert not came.is_within(500)


def test_a_load_of_which_nothing_came_back_is_hopeless() -> None:
    """A service that is down must not look fast."""
    came = summarise(1.0, [None, None])

    assert (came.answered, came.p95) == (0, float("inf"))
