"""The clocks of working time: they stand still while a unit is closed, and over the break.

Moments go in aware and come out in UTC; spans of work are half open, so that at 16.00 a day that
ends at 16.00 is over. The one place that computes hours: nobody else counts days.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from service.errors import TanyaError
from service.hours.timetable import Timetable

LOOK_AHEAD = 400  # days without any work after which a table is taken to be wrong
NOTHING = timedelta()
DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


class NeverOpen(TanyaError):
    """A table gives a unit no hours for longer than a year."""


class WorkingHours:
    """What a timetable makes of moments and spans. Thread-safe."""

    def __init__(self, table: Timetable) -> None:
        self._table = table
        self._spans: dict[tuple[date, str], tuple[Span, ...]] = {}

    @property
    def table(self) -> Timetable:
        """The table that it counts by."""
        return self._table

    def is_open(self, moment: datetime, unit: str) -> bool:
        """Tell whether the unit works at that moment; in the break it does not.

        Raises:
            ValueError: ``moment`` has no zone.
        """
        day = self._day_of(moment, unit)
        return any(start <= moment < end for start, end in self._spans_on(day, unit))

    def next_opening(self, moment: datetime, unit: str) -> datetime:
        """Return when the unit works next: ``moment`` itself while it does, else what follows.

        In the break that is the end of the break, on the same day.

        Raises:
            ValueError: ``moment`` has no zone.
            NeverOpen: The table has no hours for the unit from then on.
        """
        start, _ = next(self._spans_after(moment, unit))
        return start

    def working_time_between(self, first: datetime, last: datetime, unit: str) -> timedelta:
        """Return how long the unit works from ``first`` to ``last``.

        Raises:
            ValueError: A moment has no zone, or ``last`` is before ``first``.
        """
        day, end_day = self._day_of(first, unit), self._day_of(last, unit)
        if last < first:
            raise ValueError(f"{last} is before {first}")
        total = NOTHING
        while day <= end_day:
            for start, end in self._spans_on(day, unit):
                total += max(min(end, last) - max(start, first), NOTHING)
            day += DAY
        return total

    def add_working_time(self, moment: datetime, duration: timedelta, unit: str) -> datetime:
        """Return the earliest moment until which the unit has worked for ``duration``.

        What ends exactly with a day's work ends then, and not the next morning; no duration at
        all is ``moment`` itself.

        Raises:
            ValueError: ``moment`` has no zone, or ``duration`` is negative.
            NeverOpen: The table has no hours for the unit from then on.
        """
        self._day_of(moment, unit)
        if duration < NOTHING:
            raise ValueError(f"{duration} is negative")
        if duration == NOTHING:
            return moment.astimezone(UTC)
        for start, end in self._spans_after(moment, unit):
            if duration <= end - start:
                return start + duration
            duration -= end - start
        raise NeverOpen(f"unit {unit!r} has no hours")  # _spans_after says so itself

    def add_working_days(self, moment: datetime, days: int, unit: str) -> datetime:
        """Return the end of work on the ``days``-th working day after the day of ``moment``.

        That day itself does not count, at whatever hour it came; half a day counts as one.

        Raises:
            ValueError: ``moment`` has no zone, or ``days`` is not at least 1.
            NeverOpen: The table has no hours for the unit from then on.
        """
        day = self._day_of(moment, unit)
        if days < 1:
            raise ValueError(f"{days} is no number of working days")
        for _ in range(days):
            day = self._working_day_from(day + DAY, unit)
        return self._spans_on(day, unit)[-1][1]

    def _working_day_from(self, day: date, unit: str) -> date:
        for ahead in range(LOOK_AHEAD):
            if self._spans_on(day + ahead * DAY, unit):
                return day + ahead * DAY
        raise NeverOpen(f"content/hours.yml gives unit {unit!r} no hours after {day}")

    def _spans_after(self, moment: datetime, unit: str) -> Iterator[Span]:
        """Yield the stretches of work that end after ``moment``, the first one cut at it."""
        moment, day = moment.astimezone(UTC), self._day_of(moment, unit)
        while True:
            day = self._working_day_from(day, unit)
            yield from (
                (max(start, moment), end)
                for start, end in self._spans_on(day, unit)
                if end > moment
            )
            day += DAY

    def _spans_on(self, day: date, unit: str) -> tuple[Span, ...]:
        known = self._spans.get((day, unit))
        if known is None:
            zone = self._table.zone_of_unit(unit).tz
            known = tuple(
                (
                    datetime.combine(day, period.start, zone).astimezone(UTC),
                    datetime.combine(day, period.end, zone).astimezone(UTC),
                )
                for period in self._table.periods_on(day, unit)
            )
            self._spans[day, unit] = known
        return known

    def _day_of(self, moment: datetime, unit: str) -> date:
        if moment.tzinfo is None:
            raise ValueError(f"{moment} has no zone")
        return moment.astimezone(self._table.zone_of_unit(unit).tz).date()
