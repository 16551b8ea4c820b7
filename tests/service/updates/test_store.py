"""Updates on disk before they are acknowledged, masked, each with one outcome."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from service.outcomes import Outcome, UpdateState
from service.storage.tables import Update
from service.text import MAX_CHARACTERS
from service.updates.store import (
    IN_ORDER,
    RETRY_SECONDS,
    Incoming,
    bury_update,
    finish_update,
    postpone_update,
    store_update,
)
from tests.service.harness import World

TELEGRAM = Incoming("telegram", "bot", "1", "1", "text", "halo")


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


def test_an_update_that_arrives_twice_is_stored_once(world: World) -> None:
    """Telegram repeats what it was not told was received; the citizen asked once."""
    conversation_id = receive(world)

    again = world.receive()

    with world.database.read() as session:
        assert session.scalar(select(func.count(Update.id))) == 1
    assert again is None
    assert world.waiting() == [conversation_id]


@pytest.mark.parametrize(
    "other",
    [replace(TELEGRAM, source="bot-2"), replace(TELEGRAM, channel="web", source="web")],
)
def test_numbers_of_other_bots_and_channels_are_other_updates(
    world: World, other: Incoming
) -> None:
    """Each bot counts its updates for itself."""
    with world.database.write() as session:
        store_update(session, TELEGRAM, world.clock())
        store_update(session, other, world.clock())

        assert session.scalar(select(func.count(Update.id))) == 2


def test_personal_data_is_masked_before_it_is_stored(world: World) -> None:
    """What was never stored cannot leak."""
    conversation_id = receive(world, "nik saya 3374012505900001 mau lapor")
    update = world.next_update(conversation_id)

    assert update is not None
    assert "3374012505900001" not in update.text
    assert update.masked_kinds == ("NIK",)
    assert update.text.endswith("mau lapor")


def test_invisible_characters_do_not_hide_personal_data(world: World) -> None:
    """A number with zero-width characters inside is still a number."""
    conversation_id = receive(world, "nik 33740125\u200b05900001")
    update = world.next_update(conversation_id)

    assert update is not None
    assert "05900001" not in update.text


@pytest.mark.parametrize(
    "text",
    ["", "\x00\u200b", "x" * 100_000, "\u202e<script>alert(1)</script>", "/restart", "\ud800"],
)
def test_every_text_can_be_stored(world: World, text: str) -> None:
    """No message may stop the inbox on either database."""
    update = world.next_update(receive(world, text))

    assert update is not None
    assert len(update.text) <= MAX_CHARACTERS
    assert update.is_cut is (len(text) > MAX_CHARACTERS)


@pytest.mark.parametrize(
    ("pressed", "stored"), [("x" * 500, "x" * 128), ("a\x00b", "a b"), (None, None)]
)
def test_a_forged_button_can_be_stored(
    world: World, pressed: str | None, stored: str | None
) -> None:
    """What cannot be stored would be delivered by Telegram for ever, and nothing after it."""
    with world.database.write() as session:
        button = replace(TELEGRAM, kind="button", pressed=pressed)
        conversation_id = store_update(session, button, world.clock())

    assert conversation_id is not None
    update = world.next_update(conversation_id)
    assert update is not None
    assert (update.pressed, update.payload) == (stored, None)


def test_an_update_of_nobody_is_recorded_and_done(world: World) -> None:
    """Also a kind of update that nobody knows ends in one recorded outcome."""
    with world.database.write() as session:
        nobody = replace(TELEGRAM, address=None, kind="unknown")
        conversation_id = store_update(session, nobody, world.clock())
        row = session.scalars(select(Update)).one()

    assert conversation_id is None
    assert (row.state, row.outcome) == (UpdateState.DONE, Outcome.IGNORED)
    assert world.waiting() == []


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
