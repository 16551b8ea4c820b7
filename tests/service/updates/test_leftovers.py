"""What waits too long or was given up is seen, and can be tried again."""

from datetime import timedelta

import pytest

from service.calendar import time_in_words
from service.content.sentences import Sentences
from service.errors import NotFound
from service.outcomes import Outcome, UpdateState
from service.updates.leftovers import Leftover, leftovers, retry_update
from service.updates.work import bury_update, finish_update
from tests.service.harness import World

PATIENCE = timedelta(minutes=5)


def receive(world: World, text: str = "halo", number: str = "1") -> int:
    """Store a citizen's message; return its id."""
    conversation_id = world.receive(text, number, number)
    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    return update.id


def bury(world: World, update_id: int) -> None:
    """Let a message fail for good."""
    world.postpone(update_id)
    with world.database.write() as session:
        bury_update(session, update_id, world.clock())


def found(world: World, limit: int = 10) -> list[Leftover]:
    """Return the leftovers."""
    with world.database.read() as session:
        return leftovers(session, world.clock(), PATIENCE, limit)


def retry(world: World, sentences: Sentences, update_id: int) -> int:
    """Try a message again by hand."""
    with world.database.write() as session:
        return retry_update(session, update_id, sentences, world.clock())


def test_the_late_and_the_dead_are_listed_and_nothing_else(world: World) -> None:
    """An operator must see what nobody answered, and only that."""
    dead, late, done = (receive(world, number=number) for number in "123")
    bury(world, dead)
    with world.database.write() as session:
        finish_update(session, done, Outcome.ANSWERED, world.clock())
    world.clock.advance(minutes=6)
    receive(world, number="4")

    assert [(one.id, one.state, one.reason) for one in found(world)] == [
        (dead, "dead", "trouble"),
        (late, "pending", ""),
    ]
    assert [one.id for one in found(world, limit=1)] == [dead]


def test_a_dead_message_is_tried_again_and_its_citizen_told(
    world: World, sentences: Sentences
) -> None:
    """They were told that it failed; an answer out of the blue would confuse."""
    dead = receive(world, "nik saya 3374012505900001 berapa biaya")
    bury(world, dead)
    written_at = world.clock()
    world.clock.advance(hours=2)

    tried = retry(world, sentences, dead)

    (told,) = world.claim()
    assert told.text == sentences("retried", date=time_in_words(written_at))
    update = world.next_update(world.conversation())
    assert update is not None
    assert (update.id, update.attempts, update.masked_kinds) == (tried, 0, ("NIK",))
    assert "berapa biaya" in update.text


def test_a_failed_message_keeps_its_outcome_and_is_listed_no_more(
    world: World, sentences: Sentences
) -> None:
    """Each message has exactly one outcome; what is tried again is a copy."""
    dead = receive(world)
    bury(world, dead)

    tried = retry(world, sentences, dead)

    row = world.update_row(dead)
    assert (row.state, row.outcome, row.text) == (UpdateState.DONE, Outcome.FAILED, "")
    assert row.error == f"tried again as message {tried}"
    assert found(world) == []


def test_a_copy_that_dies_can_be_tried_again(world: World, sentences: Sentences) -> None:
    """The fault may not have been mended at the first try."""
    dead = receive(world)
    bury(world, dead)
    again = retry(world, sentences, dead)
    bury(world, again)

    assert retry(world, sentences, again) not in (dead, again)


def test_a_waiting_message_is_tried_at_once(world: World, sentences: Sentences) -> None:
    """Whoever mended the fault need not wait two minutes to see it."""
    waiting = receive(world)
    world.postpone(waiting)
    assert world.waiting() == []

    assert retry(world, sentences, waiting) == waiting
    assert world.waiting() == [world.conversation()]
    assert world.claim() == []  # they were not told of a failure


def test_what_is_done_is_not_tried_again(world: World, sentences: Sentences) -> None:
    """A wrong number, or two operators at once, must not answer twice."""
    dead = receive(world)
    bury(world, dead)
    retry(world, sentences, dead)

    for wrong in (dead, 4711):
        with pytest.raises(NotFound, match="tanya inbox list"):
            retry(world, sentences, wrong)
