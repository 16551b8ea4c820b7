"""Deadlines of each kind of request, worked out on a calendar by hand before the code ran on them.

Each line: kind (``+``: put off once), unit, when it came, its deadline in the unit's own zone, and
how that was counted. The hours are those of ``tables``, the kinds those of ``content``.
"""

from datetime import datetime

import pytest

from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.hours.deadlines import rule_of_kind
from service.paths import ROOT
from tests.service.hours.tables import TABLE, hours_with

RULES = read_desk_hours(ROOT / "content").rules
KINDS = {"I": "information_request", "O": "objection", "W": "wbs_complaint", "Q": "question"}
CASES = """
I  humas  2026-02-02 09.00 WIB | 2026-02-18 16.00 | 3-6, 9-13, 18: joint leave and Imlek left out, the day before fasting
I  humas  2026-02-06 18.00 WIB | 2026-02-24 15.00 | Friday evening: 9-13, 18, 19, 20, 23, 24 ends with a fasting day
I  humas  2026-02-17 10.00 WIB | 2026-03-03 15.00 | Imlek itself: 18-20, 23-27, 2, 3
I  humas  2026-03-06 15.29 WIB | 2026-03-27 16.30 | a minute before closing: 9-13, 16, 17, 25-27, an ordinary Friday again
I  humas  2026-03-12 08.00 WIB | 2026-04-02 16.00 | 13, 16, 17, 25-27, 30, 31, 1, 2
I  humas  2026-03-21 12.00 WIB | 2026-04-08 16.00 | the feast: 25-27, 30-2, Good Friday left out, 6-8
I  humas  2026-03-27 09.00 WIB | 2026-04-11 12.00 | 30-2, 6-10, and the Saturday worked till noon is the tenth
I  humas  2026-03-30 09.00 WIB | 2026-04-13 16.00 | 31, 1, 2, 6-10, Saturday 11, 13
I  humas  2026-03-31 16.00 WIB | 2026-04-14 16.00 | at closing: 1, 2, 6-10, 11, 13, 14
I  humas  2026-04-01 09.00 WIB | 2026-04-15 16.00 | 2, 6-10, 11, 13-15
I  humas  2026-04-20 10.00 WIB | 2026-05-05 16.00 | 21-24, 27-30, Labour Day left out, 4, 5
I  humas  2026-04-30 17.00 WIB | 2026-05-19 16.00 | 4-8, 11-13, Ascension and joint leave, 18, 19
I  humas  2026-05-15 11.00 WIB | 2026-06-03 16.00 | on joint leave: 18-22, 25, 26, 29, 2, 3
I  humas  2026-06-08 09.00 WIB | 2026-06-23 16.00 | 9-12, 15, 17-19, 22, 23
I  papua  2026-06-08 09.00 WIT | 2026-06-24 16.00 | the same, but this unit is closed on 22 June
I  humas  2026-07-30 16.29 WIB | 2026-08-13 16.00 | after closing on a Thursday: 31, 3-7, 10-13
I  humas  2026-07-31 16.30 WIB | 2026-08-14 11.30 | 3-7, 10-14: the tenth is half a day
I  humas  2026-08-03 09.00 WIB | 2026-08-18 16.00 | 4-7, 10-14, Independence Day left out, 18
I  humas  2026-08-24 09.00 WIB | 2026-09-08 16.00 | Maulid left out: 26-28, 31-4, 7, 8
I  humas  2026-11-27 20.00 WIB | 2026-12-11 16.30 | Friday evening: 30-4, 7-11
I  humas  2026-11-28 12.00 WIB | 2026-12-11 16.30 | Saturday: as on Friday
I  humas  2026-12-14 09.00 WIB | 2026-12-30 16.00 | 15-18, 21-23, joint leave and Christmas, 28-30
I  humas  2026-12-15 09.00 WIB | 2026-12-31 12.00 | 16-18, 21-23, 28-31: New Year's Eve is half a day
I  diklat 2026-12-15 09.00 WIB | 2026-12-28 16.00 | works 19, 24 and 26: 16-18, 19, 21-23, 24, 26, 28
I  humas  2026-12-16 10.00 WIB | 2027-01-04 16.00 | 17, 18, 21-23, 28-31, 4
I  humas  2026-12-17 10.00 WIB | 2027-01-06 16.00 | 18, 21-23, 28-31, 4, Isra Mikraj left out, 6
I  papua  2026-11-30 22.30 WIB | 2026-12-15 16.00 | there it is Tuesday: 2-4, 7-11, 14, 15
I  humas  2026-11-30 22.30 WIB | 2026-12-14 16.00 | here it is Monday still: 1-4, 7-11, 14
I  bali   2026-11-30 22.59 WIB | 2026-12-14 16.00 | the last minute of Monday there
I  bali   2026-11-30 23.00 WIB | 2026-12-15 16.00 | midnight there: Tuesday does not count
I+ humas  2026-02-02 09.00 WIB | 2026-02-27 15.30 | from 18 February: 19, 20, 23-27, a fasting Friday
I+ humas  2026-03-12 08.00 WIB | 2026-04-13 16.00 | from 2 April: 6-10, 11, 13
I+ humas  2026-04-30 17.00 WIB | 2026-06-02 16.00 | from 19 May: 20-22, 25, 26, 29, 2
I+ humas  2026-07-31 16.30 WIB | 2026-08-27 16.00 | from 14 August: 18-21, 24, 26, 27
I+ humas  2026-11-27 20.00 WIB | 2026-12-22 16.00 | from 11 December: 14-18, 21, 22
I+ humas  2026-12-14 09.00 WIB | 2027-01-12 16.00 | from 30 December: 31, 4, 6-8, 11, 12
O  humas  2026-01-01 12.00 WIB | 2026-02-13 16.30 | New Year: 2, 5-9, 12-15, 19-23, 26-30, 2-6, 9-13
O  humas  2026-01-05 09.00 WIB | 2026-02-19 15.00 | 28 up to 13 February, 18, and the first fasting day
O  humas  2026-02-18 15.59 WIB | 2026-04-09 16.00 | the eve of fasting: 19 up to 17 March, 22 up to 27, 26 up to 2 April, 6-9
O  humas  2026-02-19 09.00 WIB | 2026-04-10 16.30 | one working day later, a Friday
O  humas  2026-02-20 16.00 WIB | 2026-04-11 12.00 | another one: the Saturday worked till noon
O  humas  2026-02-23 09.00 WIB | 2026-04-13 16.00 | and another
O  humas  2026-04-13 09.00 WIB | 2026-06-02 16.00 | 13 up to 30 April, 21 up to 13 May, 28 up to 26, 29, 2 June
O  humas  2026-05-27 10.00 WIB | 2026-07-13 16.00 | Idul Adha: 29, then 14 up to 19 June, 21 up to 30, 29 up to 10 July, 13
O  humas  2026-07-01 09.00 WIB | 2026-08-12 16.00 | 22 in July, 3-7, 10-12
O  humas  2026-07-03 16.29 WIB | 2026-08-14 11.30 | a minute before Friday's end: six weeks, the last day a half
O  humas  2026-11-16 09.00 WIB | 2026-12-30 16.00 | 27 up to 23 December, 28-30
O  humas  2026-11-17 09.00 WIB | 2026-12-31 12.00 | one later: New Year's Eve
O  papua  2026-11-17 09.00 WIT | 2026-12-31 12.00 | the same by the clock of that zone
W  humas  2026-11-13 17.00 WIB | 2026-12-29 16.00 | Friday evening: 25 up to 18 December, 21-23, 28, 29
W  humas  2026-11-18 09.00 WIB | 2027-01-04 16.00 | 29 up to 31 December, and the first day of the year
W  humas  2026-11-28 09.00 WIB | 2027-01-14 16.00 | 18 up to 23 December, 22 up to 31, 4, 6-8, 11-14
Q  humas  2026-11-27 16.29 WIB | 2026-11-30 11.29 | a minute of Friday, 239 on Monday
Q  humas  2026-11-27 10.00 WIB | 2026-11-27 15.30 | 1.5 hours before Friday's break, 2.5 after
Q  humas  2026-11-27 12.00 WIB | 2026-11-30 08.00 | in Friday's break: 3.5 hours, half an hour on Monday
Q  humas  2026-02-18 15.00 WIB | 2026-02-19 11.00 | an hour, then from 08.00 of the first fasting day
Q  humas  2026-02-20 11.00 WIB | 2026-02-23 08.30 | fasting Friday: half an hour, three, half an hour on Monday
Q  humas  2026-03-17 14.00 WIB | 2026-03-25 10.30 | an hour, then after Nyepi and the feast from 07.30
Q  humas  2026-08-14 10.30 WIB | 2026-08-18 10.30 | an hour of the half day, three on Tuesday
Q  humas  2026-12-30 15.00 WIB | 2026-12-31 10.30 | an hour, three of the half day
Q  humas  2026-12-31 11.00 WIB | 2027-01-04 10.30 | an hour of the half day, three next year
Q  bali   2026-11-30 11.00 WIB | 2026-12-01 08.30 | noon there: three hours after the break, one on Tuesday
Q  papua  2026-11-30 07.29 WIB | 2026-11-30 14.29 | 09.29 there: 151 minutes before the break, 89 after
"""  # noqa: E501
LINES = CASES.strip().splitlines()


@pytest.mark.parametrize("line", LINES)
def test_each_kind_of_request_ends_when_a_calendar_says(line: str) -> None:
    """A right of so many working days is lost or kept by one day counted wrongly."""
    asked, expected, reason = (part.strip() for part in line.split("|"))
    kind, unit, day, clock, zone = asked.split()
    came = datetime.strptime(f"{day} {clock}", "%Y-%m-%d %H.%M").replace(tzinfo=Zone(zone).tz)
    rule = rule_of_kind(RULES, KINDS[kind[0]])
    count = rule.extended if kind.endswith("+") else rule.deadline

    ends = count(came, unit, hours_with())

    assert ends is not None
    local = ends.astimezone(TABLE.zone_of_unit(unit).tz)
    assert f"{local:%Y-%m-%d %H.%M}" == expected, reason
