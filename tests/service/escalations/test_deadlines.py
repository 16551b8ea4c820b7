"""The deadline of an escalation: stored once, moved with the calendar, told once."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from doubles.knowledge import CONTENT
from service.answering.due_words import deadline_in_words, moved_in_words
from service.calendar import Zone
from service.content.desk_hours import read_desk_hours
from service.content.sentences import Sentences
from service.escalations.closing import cancel_escalation
from service.escalations.deadlines import (
    Due,
    Moved,
    due_of,
    move_deadlines,
    set_due,
)
from service.hours.counting import WorkingHours
from service.hours.desk_hours import DeskHours
from service.hours.timetable import DayEntry
from service.storage.tables import OutboxMessage
from tests.service.harness import World

DESK = read_desk_hours(CONTENT)
FRIDAY_EVENING = datetime(2026, 12, 4, 11, tzinfo=UTC)  # 18.00 WIB


def with_closed(*days: str) -> DeskHours:
    """Return our hours, with days that were closed later."""
    table = DESK.hours.table
    later = tuple(DayEntry(datetime.fromisoformat(day).date(), (), "libur", "SKB") for day in days)
    return DeskHours(WorkingHours(replace(table, days=(*table.days, *later))), DESK.rules)


@pytest.fixture
def ticket(world: World) -> str:
    """The ticket of who asked for a person about a request, on a Friday evening."""
    world.clock.now = FRIDAY_EVENING
    ticket = world.escalate(world.conversation(), "ppid").ticket
    with world.database.write() as session:
        set_due(session, ticket, DESK, "ppid-waktu", Zone.WIT, world.clock())
    return ticket


def stored(world: World, ticket: str) -> Due:
    """Return what is stored of a ticket."""
    with world.database.read() as session:
        due = due_of(session, ticket)
    assert due is not None
    return due


def move(world: World, desk: DeskHours, sentences: Sentences) -> int:
    """Load another calendar."""

    def say(moved: Moved) -> str:
        return moved_in_words(sentences, desk, moved, world.clock())

    with world.database.write() as session:
        return move_deadlines(session, desk, say, world.clock())


def told(world: World) -> list[str]:
    """Return what citizens were told."""
    with world.database.read() as session:
        return list(session.scalars(select(OutboxMessage.text).order_by(OutboxMessage.id)))


def test_the_deadline_and_the_promise_are_stored_when_it_is_opened(
    world: World, ticket: str
) -> None:
    """What a citizen was told must not depend on when somebody looks."""
    due = stored(world, ticket)

    assert (due.kind, due.zone) == ("information_request", Zone.WIT)
    assert due.deadline_at == datetime(2026, 12, 18, 9, 30, tzinfo=UTC)  # a Friday's 16.30 WIB
    assert due.promised_at == datetime(2026, 12, 7, 0, 30, tzinfo=UTC)


def test_it_is_stored_once(world: World, ticket: str) -> None:
    """A message that joins the ticket must not start its clock anew."""
    with world.database.write() as session:
        again = set_due(session, ticket, DESK, None, Zone.WIB, world.clock())

    assert again == stored(world, ticket)
    assert again.kind == "information_request"


def test_the_deadline_is_told_with_its_law(
    world: World, ticket: str, sentences: Sentences
) -> None:
    """A right is worth more when one can name where it stands."""
    text = deadline_in_words(sentences, DESK, stored(world, ticket))

    assert "10 hari kerja" in text
    assert "Jumat, 18 Desember 2026" in text
    assert "Kamis, 31 Desember 2026" in text  # 7 working days later
    assert "UU 14/2008" in text


def test_a_target_of_the_desk_is_not_told(world: World, sentences: Sentences) -> None:
    """Nobody has a right to what the desk only aims at."""
    ticket = world.escalate(world.conversation(), "humas").ticket
    with world.database.write() as session:
        due = set_due(session, ticket, DESK, None, Zone.WIB, world.clock())

    assert due.deadline_at is not None
    assert deadline_in_words(sentences, DESK, due) == ""


def test_a_holiday_added_later_moves_both_and_is_told_once(
    world: World, ticket: str, sentences: Sentences
) -> None:
    """Who waits for Monday must hear that it is Tuesday, and not hear it every day."""
    desk = with_closed("2026-12-07")

    assert move(world, desk, sentences) == 1
    assert move(world, desk, sentences) == 0

    due = stored(world, ticket)
    assert due.deadline_at == datetime(2026, 12, 21, 9, tzinfo=UTC)
    assert due.promised_at == datetime(2026, 12, 8, 0, 30, tzinfo=UTC)
    assert len(told(world)) == 1
    assert ticket in told(world)[0]
    assert "Selasa pukul 09.30 WIT" in told(world)[0]
    assert "Senin, 21 Desember 2026" in told(world)[0]


def test_a_change_that_touches_nothing_told_is_not_told(
    world: World, ticket: str, sentences: Sentences
) -> None:
    """A message about nothing makes the next one unread."""
    assert move(world, with_closed("2027-01-20"), sentences) == 0
    assert told(world) == []


def test_what_has_passed_stays_as_it_was(world: World, ticket: str, sentences: Sentences) -> None:
    """A deadline that was missed is not mended by a holiday declared afterwards."""
    world.clock.now = datetime(2026, 12, 19, tzinfo=UTC)

    assert move(world, with_closed("2026-12-10"), sentences) == 0
    assert stored(world, ticket).deadline_at == datetime(2026, 12, 18, 9, 30, tzinfo=UTC)


def test_a_closed_ticket_is_left_alone(world: World, ticket: str, sentences: Sentences) -> None:
    """Nobody waits for it any more."""
    with world.database.write() as session:
        closed = cancel_escalation(session, world.conversation(), world.clock())
    assert closed is not None
    assert closed.ticket == ticket

    assert move(world, with_closed("2026-12-07"), sentences) == 0
