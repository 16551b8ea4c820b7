"""Which days are counted, as people name them."""

from datetime import UTC, date, datetime

import pytest

from service.figures.periods import PeriodRefused, read_period

NOW = datetime(2026, 11, 28, 18, 0, tzinfo=UTC)  # already the 29th in Jakarta


def test_no_dates_mean_the_last_thirty_days_of_jakarta() -> None:
    """Who opens the page wants to see something, up to today as the office counts it."""
    period = read_period("", "", NOW)

    assert (period.first, period.last) == (date(2026, 10, 31), date(2026, 11, 29))
    assert len(period.days) == 30


def test_a_period_begins_and_ends_at_midnight_in_jakarta() -> None:
    """A message at half past six in the morning in Jakarta is of that day, not of yesterday."""
    period = read_period("2026-11-01", "2026-11-01", NOW)

    assert period.begin == datetime(2026, 10, 31, 17, tzinfo=UTC)
    assert period.end == datetime(2026, 11, 1, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2026-11-02", "2026-11-01", "order"),
        ("2025-01-01", "2026-11-01", "too_long"),
        ("kemarin", "", "no_date"),
        ("", "2026-13-01", "no_date"),
        ("0001-01-01", "0001-01-02", "no_date"),
        ("9999-12-31", "9999-12-31", "no_date"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_reason(
    first: str, last: str, why: str
) -> None:
    """An address may be typed by hand; the page must say what is wrong with it."""
    with pytest.raises(PeriodRefused) as refused:
        read_period(first, last, NOW)

    assert refused.value.why == why
