"""Which model answers, and since when."""

from datetime import timedelta

import pytest

from service.operations.serving import (
    NOTED_EVERY,
    Serving,
    is_to_be_noted,
    note_model,
    serving_model,
)
from tests.service.harness import World

HOUR = timedelta(hours=1)


def note(world: World, name: str) -> None:
    """Note that a model answers now."""
    with world.database.write() as session:
        note_model(session, name, world.clock())


def serving(world: World) -> Serving | None:
    """Return which model answers."""
    with world.database.read() as session:
        return serving_model(session)


def test_before_any_was_seen_there_is_none(world: World) -> None:
    """A service that was just set up says so."""
    assert serving(world) is None


def test_the_same_model_serves_since_it_was_seen_first(world: World) -> None:
    """A restart of Rasa is no new model."""
    first = world.clock()
    note(world, "a.tar.gz")
    world.clock.advance(hours=1)

    note(world, "a.tar.gz")

    assert serving(world) == Serving("a.tar.gz", first, first + HOUR)


def test_a_model_that_comes_back_serves_since_then(world: World) -> None:
    """Going back to last week's model is a change too."""
    start = world.clock()
    for name in ("a.tar.gz", "b.tar.gz", "a.tar.gz"):
        note(world, name)
        world.clock.advance(hours=1)

    assert serving(world) == Serving("a.tar.gz", start + 2 * HOUR, start + 2 * HOUR)


@pytest.mark.parametrize(
    ("name", "after", "expected"),
    [
        ("a.tar.gz", timedelta(seconds=60), False),
        ("b.tar.gz", timedelta(seconds=60), True),
        ("a.tar.gz", NOTED_EVERY, True),
    ],
)
def test_only_what_is_news_is_written(
    world: World, name: str, after: timedelta, expected: bool
) -> None:
    """Every gateway looks every minute; the database must not notice."""
    note(world, "a.tar.gz")
    world.clock.now += after

    with world.database.read() as session:
        assert is_to_be_noted(session, name, world.clock()) is expected


def test_a_name_that_is_too_long_is_cut(world: World) -> None:
    """PostgreSQL would refuse it, every minute."""
    note(world, "x" * 300)
    note(world, "x" * 300)

    found = serving(world)
    assert found is not None
    assert len(found.name) == 200
