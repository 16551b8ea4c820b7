"""What is filled in for a ticket."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from doubles.knowledge import CONTENT
from service.canned.places import Place
from service.canned.values import values_for, week_in_words
from service.content.desk_hours import read_desk_hours
from service.hours.timetable import Period
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
TUESDAY = date(2026, 11, 24)


def test_the_week_is_told_by_days_that_are_alike() -> None:
    """As one would write it on a door; the break at noon is not told."""
    assert week_in_words(DESK.hours.table, "humas", TUESDAY) == (
        "Senin-Kamis 07.30-16.00, Jumat 07.30-16.30 WIB"
    )


def test_a_season_has_its_own_week_and_a_holiday_none() -> None:
    """In Ramadan the desk closes earlier; one free Wednesday changes no week."""
    ramadan = week_in_words(DESK.hours.table, "humas", date(2027, 2, 16))
    christmas = week_in_words(DESK.hours.table, "humas", date(2026, 12, 25))

    assert ramadan == "Senin-Kamis 08.00-15.00, Jumat 08.00-15.30 WIB"
    assert christmas.startswith("Senin-Kamis 07.30")


def test_days_apart_are_told_apart_and_no_week_is_empty() -> None:
    """Two alike days with another between them are no row."""
    morning = (Period(time(8), time(12)),)
    table = replace(DESK.hours.table, ordinary=(morning, (), morning, (), (), (), ()), seasons=())

    assert week_in_words(table, "humas", TUESDAY) == "Senin 08.00-12.00, Rabu 08.00-12.00 WIB"
    never = replace(table, ordinary=((),) * 7)
    assert week_in_words(never, "humas", TUESDAY) == ""


def test_a_ticket_without_a_deadline_has_none(world: World) -> None:
    """An empty value is refused where it is said."""
    ticket = world.escalate(world.conversation()).ticket
    with world.database.read() as session:
        now = datetime(2026, 11, 24, 3, tzinfo=UTC)
        values = values_for(session, ticket, "Sari", "Biro", DESK, now)

    assert values[Place.TICKET] == ticket
    assert values[Place.DEADLINE] == ""
    assert values[Place.OFFICER] == "Sari"
