"""What must hold of working time whatever the table says."""

from datetime import UTC, datetime, timedelta
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.calendar import WIB
from service.hours.counting import NeverOpen, WorkingHours
from service.hours.timetable import Timetable
from tests.service.hours.tables import hours_with

UNITS = st.sampled_from(["pusat", "diklat", "bali", "papua"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
SPANS = st.integers(0, 20_000).map(lambda minutes: timedelta(minutes=minutes))
MONDAY = datetime(2026, 7, 6, 9, tzinfo=WIB)


@given(MOMENTS, SPANS, UNITS)
def test_what_was_added_is_what_lies_between(moment: datetime, span: timedelta, unit: str) -> None:
    """A deadline and the time that is left of it are shown side by side."""
    hours = hours_with()

    end = hours.add_working_time(moment, span, unit)

    assert hours.working_time_between(moment, end, unit) == span


@given(MOMENTS, UNITS)
def test_the_next_opening_is_open_and_nothing_before_it_is(moment: datetime, unit: str) -> None:
    """Whoever is told when somebody is back must not come too late nor too early."""
    hours = hours_with()

    opening = hours.next_opening(moment, unit)

    assert hours.is_open(opening, unit)
    assert hours.working_time_between(moment, opening, unit) == timedelta()


@given(MOMENTS, SPANS, SPANS, UNITS)
def test_spans_of_work_add_up(
    moment: datetime, first: timedelta, second: timedelta, unit: str
) -> None:
    """A clock that stood still at night must not lose or win a minute by it."""
    hours = hours_with()

    at_once = hours.add_working_time(moment, first + second, unit)

    step = hours.add_working_time(moment, first, unit)
    assert hours.add_working_time(step, second, unit) == at_once


@given(MOMENTS, st.integers(1, 40), UNITS)
def test_a_day_that_is_closed_later_never_brings_a_deadline_nearer(
    moment: datetime, days: int, unit: str
) -> None:
    """A holiday that is added may only give more time."""
    before = hours_with().add_working_days(moment, days, unit)

    after = hours_with(["2026-07-08", "2026-12-30"]).add_working_days(moment, days, unit)

    assert after >= before


def test_a_moment_without_a_zone_is_refused() -> None:
    """Seven hours off would go unnoticed until somebody came too late."""
    naive = datetime(2026, 7, 6, 9)  # noqa: DTZ001

    for ask in (hours_with().is_open, hours_with().next_opening):
        with pytest.raises(ValueError, match="no zone"):
            ask(naive, "pusat")
    with pytest.raises(ValueError, match="no zone"):
        hours_with().add_working_time(naive, timedelta(), "pusat")


def test_spans_that_make_no_sense_are_refused() -> None:
    """A deadline before the request is a fault of ours, and must be seen as one."""
    hours = hours_with()

    with pytest.raises(ValueError, match="negative"):
        hours.add_working_time(MONDAY, -timedelta(minutes=1), "pusat")
    with pytest.raises(ValueError, match="no number"):
        hours.add_working_days(MONDAY, 0, "pusat")
    with pytest.raises(ValueError, match="before"):
        hours.working_time_between(MONDAY, MONDAY - timedelta(1), "pusat")


def test_a_table_without_hours_is_told_and_not_searched_for_ever() -> None:
    """An empty table must not hang the process that answers everybody."""
    hours = WorkingHours(Timetable(ordinary=((),) * 7))

    with pytest.raises(NeverOpen):
        hours.next_opening(MONDAY, "pusat")


def test_a_deadline_over_a_year_is_counted_in_a_moment() -> None:
    """The queue counts the time left of each ticket whenever it is shown."""
    hours = hours_with()
    hours.add_working_days(MONDAY, 240, "pusat")
    begun = process_time()

    for _ in range(10):
        hours.add_working_days(MONDAY, 240, "pusat")

    assert (process_time() - begun) / 10 < 0.005
