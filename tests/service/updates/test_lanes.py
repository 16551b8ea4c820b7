"""One holder per conversation, for as long as it works, and not much longer."""

import pytest

from service.updates.lanes import (
    LANE_SECONDS,
    RENEW_SECONDS,
    enter_lane,
    follow_lane,
    keep_lanes,
    release_lane,
    release_lanes_of,
)
from service.updates.store import PendingUpdate
from tests.service.harness import World

STEPS = {"enter": enter_lane, "follow": follow_lane}


def receive(world: World, text: str = "halo", update_id: str = "1", address: str = "1") -> str:
    """Store a message that must be new; return its conversation."""
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    return conversation_id


def keep(world: World, conversation_id: str, holder: str) -> None:
    """Prolong a lane, as its holder does while it works."""
    with world.database.write() as session:
        keep_lanes(session, [conversation_id], holder, world.clock())


def step(world: World, name: str, conversation_id: str, holder: str) -> PendingUpdate | None:
    """Enter or follow a lane."""
    with world.database.write() as session:
        return STEPS[name](session, conversation_id, holder, world.clock())


def test_entering_a_lane_takes_it_and_gives_its_work(world: World) -> None:
    """One transaction, so that nobody holds a lane and does not know what for."""
    conversation_id = receive(world, "jam buka")

    first = step(world, "enter", conversation_id, "a")

    assert first is not None
    assert first.text == "jam buka"
    assert world.take_lane(conversation_id, "b") is False


@pytest.mark.parametrize("name", STEPS)
def test_a_lane_without_work_is_given_back(world: World, name: str) -> None:
    """Another gateway may take the citizen's next message at once."""
    conversation_id = receive(world)
    update = step(world, "enter", conversation_id, "a")
    assert update is not None
    world.finish(update.id)

    assert step(world, name, conversation_id, "a") is None
    assert world.take_lane(conversation_id, "b") is True


@pytest.mark.parametrize("name", STEPS)
def test_a_lane_that_another_holds_gives_no_work(world: World, name: str) -> None:
    """Also where it was ours: a gateway that stood still must not answer beside its successor."""
    conversation_id = receive(world)
    world.take_lane(conversation_id, "a")
    world.clock.advance(seconds=LANE_SECONDS + 1)
    world.take_lane(conversation_id, "b")

    assert step(world, name, conversation_id, "a") is None
    assert world.take_lane(conversation_id, "b") is True
    assert world.take_lane(conversation_id, "c") is False


def test_following_a_lane_keeps_it_for_what_is_next(world: World) -> None:
    """Five quick messages are one lane's work."""
    conversation_id = receive(world, "satu")
    receive(world, "dua", "2")
    update = step(world, "enter", conversation_id, "a")
    assert update is not None
    world.finish(update.id)

    following = step(world, "follow", conversation_id, "a")

    assert following is not None
    assert following.text == "dua"
    assert world.take_lane(conversation_id, "b") is False


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


def test_the_longest_waiting_come_first_and_each_once(world: World) -> None:
    """Whoever writes ten messages must not push everybody else back."""
    first, second, third = (receive(world, "halo", n, n) for n in "123")
    receive(world, "lagi", "4", "1")

    assert world.waiting() == [first, second, third]
    assert world.waiting(limit=2) == [first, second]


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
