"""Turns: what a citizen wrote and what came of it."""

import pytest
from sqlalchemy.exc import IntegrityError

from service.conversations.turns import TurnRecord, store_turn
from service.outcomes import AnsweredBy, Outcome
from service.storage.tables import Turn
from tests.service.harness import World


def record(world: World, update_id: str = "1", topic: str | None = "magang") -> TurnRecord:
    """Receive a message; return the turn it led to."""
    conversation_id = world.receive("halo", update_id)
    assert conversation_id is not None
    with world.database.read() as session:
        number = session.query(Turn).count() + 1
    return TurnRecord(
        update_id=number,
        conversation_id=conversation_id,
        kind="text",
        text="halo",
        outcome=Outcome.ANSWERED,
        answered_by=AnsweredBy.RASA,
        topic=topic,
        topics=("magang", "cpns"),
        intent="magang",
        confidence=0.75,
        duration_ms=120,
    )


def store(world: World, turn: TurnRecord) -> int:
    """Store a turn."""
    with world.database.write() as session:
        return store_turn(session, turn, world.clock())


def test_a_turn_is_stored_as_it_was(world: World) -> None:
    """The figures that staff learn from are counted from these rows."""
    turn = record(world)

    turn_id = store(world, turn)

    with world.database.read() as session:
        row = session.get_one(Turn, turn_id)
        assert (row.text, row.outcome, row.topic) == ("halo", "answered", "magang")
        assert (row.topics, row.confidence) == (["magang", "cpns"], 0.75)
        assert (row.intent, row.answered_by, row.duration_ms) == ("magang", "rasa", 120)
        assert row.created_at == world.clock()


def test_an_update_has_one_turn(world: World) -> None:
    """A message that was counted twice would falsify the figures."""
    turn = record(world)
    store(world, turn)

    with pytest.raises(IntegrityError):
        store(world, turn)
