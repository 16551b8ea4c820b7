"""Until when a case is put off, as officers say it."""

from datetime import UTC, datetime

import pytest

from service.forum.until import read_until

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # a Tuesday, 10.00 in Jakarta


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("2 jam", "2026-11-24 05:00"),
        ("30 menit", "2026-11-24 03:30"),
        ("3 hari", "2026-11-27 03:00"),
        ("besok", "2026-11-25 01:00"),
        ("besok pukul 14.30", "2026-11-25 07:30"),
        ("14:30", "2026-11-24 07:30"),
        ("09.00", "2026-11-25 02:00"),
        ("senin", "2026-11-30 01:00"),
        ("selasa 09.00", "2026-12-01 02:00"),
        ("2026-12-01", "2026-12-01 01:00"),
        ("1/12/2026 13.00", "2026-12-01 06:00"),
        ("jumat", "2026-11-27 01:00"),
        ("pukul 10.30 hari senin", "2026-11-30 03:30"),
        ("senin pukul 10", "2026-11-30 03:00"),
        ("jam 10 hari jumat", "2026-11-27 03:00"),
        ("besok jam 9", "2026-11-25 02:00"),
        ("1 jam 30 menit", "2026-11-24 04:30"),
        ("2026-12-01 hari selasa", "2026-12-01 01:00"),
        ("1 minggu", "2026-12-01 03:00"),
        ("1,5 jam", "2026-11-24 04:30"),
        ("2.5 jam", "2026-11-24 05:30"),
        ("setengah jam", "2026-11-24 03:30"),
        ("satu setengah jam", "2026-11-24 04:30"),
        ("dua jam", "2026-11-24 05:00"),
        ("sejam lagi", "2026-11-24 04:00"),
        ("seminggu", "2026-12-01 03:00"),
        ("2 hari lagi jam 9", "2026-11-26 02:00"),
        ("besok jam 2 siang", "2026-11-25 07:00"),
        ("besok jam 2", "2026-11-25 07:00"),
        ("besok siang jam 1", "2026-11-25 06:00"),
        ("besok 02.00", "2026-11-24 19:00"),
        ("besok jam 11 siang", "2026-11-25 04:00"),
        ("jam 7 malam", "2026-11-24 12:00"),
        ("besok malam jam 8", "2026-11-25 13:00"),
        ("besok sore", "2026-11-25 08:00"),
        ("nanti siang", "2026-11-24 06:00"),
        ("sampai besok pagi", "2026-11-25 01:00"),
        ("minggu depan", "2026-11-30 01:00"),
        ("rabu minggu depan", "2026-12-02 01:00"),
        ("jumat depan", "2026-11-27 01:00"),
        ("hari minggu", "2026-11-29 01:00"),
        ("12 desember", "2026-12-12 01:00"),
        ("4 Jan pukul 09.30", "2027-01-04 02:30"),
        ("besok 09.00 WITA", "2026-11-25 01:00"),
        ("besok jam 9 wit", "2026-11-25 00:00"),
    ],
)
def test_a_time_is_read_as_people_say_it(text: str, until: str) -> None:
    """An hour without a day is the next one; a day without an hour is its morning, all in WIB."""
    found = read_until(text, NOW)

    assert found is not None
    assert f"{found:%Y-%m-%d %H:%M}" == until


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nanti",
        "31/2/2027",
        "25.00",
        "2026-11-01",
        "900 hari",
        "0 jam",
        "pukul 25",
        "-2 jam",
        "kemarin",
        "senin lalu",
        "3 hari kerja",
        "2 bulan",
        "satu jam setengah",
        "31 juli",
        "30 februari",
        "jam 12 malam",
        "1.234 jam",
    ],
)
def test_a_time_that_cannot_be_told_is_asked_for(text: str) -> None:
    """A case that is put off until an unmeant day is forgotten."""
    assert read_until(text, NOW) is None
