"""Dates and times as Indonesians read them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from service.calendar import date_in_words, short_time_in_words, time_in_words


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 24), "24 November 2026"),
        (date(2026, 1, 1), "1 Januari 2026"),
        (date(2024, 12, 31), "31 Desember 2024"),
    ],
)
def test_a_date_is_written_with_the_month_in_words(day: date, expected: str) -> None:
    """The date "11/12" is read two ways; a deadline must not be."""
    assert date_in_words(day) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 11, 24, 7, 5, tzinfo=UTC), "24 November 2026 pukul 14.05 WIB"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "1 Januari 2027 pukul 00.00 WIB"),
        (
            datetime(2026, 11, 24, 9, 30, tzinfo=timezone(timedelta(hours=9))),
            "24 November 2026 pukul 07.30 WIB",
        ),
    ],
)
def test_a_moment_is_written_in_jakarta_time(moment: datetime, expected: str) -> None:
    """Times are stored in UTC; a citizen must not read one seven hours off."""
    assert time_in_words(moment) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 8, 31, 17, 5, tzinfo=UTC), "1 Sep 2026 00.05 WIB"),
        (datetime(2026, 5, 3, 0, 0, tzinfo=UTC), "3 Mei 2026 07.00 WIB"),
        (datetime(2026, 8, 3, 0, 0, tzinfo=UTC), "3 Agu 2026 07.00 WIB"),
    ],
)
def test_officers_read_short_moments_in_western_indonesian_time(
    moment: datetime, expected: str
) -> None:
    """Officers compare them with the clock on the wall."""
    assert short_time_in_words(moment) == expected
