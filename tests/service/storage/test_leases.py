"""What only one process may do is done by one, and soon by another when that one died."""

from service.storage.leases import LEASE_SECONDS, release_lease, take_lease
from tests.service.harness import World
from tests.service.test_concurrency import AT_ONCE, all_at_once


def take(world: World, holder: str, name: str = "polling") -> bool:
    """Try to take a lease."""
    with world.database.write() as session:
        return take_lease(session, name, holder, world.clock())


def test_a_lease_has_one_holder(world: World) -> None:
    """Telegram answers only one who asks for updates."""
    assert [take(world, holder) for holder in ("a", "b", "a")] == [True, False, True]
    assert take(world, "b", "another lease") is True


def test_a_lease_goes_to_one_of_several_at_once(world: World) -> None:
    """Gateways are started together."""
    taken = all_at_once(lambda number: take(world, f"gateway-{number}"))

    assert sorted(taken) == [False] * (AT_ONCE - 1) + [True]


def test_a_lease_that_is_prolonged_stays(world: World) -> None:
    """Whoever works well must not be pushed aside."""
    take(world, "a")
    for _ in range(3):
        world.clock.advance(seconds=LEASE_SECONDS - 1)
        assert take(world, "a") is True

    assert take(world, "b") is False


def test_a_lease_whose_holder_was_killed_is_free_after_seconds(world: World) -> None:
    """A killed gateway cannot give anything back."""
    take(world, "a")
    world.clock.advance(seconds=LEASE_SECONDS + 1)

    assert take(world, "b") is True
    assert take(world, "a") is False


def test_a_lease_is_given_back_only_by_its_holder(world: World) -> None:
    """A gateway that stops late must not open the door to a third."""
    take(world, "a")
    with world.database.write() as session:
        release_lease(session, "polling", "b")
    still = take(world, "b")
    with world.database.write() as session:
        release_lease(session, "polling", "a")

    assert (still, take(world, "b")) == (False, True)


def test_a_lease_is_respected_by_who_looked_at_the_clock_earlier(world: World) -> None:
    """It waited for the database since; that is no jump of the clock."""
    take(world, "a")
    world.clock.advance(seconds=-2)

    assert take(world, "b") is False


def test_a_lease_does_not_outlive_a_clock_that_jumps_back(world: World) -> None:
    """A wrong time that was corrected must not stop the service for an hour."""
    take(world, "a")
    world.clock.advance(hours=-1)

    assert take(world, "b") is True
