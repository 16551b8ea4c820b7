"""What of the days ahead is not settled yet, so that somebody looks before citizens are misled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from service.hours.public_holidays import FEAST_AFTER_FASTING
from service.hours.timetable import Timetable

HORIZON = timedelta(days=60)
FASTING = timedelta(days=30)  # a month of fasting has 29 or 30 days, and ends with the feast


class Question(StrEnum):
    """What of a day is not settled."""

    HOLIDAY = "holiday"  # on which day it is
    SEASON = "season"  # from when to when
    FASTING = "fasting"  # the hours of the month before the feast
    JOINT_LEAVE = "joint_leave"  # whether a year has any


@dataclass(frozen=True)
class Unsettled:
    """A day that may still move, or a list that is not there yet.

    Attributes:
        day: The day itself, or the first of what is missing.
        what: For maintainers, with where to settle it.
        name: Of the holiday or the season; "" where there is none yet.
    """

    day: date
    question: Question
    what: str
    name: str = ""


def unsettled(table: Timetable, today: date) -> list[Unsettled]:
    """Return what is not settled of the next 60 days, and next year's joint leave if missing."""
    last = today + HORIZON
    found = [
        *_estimated_holidays(table, today, last),
        *_estimated_seasons(table, today, last),
        *_fasting_without_season(table, today, last),
        *_missing_joint_leave(table, today.year + 1),
    ]
    return sorted(found, key=lambda one: one.day)


def _estimated_holidays(table: Timetable, today: date, last: date) -> Iterator[Unsettled]:
    for year in range(today.year, last.year + 1):
        for day, holiday in table.holidays(year).items():
            is_open_question = holiday.is_estimated and table.entry_on(day) is None
            if today <= day <= last and is_open_question:
                what = f"{holiday.name}: confirm or move it in hours.yml (days)"
                yield Unsettled(day, Question.HOLIDAY, what, holiday.name)


def _estimated_seasons(table: Timetable, today: date, last: date) -> Iterator[Unsettled]:
    for season in table.seasons:
        if season.is_estimated and season.first <= last and season.last >= today:
            what = f"{season.name} is estimated: settle its days in hours.yml (seasons)"
            yield Unsettled(season.first, Question.SEASON, what, season.name)


def _fasting_without_season(table: Timetable, today: date, last: date) -> Iterator[Unsettled]:
    seasons = [season for season in table.seasons if season.unit is None]
    for year in range(today.year, (last + FASTING).year + 1):
        for feast, holiday in table.holidays(year).items():
            first, eve = feast - FASTING, feast - timedelta(days=1)
            is_ahead = first <= last and eve >= today
            is_feast = holiday.name.startswith(FEAST_AFTER_FASTING) and is_ahead
            if is_feast and not any(s.first <= eve and s.last >= first for s in seasons):
                what = f"no season for the fasting before {feast} in hours.yml"
                yield Unsettled(first, Question.FASTING, what)


def _missing_joint_leave(table: Timetable, year: int) -> Iterator[Unsettled]:
    known = table.holidays(year).values()
    if any(holiday.is_joint_leave for holiday in known):
        return
    first = date(year, 1, 1)
    if not any(entry.day.year == year and entry.periods == () for entry in table.days):
        what = f"joint leave of {year} is not known: update holidays, or hours.yml"
        yield Unsettled(first, Question.JOINT_LEAVE, what)
