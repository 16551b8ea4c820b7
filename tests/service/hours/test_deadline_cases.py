"""Deadlines and working time in ``deadlines.tsv``, judged apart from the code that counts.

How they were made, before the code ran on any: 69 questions (``hand``) were written one by one and
answered by reasoning, which the last column tells. The others (``minutes``) were laid out by kind
(Friday, fasting, joint leave, New Year, zones, half days, breaks, borders of seasons, days added
later) and answered by ``oracle``, which counts minutes over days typed out of the law. The oracle
gave the same answer to all 69. Against the code two of the others differed at first: the oracle's
list had left out holidays on a Saturday, on which one unit works; the list was mended.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from service.calendar import Zone
from service.hours.counting import WorkingHours
from tests.service.hours import oracle
from tests.service.hours.tables import TABLE, hours_with

LINES = Path(__file__).with_name("deadlines.tsv").read_text(encoding="utf-8").splitlines()
CASES = [line.split("\t") for line in LINES[2:]]
HAND = 69


def counted(ask: str, unit: str, start: str, amount: str, closed_later: str) -> str:
    """Answer a case by the code, in the words of the table."""
    hours = hours_with() if closed_later == "-" else hours_with(closed_later.split(","))
    at, zone = _read(start), TABLE.zone_of_unit(unit)
    if ask == "open":
        return "yes" if hours.is_open(at, unit) else "no"
    if ask == "between":
        return f"{hours.working_time_between(at, _read(amount), unit) // timedelta(minutes=1)}m"
    return _words(_end(hours, ask, unit, at, amount), zone)


def _end(hours: WorkingHours, ask: str, unit: str, at: datetime, amount: str) -> datetime:
    if ask == "opening":
        return hours.next_opening(at, unit)
    if ask == "days":
        return hours.add_working_days(at, int(amount), unit)
    return hours.add_working_time(at, timedelta(minutes=int(amount.removesuffix("m"))), unit)


def _read(text: str) -> datetime:
    moment, _, zone = text.rpartition(" ")
    return datetime.strptime(moment, "%Y-%m-%d %H.%M").replace(tzinfo=Zone(zone).tz)


def _words(moment: datetime, zone: Zone) -> str:
    assert moment.tzinfo is UTC
    return f"{moment.astimezone(zone.tz):%Y-%m-%d %H.%M} {zone}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:5]))
def test_working_time_is_counted_as_the_law_says(case: list[str]) -> None:
    """A deadline told wrongly costs a citizen their right, or an officer their word."""
    *question, expected, _, reason = case

    assert counted(*question) == expected, reason


@pytest.mark.parametrize("case", CASES[::7], ids=lambda case: " ".join(case[:5]))
def test_the_table_is_what_a_look_at_every_minute_gives(case: list[str]) -> None:
    """Who changes a line of the table by hand must not make the code right by it."""
    *question, expected, _, _ = case

    assert oracle.answer(*question) == expected


def test_the_table_holds_what_it_promises() -> None:
    """Fewer cases would measure less than the documents say."""
    by_hand = [case for case in CASES if case[6] == "hand"]

    assert len(by_hand) == HAND
    assert len(CASES) >= 500
    assert len({tuple(case[:5]) for case in CASES}) == len(CASES)
