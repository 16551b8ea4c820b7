"""``hours.yml`` and ``deadlines.yml``: what is ours, and what of a broken one is told."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.calendar import Zone
from service.content.deadline_rules import read_deadlines
from service.content.desk_hours import read_desk_hours
from service.content.entries import Problems
from service.content.hours_table import KnownNames, read_timetable
from service.errors import ContentInvalid
from service.hours.counting import WorkingHours
from service.hours.outlook import unsettled
from service.hours.timetable import Timetable
from service.paths import ROOT

CONTENT = ROOT / "content"
WEEK = "weeks:\n  - {id: biasa, senin: 07.30-12.00}\n"


def table_of(folder: Path, text: str) -> tuple[Timetable, list[str]]:
    """Read a table, with what is wrong with it."""
    (folder / "hours.yml").write_text(text)
    problems = Problems()
    names = KnownNames(sources=(), units=("humas",), provinces=("Bali",))
    table = read_timetable(folder, problems, names)
    return table, [line.partition("hours.yml:")[2] for line in problems.lines]


def whole(**lists: str) -> str:
    """Return a table's text, with some of its lists filled."""
    named = {"seasons": "[]", "days": "[]", "units": "[]", "zones": "[]", **lists}
    return WEEK + "".join(f"{name}: {text}\n" for name, text in named.items())


@pytest.mark.parametrize(
    ("monday", "hours"),
    [(datetime(2026, 11, 9, tzinfo=UTC), 37.5), (datetime(2027, 2, 15, tzinfo=UTC), 32.5)],
    ids=["ordinary", "fasting"],
)
def test_our_weeks_are_as_long_as_the_law_says(monday: datetime, hours: float) -> None:
    """Officers are at work as long as everybody in the state's service."""
    counted = read_desk_hours(CONTENT).hours.working_time_between(
        monday, monday + timedelta(days=7), "humas"
    )

    assert counted == timedelta(hours=hours)


def test_our_zones_name_every_province_that_is_not_on_jakartas_clock() -> None:
    """Who lives in Merauke and reads Jakarta's time comes two hours too late."""
    desk = read_desk_hours(CONTENT)
    zones = list((desk.hours.table.provinces or {}).values())

    assert (zones.count(Zone.WITA), zones.count(Zone.WIT)) == (12, 8)
    assert desk.zone_of("Papua Selatan") is Zone.WIT
    assert desk.zone_of("DKI Jakarta") is Zone.WIB


def test_our_rights_have_a_law_and_the_rest_is_never_told() -> None:
    """A target of the desk that is told as a right becomes a complaint."""
    rules = {rule.kind: rule for rule in read_desk_hours(CONTENT).rules}
    rights = {kind: (r.working_days, r.extension_days) for kind, r in rules.items() if r.is_right}

    assert rights == {
        "information_request": (10, 7),
        "objection": (30, None),
        "wbs_complaint": (30, None),
    }
    assert not rules["question"].is_right


def test_the_fast_of_2027_is_told_as_an_estimate() -> None:
    """Its days are decided shortly before, and somebody must look."""
    told = unsettled(read_desk_hours(CONTENT).hours.table, date(2026, 12, 20))

    assert [str(one.day) for one in told] == ["2027-02-08"]


def test_half_days_closed_days_and_work_on_a_holiday_are_read(tmp_path: Path) -> None:
    """What people decide of a day goes before the package of holidays."""
    days = """
  - {date: 2026-12-21, hours: 07.30-09.00, reason: Rapat, source: Nota}
  - {date: 2026-12-28, hours: tutup, reason: Cuti, source: SKB}
  - {date: 2026-08-17, hours: biasa, reason: Piket, source: Nota, unit: humas}"""

    table, problems = table_of(tmp_path, whole(days=days))

    assert problems == []
    lengths = [len(table.periods_on(entry.day, "humas")) for entry in table.days]
    assert lengths == [1, 0, 1]
    assert table.periods_on(date(2026, 8, 17), "ppid") == ()
    assert WorkingHours(table).is_open(datetime(2026, 12, 21, 1, tzinfo=UTC), "ppid")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (whole(days="[{date: 2026-12-28, hours: tutup, source: SKB}]"), "reason is missing"),
        (whole(days="[{date: 2026-12-28, hours: pagi, reason: a, source: b}]"), "write 07.30"),
        (whole(days="[{date: 2026-12-28, hours: 09.00-08.00, reason: a, source: b}]"), "follow"),
        (whole(units="[{id: humas, zone: GMT}]"), "none of WIB"),
        (whole(units="[{id: lain, zone: WIB}]"), "'lain' is not known"),
        (whole(units="[{id: humas, zone: WIB, week: sepi}]").replace(
            "seasons", "  - {id: sepi}\nseasons", 1), "would never be open"),
        (whole(zones="[{name: WITA, provinces: [Atlantis]}]"), "'Atlantis' is not known"),
        (whole(seasons="[{name: a, week: lain, from: 2027-02-08, to: 2027-03-09, source: b}]"),
         "'lain' is not known"),
        (whole(seasons="[{name: a, week: biasa, from: 2027-02-08, to: 2027-02-07, source: b}]"),
         "to is before from"),
        (whole().replace("senin", "monday"), "no day of the week"),
        ("weeks: []\nseasons: []\ndays: []\nunits: []\nzones: []\n", "'biasa' with hours"),
    ],
)  # fmt: skip
def test_a_broken_table_names_the_line(tmp_path: Path, text: str, told: str) -> None:
    """An editor who mistypes an hour must not close the desk for a day."""
    _, problems = table_of(tmp_path, text)

    assert any(told in line for line in problems), problems
    assert all(line.split(":")[0].isdigit() for line in problems)


def test_a_day_or_a_season_twice_is_refused(tmp_path: Path) -> None:
    """Which of two entries counts would be an accident."""
    day = "{date: 2026-12-28, hours: tutup, reason: a, source: b}"
    season = "{name: a, week: biasa, from: 2027-02-08, to: 2027-03-09, source: b}"

    _, problems = table_of(
        tmp_path, whole(days=f"[{day}, {day}]", seasons=f"[{season}, {season}]")
    )

    assert [line.partition(": ")[2] for line in problems] == [
        "a overlaps with another season",
        "2026-12-28 is listed twice",
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("law: UU 1, working_days: 3", "needs its sources"),
        ("law: UU 1, sources: [a], working_hours: 3", "needs working_days"),
        ("working_days: 2.5", "whole number"),
        ("working_days: 2, working_hours: 3", "either"),
        ("working_hours: 0", "more than 0"),
        ("working_hours: -4", "more than 0"),
        ("working_hours: 4, remind_hours: -1", "more than 0"),
        ("topics: [gone]", "no article 'gone'"),
        ("law: UU 1, sources: [nobody], working_days: 3", "no 'nobody' better than D"),
    ],
)
def test_a_right_without_its_source_is_refused(tmp_path: Path, line: str, told: str) -> None:
    """What has no source is not promised to anybody."""
    text = f"deadlines:\n  - {{kind: question, name: a, {line}}}\n"
    (tmp_path / "deadlines.yml").write_text(text)
    problems = Problems()

    read_deadlines(tmp_path, problems, {}, ())

    assert any(told in found for found in problems.lines), problems.lines


def test_a_folder_without_hours_is_told(tmp_path: Path) -> None:
    """A process that starts without hours would promise nonsense."""
    shutil.copy(CONTENT / "deadlines.yml", tmp_path)

    with pytest.raises(ContentInvalid, match=r"hours\.yml"):
        read_desk_hours(tmp_path)
