"""A double tap is one answer."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.conversations.turns import TurnRecord, store_turn
from service.operations.promises import broken_promises
from service.outbox.deliveries import mark_sent
from service.outbox.queue import Draft, put_message
from service.outcomes import AnsweredBy, Author, Outcome
from service.storage.tables import Update
from service.updates.presses import DOUBLE_TAP
from service.updates.store import Incoming, store_update
from service.updates.work import finish_update
from tests.service.harness import World
from tests.service.test_concurrency import AT_ONCE, all_at_once

SECONDS = DOUBLE_TAP.total_seconds()


def press(world: World, number: int, button: str = "a", address: str = "1") -> str | None:
    """Store a press of a button."""
    incoming = Incoming("telegram", "bot", str(number), address, "button", pressed=button)
    with world.database.write() as session:
        return store_update(session, incoming, world.clock())


def outcomes(world: World) -> list[str | None]:
    """Return the outcome of each update, in the order they came."""
    with world.database.read() as session:
        return list(session.scalars(select(Update.outcome).order_by(Update.id)))


def answer(world: World, address: str = "1") -> None:
    """Store the turn of the update that is due, and its reply."""
    conversation_id, now = world.conversation(address), world.clock()
    update = world.next_update(conversation_id)
    assert update is not None
    turn = TurnRecord(
        update.id, conversation_id, "button", "", Outcome.ANSWERED, AnsweredBy.GATEWAY
    )
    with world.database.write() as session:
        turn_id = store_turn(session, turn, now)
        put_message(session, Draft(conversation_id, Author.BOT, "jawaban", turn_id=turn_id), now)
        finish_update(session, update.id, Outcome.ANSWERED, now)


def test_a_second_tap_joins_the_first(world: World) -> None:
    """Two copies of a long answer push what was read off the screen."""
    assert press(world, 1) == world.conversation()
    answer(world)
    world.clock.advance(seconds=SECONDS)
    second = press(world, 2)
    world.clock.advance(seconds=SECONDS)
    third = press(world, 3)

    assert (second, third) == (None, None)
    assert outcomes(world) == ["answered", "joined", "joined"]
    with world.database.read() as session:
        assert list(session.scalars(select(Update.joined_to).order_by(Update.id))) == [None, 1, 1]


def test_a_later_press_is_a_wish_of_its_own(world: World) -> None:
    """Whoever scrolled away wants to see it again."""
    press(world, 1)
    answer(world)
    world.clock.advance(seconds=SECONDS + 0.1)

    assert press(world, 2) == world.conversation()


def test_a_press_that_still_waits_takes_in_the_next(world: World) -> None:
    """While the answer is late people tap again, and mean the same."""
    press(world, 1)
    world.clock.advance(minutes=5)

    assert press(world, 2) is None
    assert outcomes(world) == [None, "joined"]


@pytest.mark.parametrize(("button", "address"), [("b", "1"), ("a", "2")])
def test_another_button_or_citizen_is_no_double_tap(
    world: World, button: str, address: str
) -> None:
    """Two choices are two questions."""
    press(world, 1)
    answer(world)

    assert press(world, 2, button, address) == world.conversation(address)


def test_what_was_written_between_two_presses_keeps_them_apart(world: World) -> None:
    """The second press may mean something else by then."""
    press(world, 1)
    answer(world)
    world.receive("bukan itu", "2")
    answer(world)

    assert press(world, 3) == world.conversation()


def test_taps_through_several_gateways_are_one(world: World) -> None:
    """With a webhook each tap may come to another gateway, at the same moment."""
    world.conversation()
    due = all_at_once(lambda number: press(world, number))

    assert len([conversation for conversation in due if conversation]) == 1
    assert sorted(map(str, outcomes(world))) == ["None"] + ["joined"] * (AT_ONCE - 1)


def test_a_double_tap_passes_the_nightly_audit(world: World) -> None:
    """Both presses have an outcome, and one turn stands for both."""
    press(world, 1)
    press(world, 2)
    answer(world)
    (reply,) = world.claim()
    with world.database.write() as session:
        mark_sent(session, reply.id, "900", world.clock())
    with world.database.read() as session:
        broken = broken_promises(
            session, world.clock() + timedelta(seconds=1), timedelta(days=1), timedelta()
        )

    assert broken == []
