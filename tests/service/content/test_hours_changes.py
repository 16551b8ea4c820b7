"""Hours that were decided at the desk: one text with the file's, read by one reader."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from doubles.clock import FrozenClock
from doubles.knowledge import CONTENT
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.content.entries import Problems
from service.content.following import REFRESH, Following
from service.content.hours_changes import decide, decided, exported, history, settle_with_file
from service.content.hours_table import read_timetable
from service.content.hours_text import Decided, entries_in, key_of, with_decided
from service.storage.database import Database

FILE = (CONTENT / "hours.yml").read_text("utf-8")
NEW_YEARS_EVE = {
    "date": "2026-12-31",
    "hours": "tutup",
    "reason": 'Malam "tahun" baru: # semua',
    "source": "Nota dinas {1}",
}
RAMADAN = {
    "name": "Ramadan 1448 H",
    "week": "ramadan",
    "from": "2027-02-08",
    "to": "2027-03-08",
    "source": "keputusan",
}


def change(section: str, entry: dict[str, object]) -> Decided:
    """Decide an entry."""
    return Decided(section, key_of(section, entry), entry)


DAY = change("days", {**NEW_YEARS_EVE})
SEASON = change("seasons", {**RAMADAN})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder of what is followed."""
    for name in ("units", "hours", "deadlines", "sources", "contacts", "offices"):
        shutil.copy(CONTENT / f"{name}.yml", tmp_path)
    return tmp_path


def test_what_is_decided_stands_in_the_text_and_every_other_line_stays() -> None:
    """The export is read by people: their comments are why a line is as it is."""
    text = with_decided(FILE, [DAY, SEASON])

    gone = set(FILE.split("\n")) - set(text.split("\n"))
    assert entries_in(text, "days") == {DAY.key: NEW_YEARS_EVE}
    assert entries_in(text, "seasons") == {SEASON.key: RAMADAN}
    assert {line.strip().split(":")[0] for line in gone} == {
        "- name",
        "week",
        "from",
        "to",
        "estimated",
        "source",
        "days",
    }


def test_the_text_comes_back_as_it_was_without_decisions() -> None:
    """An export of nothing must be no difference."""
    assert with_decided(FILE, []) == FILE
    assert with_decided(FILE, [Decided("days", DAY.key, None)]) == FILE


def test_a_second_decision_of_a_day_takes_the_place_of_the_first() -> None:
    """Two entries of one day would be no calendar."""
    other = change("days", {**NEW_YEARS_EVE, "hours": "07.30-12.00"})
    first = with_decided(FILE, [DAY])

    assert entries_in(with_decided(first, [other]), "days") == {DAY.key: other.entry}


def test_a_broken_file_stays_as_it_is() -> None:
    """What cannot be read is told by the reader, with its line."""
    assert with_decided("days: [", [DAY]) == "days: ["
    assert entries_in("days: [", "days") == {}


def test_the_one_reader_reads_both(folder: Path) -> None:
    """No other code may know what a decided day is."""
    problems = Problems()
    own = [
        change("weeks", {"id": "khusus-humas", "senin": "08.00-12.00"}),
        change("units", {"id": "humas", "zone": "WITA", "week": "khusus-humas", "source": "x"}),
    ]

    table = read_timetable(folder, problems, decided=[DAY, SEASON, *own])

    assert problems.lines == []
    assert table.periods_on(date(2026, 12, 31), "ppid") == ()
    assert table.seasons[0].last == date(2027, 3, 8)
    assert not table.seasons[0].is_estimated
    assert table.zone_of_unit("humas") is Zone.WITA
    assert table.periods_on(date(2026, 12, 1), "humas") == ()  # a Tuesday
    assert len(table.periods_on(date(2026, 12, 7), "humas")) == 1


def test_the_newest_decision_of_a_key_holds_and_all_are_history(
    database: Database, clock: FrozenClock
) -> None:
    """Who closed a day, and who opened it again, is asked months later."""
    other = change("days", {**NEW_YEARS_EVE, "hours": "biasa"})
    with database.write() as session:
        decide(session, [DAY], None, clock())
        decide(session, [other, SEASON], None, clock())
        decide(session, [Decided("seasons", SEASON.key, None)], None, clock())

    with database.read() as session:
        holds, past = decided(session), history(session)

    assert holds == (other,)
    assert [one.what for one in past] == [
        Decided("seasons", SEASON.key, None),
        SEASON,
        other,
        DAY,
    ]


def test_a_process_follows_what_was_decided(
    database: Database, clock: FrozenClock, folder: Path
) -> None:
    """A citizen must not be promised a day that was closed a minute ago."""
    seconds = [0.0]
    following = Following(database, folder, clock, lambda: seconds[0])
    following.look()
    before = following.newest().desk_hours.hours.table
    with database.write() as session:
        decide(session, [DAY], None, clock())
    seconds[0] += REFRESH

    following.look()

    after = following.newest().desk_hours.hours.table
    assert len(before.periods_on(date(2026, 12, 31), "humas")) == 2
    assert after.periods_on(date(2026, 12, 31), "humas") == ()


def test_what_was_brought_into_the_file_is_the_files(
    database: Database, clock: FrozenClock, folder: Path
) -> None:
    """After an export and a load a later edit of the file must count again."""
    with database.write() as session:
        decide(session, [DAY, SEASON], None, clock())
        text = exported(session, folder)
    (folder / "hours.yml").write_text(text, "utf-8")

    with database.write() as session:
        other = settle_with_file(session, folder, clock())
        left = decided(session)

    assert (other, left) == ([], ())
    assert read_desk_hours(folder).hours.table.days[0].periods == ()


def test_what_the_file_says_otherwise_is_named_and_the_desks_stands(
    database: Database, clock: FrozenClock, folder: Path
) -> None:
    """An older file must not open quietly what somebody closed for a reason."""
    with database.write() as session:
        decide(session, [DAY, SEASON], None, clock())

        other = settle_with_file(session, folder, clock())

        assert other == [f"seasons: {SEASON.key}"]
        assert decided(session) == (DAY, SEASON)
