"""What is not settled of the days ahead."""

from dataclasses import replace
from datetime import date

from service.hours.outlook import unsettled
from service.hours.timetable import Timetable
from tests.service.hours.tables import ORDINARY, TABLE, entry


def told(table: Timetable, today: str) -> list[str]:
    """Return the days that a look on ``today`` finds unsettled."""
    return [str(one.day) for one in unsettled(table, date.fromisoformat(today))]


def test_a_feast_whose_day_is_estimated_is_told_sixty_days_before() -> None:
    """A promise over a feast that moves would be broken without anybody's fault."""
    assert "2027-03-10" in told(TABLE, "2027-01-09")
    assert "2027-03-10" not in told(TABLE, "2027-01-08")


def test_a_day_that_people_decided_is_settled() -> None:
    """A warning that stays after it was heeded is no longer read."""
    settled = entry("2027-03-10", ""), entry("2027-03-11", "")
    table = replace(TABLE, days=(*TABLE.days, *settled))

    assert "2027-03-10" in told(TABLE, "2027-02-01")
    assert "2027-03-10" not in told(table, "2027-02-01")


def test_next_years_joint_leave_is_missed() -> None:
    """Deadlines that reach into a year without it come out too early."""
    assert told(replace(TABLE, days=()), "2027-11-20") == ["2028-01-01"]
    assert told(TABLE, "2026-10-01") == []


def test_a_fast_without_its_hours_is_missed() -> None:
    """In the month of fasting the desk closes an hour earlier."""
    assert "2027-02-08" in told(Timetable(ORDINARY), "2026-12-15")
    assert told(TABLE, "2026-12-15") == []


def test_one_units_season_is_no_season_for_all() -> None:
    """An office that settled its own hours must not silence the question for the others."""
    own = replace(TABLE.seasons[1], unit="papua")

    assert "2027-02-08" in told(replace(TABLE, seasons=(own,)), "2026-12-15")


def test_a_season_that_is_estimated_is_told() -> None:
    """Its first day is decided days before."""
    estimated = replace(TABLE.seasons[1], is_estimated=True)

    assert told(replace(TABLE, seasons=(estimated,)), "2026-12-15") == ["2027-02-08"]
