"""The figures as sheets, which page, CSV and workbook show alike; their words are a template's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.figures.messages import Messages
from service.figures.reading import Figures

Cell = str | int | date | None
Words = Mapping[str, Mapping[str, str]]  # of figure_words.html, by kind and key
MESSAGES = ("all", "conversations", "answered", "offered", "missed", "elsewhere", "to_people")


@dataclass(frozen=True)
class Sheet:
    """One table: ``columns`` are keys of its headings in ``figure_words.html``."""

    key: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets_of(
    figures: Figures, unit_name: Callable[[str], str], words: Words, now: datetime
) -> dict[str, Sheet]:
    """Return all sheets by key, in the order in which they are shown."""
    sheets = (
        _days(figures),
        _channels(figures, words["channel"]),
        _topics(figures),
        _units(figures, unit_name),
        _officers(figures, unit_name, words["duty"], now),
    )
    return {sheet.key: sheet for sheet in sheets}


def _days(figures: Figures) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (day, *_messages(of)) for day, of in figures.messages.by_day.items()
    ]
    return Sheet("days", ("day", *MESSAGES, "others"), tuple(rows))


def _channels(figures: Figures, names: Mapping[str, str]) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (names.get(key, key), *_messages(of)) for key, of in figures.messages.by_channel.items()
    ]
    return Sheet("channels", ("channel", *MESSAGES, "others"), tuple(rows))


def _messages(of: Messages) -> tuple[Cell, ...]:
    return (*(getattr(of, name) for name in MESSAGES), of.others)


def _topics(figures: Figures) -> Sheet:
    rows = (
        (one.title or one.topic, one.topic, one.answered, one.helpful, one.unhelpful)
        for one in figures.topics
    )
    return Sheet("topics", ("title", "topic", "shown", "helpful", "unhelpful"), tuple(rows))


def _units(figures: Figures, unit_name: Callable[[str], str]) -> Sheet:
    counts = ("opened", "closed", "open_now", "overdue_now", "rated", "good")
    rows = (
        (
            unit_name(one.unit),
            *(getattr(one, name) for name in counts),
            _minutes(one.median_wait),
            _minutes(one.long_wait),
        )
        for one in figures.units
    )
    return Sheet("units", ("unit", *counts, "median_wait", "long_wait"), tuple(rows))


def _officers(
    figures: Figures, unit_name: Callable[[str], str], duty: Mapping[str, str], now: datetime
) -> Sheet:
    rows = (
        (
            one.officer.name,
            unit_name(one.officer.unit),
            duty["on" if one.officer.is_available_at(now) else "off"],
            one.held_now,
            one.owed_now,
            one.answers,
            one.closed,
        )
        for one in figures.officers
    )
    columns = ("officer", "unit", "on_duty", "held_now", "owed_now", "answers", "closed")
    return Sheet("officers", columns, tuple(rows))


def _minutes(wait: timedelta | None) -> int | None:
    return None if wait is None else int(wait.total_seconds() // 60)
