"""One holder per conversation, for as long as it works, and not much longer."""

from service.conversations.lanes import (
    LANE_SECONDS,
    RENEW_SECONDS,
    keep_lanes,
    release_lane,
    release_lanes_of,
)
from tests.service.harness import World


def receive(world: World, text: str = "halo", update_id: str = "1", address: str = "1") -> str:
    """Store a message that must be new; return its conversation."""
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    return conversation_id


def keep(world: World, conversation_id: str, holder: str) -> None:
    """Prolong a lane, as its holder does while it works."""
    with world.database.write() as session:
        keep_lanes(session, [conversation_id], holder, world.clock())


def test_a_lane_has_one_holder(world: World) -> None:
    """Two gateways must not answer one citizen at the same time."""
    conversation_id = receive(world)

    taken = [world.take_lane(conversation_id, holder) for holder in ("a", "b", "a")]

    assert taken == [True, False, True]
    assert world.waiting() == []


def test_a_lane_expires_when_its_holder_died(world: World) -> None:
    """A killed process must not silence a conversation."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    world.clock.advance(seconds=LANE_SECONDS)
    on_time = world.take_lane(conversation_id, "b")
    world.clock.advance(seconds=1)

    assert on_time is False
    assert world.waiting() == [conversation_id]
    assert world.take_lane(conversation_id, "b") is True
    assert world.take_lane(conversation_id, "a") is False


def test_a_lane_is_given_back_only_by_its_holder(world: World) -> None:
    """A slow gateway that lost its lane must not open the door to a third."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    with world.database.write() as session:
        release_lane(session, conversation_id, "b")
    still = world.take_lane(conversation_id, "b")
    with world.database.write() as session:
        release_lane(session, conversation_id, "a")

    assert (still, world.take_lane(conversation_id, "b")) == (False, True)


def test_a_gateway_that_stops_gives_all_its_lanes_back(world: World) -> None:
    """After a restart nobody waits for the lease to expire."""
    first, second = receive(world), receive(world, "halo", "2", "2")
    world.take_lane(first, "a")
    world.take_lane(second, "b")

    with world.database.write() as session:
        release_lanes_of(session, "a")

    assert world.waiting() == [first]


def test_a_lane_that_is_kept_does_not_expire(world: World) -> None:
    """An answer that takes long must not be given twice."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    for _ in range(LANE_SECONDS):
        world.clock.advance(seconds=RENEW_SECONDS)
        keep(world, conversation_id, "a")

    assert world.take_lane(conversation_id, "b") is False


def test_a_lane_that_was_lost_is_not_kept(world: World) -> None:
    """Whoever took it over works in peace."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    world.clock.advance(seconds=LANE_SECONDS + 1)
    world.take_lane(conversation_id, "b")
    world.clock.advance(seconds=LANE_SECONDS - 1)
    keep(world, conversation_id, "a")
    world.clock.advance(seconds=2)

    assert world.take_lane(conversation_id, "c") is True


def test_a_lane_does_not_outlive_a_clock_that_jumps_back(world: World) -> None:
    """A wrong time that was corrected must not silence a conversation for an hour."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    world.clock.advance(hours=-1)

    assert world.waiting() == [conversation_id]
    assert world.take_lane(conversation_id, "b") is True
