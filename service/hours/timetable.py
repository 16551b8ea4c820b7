"""The table of working hours: weeks, seasons, single days, units. Made by ``service.content``.

A day's hours are what the first of these says: an entry for that day, a holiday or joint leave,
the season, the ordinary week. An entry for a unit goes before one for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property

from service.calendar import Zone
from service.hours.public_holidays import Holiday, holidays_of


@dataclass(frozen=True)
class Period:
    """A stretch of work in local time, from ``start`` up to and without ``end``."""

    start: time
    end: time


Periods = tuple[Period, ...]
Week = tuple[Periods, ...]  # seven days, Monday first; a day without work is empty


@dataclass(frozen=True)
class Season:
    """Days with a week of their own, such as Ramadan; ``first`` and ``last`` belong to it."""

    name: str
    first: date
    last: date
    week: Week
    is_estimated: bool = False
    unit: str | None = None


@dataclass(frozen=True)
class DayEntry:
    """A single day as people decided it.

    Attributes:
        periods: Its hours, empty when closed; None: a working day after all, with the hours that
            its week gives it.
    """

    day: date
    periods: Periods | None
    reason: str
    source: str
    unit: str | None = None


@dataclass(frozen=True)
class UnitHours:
    """A unit's own zone, and its own ordinary week where it has one."""

    zone: Zone
    week: Week | None = None


@dataclass(frozen=True)
class Timetable:
    """All of it; a unit that ``units`` does not name works as all do."""

    ordinary: Week
    seasons: tuple[Season, ...] = ()
    days: tuple[DayEntry, ...] = ()
    units: Mapping[str, UnitHours] | None = None
    zone: Zone = Zone.WIB
    provinces: Mapping[str, Zone] | None = None
    holidays: Callable[[int], Mapping[date, Holiday]] = holidays_of
    weeks: Mapping[str, Week] | None = None  # by name, for who chooses one

    def zone_of_unit(self, unit: str) -> Zone:
        """Return the zone whose clock a unit works by."""
        own = (self.units or {}).get(unit)
        return own.zone if own else self.zone

    def zone_of_province(self, province: str | None) -> Zone:
        """Return the zone of a province by its name in ``offices.yml``; WIB for an unknown one."""
        return (self.provinces or {}).get(province or "", Zone.WIB)

    def periods_on(self, day: date, unit: str) -> Periods:
        """Return the stretches of work on a day of the unit's zone, in their order."""
        entry = self.entry_for(day, unit)
        if entry is not None and entry.periods is not None:
            return entry.periods
        if entry is None and day in self.holidays(day.year):
            return ()
        return self._week_on(day, unit)[day.weekday()]

    def week_of_unit(self, unit: str) -> Week:
        """Return a unit's week outside of all seasons."""
        own = (self.units or {}).get(unit)
        return own.week if own and own.week else self.ordinary

    def entry_on(self, day: date) -> DayEntry | None:
        """Return what people decided of a day for all units."""
        return self._entries.get((day, None))

    def entry_for(self, day: date, unit: str) -> DayEntry | None:
        """Return what people decided of a day: for the unit, else for all."""
        return self._entries.get((day, unit)) or self._entries.get((day, None))

    def season_on(self, day: date, unit: str) -> Season | None:
        """Return the season of a day: the unit's own, else that of all."""
        return _season_on(self.seasons, day, unit) or _season_on(self.seasons, day, None)

    @cached_property
    def _entries(self) -> dict[tuple[date, str | None], DayEntry]:
        return {(entry.day, entry.unit): entry for entry in self.days}

    def _week_on(self, day: date, unit: str) -> Week:
        season = self.season_on(day, unit)
        if season is not None:
            return season.week
        return self.week_of_unit(unit)


def _season_on(seasons: Sequence[Season], day: date, unit: str | None) -> Season | None:
    fits = (s for s in seasons if s.unit == unit and s.first <= day <= s.last)
    return next(fits, None)
