"""What is due in which conversation, and each update with one outcome at its end."""

import pytest

from service.conversations.lanes import LANE_SECONDS
from service.outcomes import Outcome, UpdateState
from service.updates.work import (
    IN_ORDER,
    RETRY_SECONDS,
    PendingUpdate,
    bury_update,
    enter_lane,
    finish_update,
    follow_lane,
    postpone_update,
)
from tests.service.harness import World

STEPS = {"enter": enter_lane, "follow": follow_lane}


def receive(world: World, text: str = "halo", update_id: str = "1", address: str = "1") -> str:
    """Store a message that must be new; return its conversation."""
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    return conversation_id


def pending(world: World, conversation_id: str) -> int:
    """Return the id of the update to be worked off now."""
    update = world.next_update(conversation_id)
    assert update is not None
    return update.id


def step(world: World, name: str, conversation_id: str, holder: str) -> PendingUpdate | None:
    """Enter or follow a lane."""
    with world.database.write() as session:
        return STEPS[name](session, conversation_id, holder, world.clock())


def test_updates_are_worked_off_in_the_order_received(world: World) -> None:
    """The answer to a second question before the first would confuse."""
    conversation_id = receive(world, "pertama", "1")
    receive(world, "kedua", "2")
    first = world.next_update(conversation_id)
    assert first is not None
    with world.database.write() as session:
        finish_update(session, first.id, Outcome.ANSWERED, world.clock())

    second = world.next_update(conversation_id)

    assert second is not None
    assert (first.text, second.text) == ("pertama", "kedua")


def test_a_finished_update_keeps_its_outcome_and_not_its_text(world: World) -> None:
    """The turn keeps the text; two copies are one too many to purge."""
    conversation_id = receive(world, "pertanyaan")
    update_id = pending(world, conversation_id)

    with world.database.write() as session:
        finish_update(session, update_id, Outcome.ANSWERED, world.clock())

    row = world.update_row(update_id)
    assert (row.state, row.outcome, row.text) == (UpdateState.DONE, Outcome.ANSWERED, "")
    assert row.done_at == world.clock()
    assert world.next_update(conversation_id) is None


def test_an_update_has_exactly_one_outcome(world: World) -> None:
    """A gateway that lost its lane must not answer a second time."""
    update_id = pending(world, receive(world))

    with world.database.write() as session:
        first = finish_update(session, update_id, Outcome.ANSWERED, world.clock())
        second = finish_update(session, update_id, Outcome.FAILED, world.clock())

    assert (first, second) == (True, False)
    assert world.update_row(update_id).outcome == Outcome.ANSWERED


def test_a_failed_update_is_tried_again_after_growing_waits_and_then_no_more(
    world: World,
) -> None:
    """A short fault passes unnoticed; a lasting one must end in an apology, not in silence."""
    conversation_id = receive(world)
    update_id = pending(world, conversation_id)
    for seconds in RETRY_SECONDS:
        with world.database.write() as session:
            assert postpone_update(session, update_id, "rusak " * 99, world.clock())
        world.clock.advance(seconds=seconds - 0.5)
        assert world.next_update(conversation_id) is None
        assert world.waiting() == []
        world.clock.advance(seconds=0.5)
        assert pending(world, conversation_id) == update_id

    with world.database.write() as session:
        again = postpone_update(session, update_id, "rusak", world.clock())

    assert again is False


def test_a_buried_update_keeps_its_text_and_reason(world: World) -> None:
    """An operator can repeat it by hand once the fault is gone."""
    conversation_id = receive(world, "penting")
    update_id = pending(world, conversation_id)

    with world.database.write() as session:
        postpone_update(session, update_id, "x" * 500, world.clock())
        bury_update(session, update_id, world.clock())

    row = world.update_row(update_id)
    assert (row.state, row.outcome, row.text) == (UpdateState.DEAD, Outcome.FAILED, "penting")
    assert row.error == "x" * 200
    assert world.waiting() == []


def test_a_message_waits_while_the_one_before_it_is_tried_again(world: World) -> None:
    """After a short fault a citizen must read the answers in the order they asked."""
    conversation_id = receive(world, "pertama", "1")
    receive(world, "kedua", "2")
    first = pending(world, conversation_id)
    for seconds in RETRY_SECONDS[:IN_ORDER]:
        world.postpone(first)

        assert world.next_update(conversation_id) is None
        assert world.waiting() == []
        world.clock.advance(seconds=seconds)
        assert pending(world, conversation_id) == first
        assert world.waiting() == [conversation_id]


def test_a_message_overtakes_one_that_keeps_failing(world: World) -> None:
    """A poisonous message must cost those behind it seconds, not minutes."""
    conversation_id = receive(world, "racun", "1")
    receive(world, "kedua", "2")
    first = pending(world, conversation_id)
    for _ in range(IN_ORDER + 1):
        world.postpone(first)

    overtaking = world.next_update(conversation_id)

    assert overtaking is not None
    assert overtaking.text == "kedua"
    assert world.waiting() == [conversation_id]


def test_a_failed_message_of_one_citizen_keeps_nobody_else_waiting(world: World) -> None:
    """Order is a conversation's own."""
    failed, other = receive(world, "racun", "1", "1"), receive(world, "halo", "2", "2")
    world.postpone(pending(world, failed))

    assert world.waiting() == [other]


def test_what_another_gateway_finished_is_not_tried_again(world: World) -> None:
    """A gateway that was too slow and lost its lane must not spoil the outcome."""
    conversation_id = receive(world)
    update_id = pending(world, conversation_id)
    with world.database.write() as session:
        finish_update(session, update_id, Outcome.ANSWERED, world.clock())

    world.postpone(update_id)

    row = world.update_row(update_id)
    assert (row.state, row.attempts, row.error) == (UpdateState.DONE, 0, None)


def test_a_clock_that_jumps_back_delays_nobody(world: World) -> None:
    """A wrong time that was corrected must not silence the service for an hour."""
    conversation_id = receive(world)
    world.clock.advance(hours=-1)

    assert world.waiting() == [conversation_id]
    assert world.next_update(conversation_id) is not None


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


def test_the_longest_waiting_come_first_and_each_once(world: World) -> None:
    """Whoever writes ten messages must not push everybody else back."""
    first, second, third = (receive(world, "halo", n, n) for n in "123")
    receive(world, "lagi", "4", "1")

    assert world.waiting() == [first, second, third]
    assert world.waiting(limit=2) == [first, second]
