"""Answers an update as the gateway does, in one transaction; for the tests of what changes it."""

from service.conversations.turns import TurnRecord, store_turn
from service.outcomes import AnsweredBy, Outcome
from service.updates.work import PendingUpdate, finish_update
from tests.service.harness import World


def answer(world: World, update: PendingUpdate | None = None) -> bool:
    """Store the turn of an update, else of the one that is due; False when it was changed."""
    update = update or world.next_update(world.conversation())
    assert update is not None
    record = TurnRecord(
        update.id,
        update.conversation_id,
        update.kind,
        update.text,
        Outcome.ANSWERED,
        AnsweredBy.RASA,
    )
    with world.database.write() as session:
        if not finish_update(session, update.id, Outcome.ANSWERED, world.clock(), update.edits):
            return False
        store_turn(session, record, world.clock())
    return True
