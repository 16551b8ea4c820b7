"""Reads ``hours.yml``: weeks, seasons, single days, units and zones. Every problem has a line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from service.calendar import WEEKDAYS, Zone
from service.content.entries import Entry, Problems, read_entries
from service.content.hours_text import Decided, with_decided
from service.hours.timetable import DayEntry, Period, Periods, Season, Timetable, UnitHours, Week

ORDINARY = "biasa"
CLOSED = "tutup"
NO_WEEK: Week = ((),) * 7


@dataclass(frozen=True)
class KnownNames:
    """What the file may name; None where that is not to be checked."""

    sources: Collection[str] | None = None
    units: Collection[str] | None = None
    provinces: Collection[str] | None = None


def read_timetable(
    folder: Path,
    problems: Problems,
    known: KnownNames | None = None,
    decided: Sequence[Decided] = (),
) -> Timetable:
    """Read the table of hours; a file with problems gives one that nobody must count by.

    Args:
        decided: What was decided at the desk; the lines of problems are those of ``exported``.
    """
    path, known = folder / "hours.yml", known or KnownNames()
    text = with_decided(path.read_text("utf-8"), decided) if decided and path.exists() else None

    def entries(section: str) -> list[Entry]:
        return read_entries(path, section, problems, text)

    weeks = {
        entry.text("id", problems): _week(entry, known, problems) for entry in entries("weeks")
    }
    if not any(weeks.get(ORDINARY, NO_WEEK)):
        problems.add(path, 1, f"weeks has no {ORDINARY!r} with hours")
    return Timetable(
        ordinary=weeks.get(ORDINARY, NO_WEEK),
        seasons=_seasons(entries("seasons"), weeks, known, problems),
        days=_days(entries("days"), known, problems),
        units=_units(entries("units"), weeks, known, problems),
        provinces=_zones(entries("zones"), known, problems),
        weeks=weeks,
    )


def _week(entry: Entry, known: KnownNames, problems: Problems) -> Week:
    for key in entry.texts("sources", problems):
        _must_be_known(entry, "sources", key, known.sources, problems)
    names = [name.lower() for name in WEEKDAYS]
    for key in set(entry.values) - {"id", "sources", *names}:
        problems.add(entry.path, entry.line_of(key), f"{key!r} is no day of the week")
    return tuple(_periods(entry, name, entry.maybe_text(name) or "", problems) for name in names)


def _seasons(
    entries: list[Entry], weeks: Mapping[str, Week], known: KnownNames, problems: Problems
) -> tuple[Season, ...]:
    seasons: list[Season] = []
    for entry in entries:
        season = Season(
            name=entry.text("name", problems),
            first=entry.day("from", problems),
            last=entry.day("to", problems),
            week=weeks.get(_week_name(entry, weeks, problems), NO_WEEK),
            is_estimated=bool(entry.values.get("estimated")),
            unit=_unit_of(entry, known, problems),
        )
        entry.text("source", problems)
        if season.last < season.first:
            problems.add(entry.path, entry.line_of("to"), "to is before from")
        if any(s.unit == season.unit and _overlap(s, season) for s in seasons):
            problems.add(entry.path, entry.line, f"{season.name} overlaps with another season")
        seasons.append(season)
    return tuple(seasons)


def _overlap(one: Season, other: Season) -> bool:
    return one.first <= other.last and other.first <= one.last


def _days(entries: list[Entry], known: KnownNames, problems: Problems) -> tuple[DayEntry, ...]:
    days: list[DayEntry] = []
    for entry in entries:
        day = DayEntry(
            day=entry.day("date", problems),
            periods=_decided(entry, problems),
            reason=entry.text("reason", problems),
            source=entry.text("source", problems),
            unit=_unit_of(entry, known, problems),
        )
        if any((d.day, d.unit) == (day.day, day.unit) for d in days):
            problems.add(entry.path, entry.line, f"{day.day} is listed twice")
        days.append(day)
    return tuple(days)


def _decided(entry: Entry, problems: Problems) -> Periods | None:
    """Return a day's hours, empty when closed; None where its week tells them."""
    text = entry.text("hours", problems)
    if text == ORDINARY:
        return None
    return () if text == CLOSED else _periods(entry, "hours", text, problems)


def _units(
    entries: list[Entry], weeks: Mapping[str, Week], known: KnownNames, problems: Problems
) -> dict[str, UnitHours]:
    units = {}
    for entry in entries:
        unit = entry.text("id", problems)
        _must_be_known(entry, "id", unit, known.units, problems)
        week = weeks.get(_week_name(entry, weeks, problems)) if "week" in entry.values else None
        if week is not None and not any(week):
            problems.add(entry.path, entry.line_of("week"), f"{unit!r} would never be open")
        units[unit] = UnitHours(_zone(entry, "zone", problems), week)
    return units


def _zones(entries: list[Entry], known: KnownNames, problems: Problems) -> dict[str, Zone]:
    zones: dict[str, Zone] = {}
    for entry in entries:
        zone = _zone(entry, "name", problems)
        for province in entry.texts("provinces", problems):
            _must_be_known(entry, "provinces", province, known.provinces, problems)
            if zones.setdefault(province, zone) is not zone:
                problems.add(entry.path, entry.line, f"{province} has two zones")
    return zones


def _zone(entry: Entry, key: str, problems: Problems) -> Zone:
    text = entry.text(key, problems)
    if text in set(Zone):
        return Zone(text)
    problems.add(entry.path, entry.line_of(key), f"{text!r} is none of {', '.join(Zone)}")
    return Zone.WIB


def _week_name(entry: Entry, weeks: Mapping[str, Week], problems: Problems) -> str:
    name = entry.text("week", problems)
    _must_be_known(entry, "week", name, weeks, problems)
    return name


def _unit_of(entry: Entry, known: KnownNames, problems: Problems) -> str | None:
    unit = entry.maybe_text("unit")
    if unit is not None:
        _must_be_known(entry, "unit", unit, known.units, problems)
    return unit


def _must_be_known(
    entry: Entry, key: str, name: str, names: Collection[str] | None, problems: Problems
) -> None:
    if names is not None and name not in names:
        problems.add(entry.path, entry.line_of(key), f"{key}: {name!r} is not known")


def _periods(entry: Entry, key: str, text: str, problems: Problems) -> Periods:
    """Read "07.30-12.00, 13.00-16.00"; what does not follow in time is a problem."""
    try:
        found = tuple(_period(span) for span in text.split(",") if span.strip())
    except ValueError:
        problems.add(entry.path, entry.line_of(key), f"{text!r}: write 07.30-12.00, 13.00-16.00")
        return ()
    bounds = [bound for period in found for bound in (period.start, period.end)]
    if bounds != sorted(set(bounds)):
        problems.add(entry.path, entry.line_of(key), f"{text!r} does not follow in time")
    return found


def _period(span: str) -> Period:
    start, end = (time.fromisoformat(part.strip().replace(".", ":")) for part in span.split("-"))
    return Period(start, end)
