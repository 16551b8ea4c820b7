"""Updates on disk before they are acknowledged, masked, each with one outcome."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from service.outcomes import Outcome, UpdateState
from service.storage.tables import Update
from service.text import MAX_CHARACTERS
from service.updates.store import Incoming, store_update
from tests.service.harness import World

TELEGRAM = Incoming("telegram", "bot", "1", "1", "text", "halo")


def receive(world: World, text: str = "halo", update_id: str = "1", address: str = "1") -> str:
    """Store a message that must be new; return its conversation."""
    conversation_id = world.receive(text, update_id, address)
    assert conversation_id is not None
    return conversation_id


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
