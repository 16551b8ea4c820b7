"""What happened is only added to, and tells the row again."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.escalations.columns import NAMES
from service.escalations.events import CITIZEN, erase_events, happen, read_events, standing_of
from service.escalations.notes import write_note
from service.escalations.standing import EventKind, replay
from service.escalations.views import row_of
from service.storage.base import table_of
from service.storage.tables import Escalation
from tests.service.escalations.desk import answer, close, contest, do, events, look, person
from tests.service.harness import World

NOW = datetime(2026, 11, 24, tzinfo=UTC)
FORBIDDEN = {
    "a changed event": "UPDATE escalation_events SET kind = 'noted'",
    "an event less": "DELETE FROM escalation_events",
}


@pytest.mark.parametrize("statement", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_the_database_refuses_to_rewrite_what_happened(world: World, statement: str) -> None:
    """Whoever has the password of the database must not have the history as well."""
    ticket = world.escalate(world.conversation()).ticket
    before = events(world, ticket)

    with pytest.raises(DBAPIError, match="only added to"), world.database.write() as session:
        session.execute(text(statement))

    assert events(world, ticket) == before


def test_erasing_a_person_takes_their_events_and_only_theirs(world: World) -> None:
    """The one door, which shuts behind it."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation("1"), budi)
    other = world.hold(world.conversation("2"), budi)
    do(world, write_note, ticket, budi.id, "catatan")

    with world.database.write() as session:
        erase_events(session, row_of(session, ticket).id, world.clock())

    assert events(world, ticket) == []
    assert len(events(world, other)) == 2
    with pytest.raises(DBAPIError), world.database.write() as session:
        session.execute(text("DELETE FROM escalation_events"))


@pytest.mark.parametrize("words", ["Pak Budi dari Sleman", "a" * 65, "garis\nbaru"])
def test_an_event_takes_no_words(world: World, words: str) -> None:
    """The history is read by many, and kept longer than what anybody wrote."""
    ticket = world.escalate(world.conversation()).ticket

    with pytest.raises(ValueError, match="not a value"), world.database.write() as session:
        happen(session, row_of(session, ticket), EventKind.WROTE, CITIZEN, NOW, said=words)


def test_a_life_is_told_again_by_its_events(world: World) -> None:
    """Whoever doubts a row can rebuild it."""
    budi = person(world, "budi")
    ticket = world.hold(world.conversation(), budi)
    answer(world, ticket, budi)
    close(world, ticket, budi)
    contest(world, look(world, ticket).conversation_id, ticket)

    with world.database.read() as session:
        row = row_of(session, ticket)
        assert replay(read_events(session, row.id)) == standing_of(row)


def test_an_act_that_fails_leaves_no_event(world: World) -> None:
    """An event is written with what it tells, or not at all."""
    ticket = world.escalate(world.conversation()).ticket
    before = events(world, ticket)

    with pytest.raises(RuntimeError):
        _note_and_fail(world, ticket)

    assert events(world, ticket) == before


def _note_and_fail(world: World, ticket: str) -> None:
    with world.database.write() as session:
        happen(session, row_of(session, ticket), EventKind.WROTE, CITIZEN, world.clock())
        raise RuntimeError("the process died before it committed")


NEVER_CHANGES = {"id", "ticket", "conversation_id", "reason"}
PACE_OF_RECEIPTS = {"receipt_at", "file_receipt_at"}  # of what is said, and nothing of the ticket


def test_every_column_is_told_by_events() -> None:
    """A column that somebody adds and no event tells is lost to whoever rebuilds the row."""
    columns = set(table_of(Escalation).c.keys())

    assert columns - NEVER_CHANGES - PACE_OF_RECEIPTS == set(NAMES)
