"""Which release serves: orders, their steps, and the way back."""

import pytest

from service.errors import NotFound
from service.releases.serving import (
    NothingBefore,
    Order,
    Step,
    note_beginning,
    note_failed,
    note_moved,
    note_serving,
    note_warming,
    open_order,
    order,
    order_of,
    orders,
    release_before,
    rollback,
    serving,
    serving_url,
)
from service.storage.release_tables import ReleaseRow
from tests.service.harness import World

ONE, TWO = "http://127.0.0.1:5005", "http://127.0.0.1:5006"


def release(world: World, name: str, model: str | None = None) -> int:
    """Enter a release; return its number."""
    with world.database.write() as session:
        row = ReleaseRow(
            kind="model",
            digest=name,
            manifest={"parts": {}, "commit": ""},
            model=f"{name}.tar.gz" if model is None else model,
            state="approved",
            trained_by="rini",
            trained_at=world.clock(),
        )
        session.add(row)
        session.flush()
        return row.id


def ordered(world: World, release_id: int) -> int:
    """Order a release; return the order's number."""
    with world.database.write() as session:
        return order(session, release_id, "rini", "lebih baik", world.clock())


def serve(world: World, release_id: int, url: str = ONE) -> int:
    """Let a release serve; return the order's number."""
    number = ordered(world, release_id)
    world.clock.advance(seconds=20)
    with world.database.write() as session:
        assert note_serving(session, number, url, world.clock())
    return number


def steps(world: World) -> list[tuple[int, Step]]:
    """Return how far the orders are, the newest first."""
    with world.database.read() as session:
        return [(one.release_id, one.step) for one in orders(session)]


def now_serving(world: World) -> Order | None:
    """Return the order that serves."""
    with world.database.read() as session:
        return serving(session)


def test_without_an_order_the_settings_say_where_turns_go(world: World) -> None:
    """A service that never released goes on as before."""
    with world.database.read() as session:
        assert serving_url(session) is None
        assert serving(session) is None
        assert open_order(session) is None


def test_an_order_goes_its_way_until_it_serves(world: World) -> None:
    """Each step can be seen by whoever waits for it."""
    first = release(world, "a")
    number = ordered(world, first)
    with world.database.write() as session:
        note_warming(session, number)
        told = open_order(session)
        assert told is not None
        assert (told.step, told.model, told.by) == (Step.WARMING, "a.tar.gz", "rini")
        assert note_serving(session, number, ONE, world.clock())

    assert (steps(world), now_serving(world)) == (
        [(first, Step.SERVING)],
        Order(number, first, "a.tar.gz", Step.SERVING, ONE, "rini", world.clock(), "lebih baik",
              world.clock(), ""),
    )  # fmt: skip
    with world.database.read() as session:
        assert session.get_one(ReleaseRow, first).state == "released"


def test_a_long_name_is_cut(world: World) -> None:
    """``--by`` takes anything, and PostgreSQL refuses what does not fit."""
    number = release(world, "a")
    with world.database.write() as session:
        placed = order_of(session, order(session, number, "r" * 70, "", world.clock()))

    assert placed.by == "r" * 64


def test_the_next_release_takes_the_place_of_the_one_before(world: World) -> None:
    """One address serves, not two."""
    first, second = release(world, "a"), release(world, "b")
    serve(world, first, ONE)
    serve(world, second, TWO)

    assert steps(world) == [(second, Step.SERVING), (first, Step.REPLACED)]
    with world.database.read() as session:
        assert serving_url(session) == TWO


def test_a_later_order_ends_one_that_does_not_serve_yet(world: World) -> None:
    """Two maintainers at once: the last word counts, and the first cannot come back."""
    first, second = release(world, "a"), release(world, "b")
    overtaken = ordered(world, first)
    ordered(world, second)

    with world.database.write() as session:
        assert not note_serving(session, overtaken, ONE, world.clock())
    assert steps(world) == [(second, Step.ORDERED), (first, Step.REPLACED)]


def test_a_failed_order_says_why_and_what_serves_goes_on(world: World) -> None:
    """A bad model must not silence the service."""
    first, second = release(world, "a"), release(world, "b")
    serve(world, first, ONE)
    number = ordered(world, second)
    with world.database.write() as session:
        note_failed(session, number, "b.tar.gz is damaged", world.clock())
        note_failed(session, number, "said again", world.clock())

    assert steps(world) == [(second, Step.FAILED), (first, Step.SERVING)]
    with world.database.read() as session:
        assert order_of(session, number).trouble == "b.tar.gz is damaged"
        assert serving_url(session) == ONE


def test_the_way_back_leads_to_what_served_before(world: World) -> None:
    """And back again from there, never to what was just left."""
    a, b, c = release(world, "a"), release(world, "b"), release(world, "c")
    for one in (a, b, c):
        serve(world, one)

    with world.database.write() as session:
        back = rollback(session, "rini", "salah jawab", world.clock())
        assert order_of(session, back).release_id == b
        note_serving(session, back, ONE, world.clock())
        assert release_before(session) == a


def test_a_failed_order_is_on_no_way_back(world: World) -> None:
    """Only what served can be gone back to."""
    a, b, c = release(world, "a"), release(world, "b"), release(world, "c")
    serve(world, a)
    failed = ordered(world, b)
    with world.database.write() as session:
        note_failed(session, failed, "damaged", world.clock())
    serve(world, c)

    with world.database.read() as session:
        assert release_before(session) == a


def test_from_the_first_release_no_way_leads_back(world: World) -> None:
    """It is said, and nothing changes."""
    first = release(world, "a")
    serve(world, first)
    serve(world, first)

    with world.database.write() as session, pytest.raises(NothingBefore, match="tanya release"):
        rollback(session, "rini", "", world.clock())


def test_a_way_leads_back_from_the_first_release_to_what_answered_before(world: World) -> None:
    """The first one may be the worst one; of that model only its name need be known."""
    first = release(world, "a")
    number = ordered(world, first)
    with world.database.write() as session:
        for _ in range(2):
            note_beginning(session, "old.tar.gz", ONE, world.clock())
    world.clock.advance(seconds=20)
    with world.database.write() as session:
        assert serving_url(session) == ONE
        note_serving(session, number, TWO, world.clock())
        assert serving_url(session) == TWO
    world.clock.advance(seconds=20)
    with world.database.write() as session:
        back = order_of(session, rollback(session, "rini", "", world.clock()))
        assert back.model == "old.tar.gz"
        note_serving(session, back.id, ONE, world.clock())
        assert serving_url(session) == ONE
        assert len(orders(session)) == 3


def test_what_answers_is_no_release_of_its_own_where_it_is_known(world: World) -> None:
    """The model that runs may have been trained as a release, or be the one ordered."""
    known, other = release(world, "a"), release(world, "b")
    ordered(world, known)
    with world.database.write() as session:
        note_beginning(session, "a.tar.gz", ONE, world.clock())
        assert serving(session) is None
    ordered(world, other)
    with world.database.write() as session:
        note_beginning(session, "a.tar.gz", ONE, world.clock())
    now = now_serving(world)
    assert now is not None
    assert now.release_id == known


@pytest.mark.parametrize("model", [None, ""])
def test_what_is_not_there_cannot_be_ordered(world: World, model: str | None) -> None:
    """A training that failed has no model."""
    number = 99 if model is None else release(world, "a", model)

    with world.database.write() as session, pytest.raises(NotFound, match=f"release {number}"):
        order(session, number, "rini", "", world.clock())


def test_what_serves_may_come_back_at_another_address(world: World) -> None:
    """After a restart the host may have it on its other port."""
    number = serve(world, release(world, "a"), ONE)
    with world.database.write() as session:
        note_moved(session, number, TWO)

    with world.database.read() as session:
        assert serving_url(session) == TWO
