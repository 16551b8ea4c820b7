"""What each day is, and why, as the calendar shows it."""

from datetime import date

import pytest

from doubles.knowledge import CONTENT
from service.content.desk_hours import read_desk_hours
from service.content.hours_text import Decided
from service.hours.days import Kind, day_of, days_from

DAY = {"date": "2026-12-10", "hours": "07.30-12.00", "reason": "Kantor banjir", "source": "x"}
TABLE = read_desk_hours(CONTENT, [Decided("days", ":2026-12-10", DAY)]).hours.table


@pytest.mark.parametrize(
    ("day", "kind", "name", "spans"),
    [
        (date(2026, 12, 8), Kind.ORDINARY, "", 2),
        (date(2026, 12, 5), Kind.FREE, "", 0),
        (date(2026, 12, 24), Kind.JOINT_LEAVE, "Cuti Bersama Hari Raya Natal", 0),
        (date(2026, 12, 25), Kind.HOLIDAY, "Hari Raya Natal", 0),
        (date(2027, 2, 8), Kind.SEASON, "Ramadan 1448 H", 2),
        (date(2027, 2, 13), Kind.FREE, "", 0),  # a Saturday within it
        (date(2026, 12, 10), Kind.DECIDED, "Kantor banjir", 1),
    ],
)
def test_each_day_says_why_it_is_what_it_is(day: date, kind: Kind, name: str, spans: int) -> None:
    """Whoever finds the office closed finds the reason too."""
    found = day_of(TABLE, "humas", day)

    assert (found.kind, found.name, len(found.periods)) == (kind, name, spans)


def test_days_follow_each_other() -> None:
    """No day is left out over the end of a year."""
    days = [one.day for one in days_from(TABLE, "humas", date(2026, 12, 30), 4)]

    assert days == [
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 2),
    ]
