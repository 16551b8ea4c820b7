"""A ticket that is opened again, moved or split off: its deadline, and who is reminded of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from doubles.knowledge import CONTENT
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.escalations.deadlines import Due, Moved, count_anew, due_of, move_deadlines, set_due
from service.escalations.due_reminders import remind_of_deadlines
from service.escalations.events import read_events, standing_of
from service.escalations.merging import split_escalation
from service.escalations.moving import transfer_escalation
from service.escalations.notices import NoticeKind
from service.escalations.standing import replay
from service.escalations.views import EscalationView, row_of
from service.hours.counting import WorkingHours
from service.hours.timetable import DayEntry
from service.officers.duty import OfficerView
from service.outcomes import Role
from tests.service.escalations.desk import answer, close, contest, notice_kinds, person
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
MONDAY = datetime(2026, 12, 7, 1, tzinfo=UTC)  # 08.00 WIB; four hours end at noon
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def budi(world: World) -> OfficerView:
    """An officer of the unit."""
    return person(world, "budi")


@pytest.fixture
def rina(world: World) -> OfficerView:
    """The unit's supervisor."""
    return person(world, "rina", role=Role.SUPERVISOR)


@pytest.fixture
def ticket(world: World, budi: OfficerView) -> str:
    """A question of Monday at eight, which budi holds."""
    world.clock.now = MONDAY
    ticket = world.hold(world.conversation(), budi)
    told(world, ticket)
    return ticket


def told(world: World, ticket: str) -> Due:
    """Tell the citizen until when, as the gateway does."""
    with world.database.write() as session:
        return set_due(session, ticket, DESK, None, Zone.WIB, world.clock())


def stored(world: World, ticket: str) -> Due:
    """Return what is stored of a ticket."""
    with world.database.read() as session:
        due = due_of(session, ticket)
    assert due is not None
    return due


def count(world: World) -> int:
    """Let time count what was moved."""
    with world.database.write() as session:
        return count_anew(session, DESK, world.clock())


def remind(world: World) -> int:
    """Look for deadlines once."""
    with world.database.write() as session:
        return remind_of_deadlines(session, DESK, world.clock())


def load_the_same_calendar(world: World) -> tuple[int, list[str]]:
    """Load a calendar that changes nothing; return how many moved, and what was said."""
    said: list[str] = []

    def say(one: Moved) -> str:
        said.append(one.due.ticket)
        return "x"

    with world.database.write() as session:
        return move_deadlines(session, DESK, say, world.clock()), said


def transfer(world: World, ticket: str, officer: OfficerView) -> None:
    """Move a ticket to the unit for requests."""
    with world.database.write() as session:
        transfer_escalation(session, ticket, officer.id, "ppid", "", "pindah", world.clock())


def reopened_on_tuesday(world: World, ticket: str, budi: OfficerView) -> None:
    """Answer and close it on Monday; the citizen contests that a day later."""
    answer(world, ticket, budi)
    close(world, ticket, budi)
    world.clock.now = TUESDAY
    contest(world, world.conversation(), ticket)


def test_what_is_opened_again_after_its_deadline_has_a_new_one(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """Who says that it is not done would be late from the first minute."""
    reopened_on_tuesday(world, ticket, budi)

    told(world, ticket)

    assert stored(world, ticket).deadline_at == TUESDAY + timedelta(hours=4)
    assert load_the_same_calendar(world) == (0, [])


def test_a_deadline_that_is_still_ahead_stands_when_it_is_opened_again(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """Nobody wins time by closing a ticket too soon."""
    before = stored(world, ticket).deadline_at
    answer(world, ticket, budi)
    close(world, ticket, budi)
    world.clock.now = MONDAY + timedelta(hours=1)
    contest(world, world.conversation(), ticket)

    told(world, ticket)

    assert stored(world, ticket).deadline_at == before


def test_each_opening_is_reminded_of(
    world: World, ticket: str, budi: OfficerView, rina: OfficerView
) -> None:
    """A second wait that nobody is reminded of is forgotten."""
    world.clock.now = MONDAY + timedelta(hours=6)
    first = remind(world)
    reopened_on_tuesday(world, ticket, budi)
    told(world, ticket)
    world.clock.now = TUESDAY + timedelta(hours=6)

    assert (first, remind(world), remind(world)) == (1, 1, 0)
    assert notice_kinds(world, rina).count(NoticeKind.DEADLINE_PASSED) == 2


def test_the_unit_that_a_ticket_comes_to_is_reminded_as_well(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """That the former unit was told of it helps nobody there."""
    sari = person(world, "sari", "ppid", Role.SUPERVISOR)
    world.clock.now = MONDAY + timedelta(hours=6)
    remind(world)
    world.clock.advance(seconds=1)
    transfer(world, ticket, budi)

    assert count(world) == 1
    assert remind(world) == 1
    assert NoticeKind.DEADLINE_PASSED in notice_kinds(world, sari)
    assert load_the_same_calendar(world) == (0, [])


def test_a_split_off_ticket_has_a_deadline(world: World, ticket: str, budi: OfficerView) -> None:
    """The second matter is as much a question as the first."""
    with world.database.write() as session:
        made = split_escalation(session, ticket, budi.id, "ppid", "", "{ticket}", world.clock())
    assert isinstance(made, EscalationView)

    assert count(world) == 1
    assert stored(world, made.ticket).deadline_at == MONDAY + timedelta(hours=4)
    assert count(world) == 0


def rebuilt(world: World, ticket: str) -> bool:
    """Tell whether the events of a ticket make its row."""
    with world.database.read() as session:
        row = row_of(session, ticket)
        return replay(read_events(session, row.id)) == standing_of(row)


def test_events_tell_each_deadline_again(world: World, ticket: str, budi: OfficerView) -> None:
    """Whoever is told that a deadline was missed can ask since when it was that one."""
    opened = rebuilt(world, ticket)
    transfer(world, ticket, budi)
    moved = rebuilt(world, ticket)
    count(world)
    counted = rebuilt(world, ticket)
    reopened_on_tuesday(world, ticket, person(world, "sari", "ppid"))
    told(world, ticket)

    assert (opened, moved, counted, rebuilt(world, ticket)) == (True, True, True, True)
    assert stored(world, ticket).deadline_at is not None


def test_events_tell_a_deadline_that_the_calendar_moved(world: World, ticket: str) -> None:
    """A holiday that was decided late is no excuse that nobody can check."""
    holiday = DayEntry(MONDAY.date(), (), "Cuti bersama", "uji")
    table = replace(DESK.hours.table, days=(*DESK.hours.table.days, holiday))
    before = stored(world, ticket).deadline_at
    world.clock.advance(minutes=5)

    with world.database.write() as session:
        desk = replace(DESK, hours=WorkingHours(table))
        moved = move_deadlines(session, desk, lambda _: "x", world.clock())

    assert moved == 1
    assert stored(world, ticket).deadline_at != before
    assert rebuilt(world, ticket)


def test_events_tell_what_a_split_off_ticket_begins_with(
    world: World, ticket: str, budi: OfficerView
) -> None:
    """Its kind and its citizen's clock come from the first, before anybody counts."""
    with world.database.write() as session:
        made = split_escalation(session, ticket, budi.id, "ppid", "", "{ticket}", world.clock())
    assert isinstance(made, EscalationView)

    assert rebuilt(world, made.ticket)
    assert count(world) == 1
    assert rebuilt(world, made.ticket)
