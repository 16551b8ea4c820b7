"""A wall clock that is set right by hours: nobody waits for it, and nothing is forgotten."""

import pytest

from service.conversations.lanes import LANE_SECONDS, take_lane
from service.updates.work import postpone_update, waiting_conversations
from tests.service.harness import World


def waiting(world: World) -> list[str]:
    """Return the conversations whose turn it is."""
    with world.database.read() as session:
        return waiting_conversations(session, world.clock(), 10)


def take(world: World, conversation_id: str, holder: str) -> bool:
    """Take a lane."""
    with world.database.write() as session:
        return take_lane(session, conversation_id, holder, world.clock())


@pytest.mark.parametrize("hours", [-5, 5])
def test_a_jump_of_hours_keeps_no_message_waiting(world: World, hours: int) -> None:
    """What was written, put off, or in a dead gateway's hands before it is due after it."""
    conversations = [world.receive("halo", number, number) for number in "123"]
    new, put_off, in_dead_hands = (str(conversation) for conversation in conversations)
    update = world.next_update(put_off)
    assert update is not None
    with world.database.write() as session:
        postpone_update(session, update.id, "fault", world.clock())
    take(world, in_dead_hands, "a")

    world.clock.advance(hours=hours)

    assert waiting(world) == [new, put_off, in_dead_hands]
    assert take(world, in_dead_hands, "b")


def test_a_lease_is_respected_without_a_jump(world: World) -> None:
    """The rule for jumps must not open a lane that is held."""
    conversation_id = str(world.receive())
    take(world, conversation_id, "a")
    world.clock.advance(seconds=LANE_SECONDS / 2)

    assert not take(world, conversation_id, "b")
    assert waiting(world) == []


def test_a_lease_is_respected_by_a_gateway_whose_clock_is_behind(world: World) -> None:
    """Two gateways at one message: the citizen waits for the one that loses."""
    conversation_id = str(world.receive())
    take(world, conversation_id, "a")
    world.clock.advance(seconds=-2)

    assert not take(world, conversation_id, "b")
    assert waiting(world) == []
