"""Updates that nobody wrote: what they change, and that nobody is answered."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from service.conversations.ownership import mark_blocked
from service.outcomes import Outcome
from service.storage.tables import Conversation, Update
from service.updates.store import Incoming, store_update
from tests.service.harness import World

TELEGRAM = Incoming("telegram", "bot", "1", "1", "text", "halo")


@pytest.mark.parametrize(("kind", "is_blocked"), [("blocked", True), ("unblocked", False)])
def test_a_block_is_recorded_and_nobody_is_answered(
    world: World, kind: str, is_blocked: bool
) -> None:
    """Officers must see that nothing arrives, before they write in vain."""
    conversation_id = world.receive()
    assert conversation_id is not None
    with world.database.write() as session:
        mark_blocked(session, conversation_id, is_blocked=not is_blocked)
        note = replace(TELEGRAM, update_id="2", kind=kind, text="")
        stored = store_update(session, note, world.clock())

    with world.database.read() as session:
        assert session.get_one(Conversation, conversation_id).blocked is is_blocked
        row = session.scalars(select(Update).where(Update.kind == kind)).one()
    assert stored is None
    assert (row.conversation_id, row.outcome) == (conversation_id, Outcome.IGNORED)


def test_a_stranger_who_blocks_the_bot_gets_no_conversation(world: World) -> None:
    """Nobody is registered for leaving."""
    with world.database.write() as session:
        store_update(session, replace(TELEGRAM, kind="blocked"), world.clock())

        assert session.scalar(select(func.count(Conversation.id))) == 0
