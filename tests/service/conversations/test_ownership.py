"""Conversations, and the one row that says who answers them."""

import pytest

from service.conversations.ownership import (
    change_owner,
    conversation_at,
    keep_slots,
    mark_blocked,
    state_of,
)
from service.errors import NotFound, OwnershipLost
from service.outcomes import Owner
from service.storage.tables import Conversation
from tests.service.harness import World


def test_a_new_citizen_starts_with_the_bot(world: World) -> None:
    """Nobody waits for a person who only wants an answer."""
    state = world.state(world.conversation("77"))

    assert (state.channel, state.address, state.owner, state.officer_id) == (
        "telegram", "77", Owner.BOT, None
    )  # fmt: skip


def test_the_same_citizen_keeps_their_conversation(world: World) -> None:
    """A second message must not start from nothing."""
    first = world.conversation("1")
    world.clock.advance(hours=5)

    second = world.conversation("1")

    with world.database.read() as session:
        row = session.get_one(Conversation, first)
        assert second == first
        assert (row.created_at, row.last_at) == (world.clock.now.replace(hour=3), world.clock.now)


def test_channels_and_citizens_are_kept_apart(world: World) -> None:
    """Two people with the same number on two channels are two people."""
    ids = {world.conversation("1"), world.conversation("2"), world.conversation("1", "web")}

    assert len(ids) == 3
    assert all(len(i) == 32 and int(i, 16) >= 0 for i in ids)


def test_a_stranger_has_no_conversation(world: World) -> None:
    """Looking must not create anything."""
    known = world.conversation("1")

    with world.database.read() as session:
        assert conversation_at(session, "telegram", "1") == known
        assert conversation_at(session, "telegram", "2") is None


def test_an_unknown_conversation_is_an_error(world: World) -> None:
    """The desk shows "not found", not a crash."""
    with world.database.read() as session, pytest.raises(NotFound):
        state_of(session, "0" * 32)


def test_the_owner_changes_for_who_looked_last(world: World) -> None:
    """The change is there for everybody at once."""
    conversation_id, officer = world.conversation(), world.officer()
    seen = world.state(conversation_id)

    with world.database.write() as session:
        change_owner(session, seen, Owner.OFFICER, officer.id)

    state = world.state(conversation_id)
    assert (state.owner, state.officer_id) == (Owner.OFFICER, officer.id)
    assert state.version == seen.version + 1


def test_a_change_of_owner_concerns_one_conversation(world: World) -> None:
    """Everybody who wrote as often would be handed over with it."""
    one, other = world.conversation("1"), world.conversation("2")
    seen = world.state(one)

    with world.database.write() as session:
        change_owner(session, seen, Owner.QUEUE)

    assert world.state(other).version == seen.version
    assert (world.state(one).owner, world.state(other).owner) == (Owner.QUEUE, Owner.BOT)


def test_who_looked_too_early_changes_nothing(world: World) -> None:
    """Bot and officer must never both believe that the conversation is theirs."""
    conversation_id = world.conversation()
    seen = world.state(conversation_id)
    with world.database.write() as session:
        change_owner(session, seen, Owner.QUEUE)

    with pytest.raises(OwnershipLost), world.database.write() as session:
        change_owner(session, seen, Owner.BOT)

    assert world.state(conversation_id).owner is Owner.QUEUE


def test_a_citizen_who_blocked_the_bot_can_let_it_back(world: World) -> None:
    """Officers see whether what they write arrives."""
    conversation_id = world.conversation("1")
    with world.database.write() as session:
        mark_blocked(session, conversation_id)
    blocked = world.state(conversation_id).is_blocked
    with world.database.write() as session:
        mark_blocked(session, conversation_id, is_blocked=False)
    again = world.state(conversation_id).is_blocked

    assert (blocked, again) == (True, False)


def test_a_dialogue_goes_on_where_it_stopped(world: World) -> None:
    """A question like "and the fee?" is about what was asked before."""
    conversation = world.conversation("1")
    with world.database.write() as session:
        keep_slots(session, conversation, {"topic": "spip", "misses": 1.0}, world.clock())
    world.clock.advance(minutes=29)

    with world.database.read() as session:
        assert state_of(session, conversation).slots_at(world.clock()) == {
            "topic": "spip",
            "misses": 1.0,
        }


def test_a_dialogue_is_forgotten_after_a_long_silence(world: World) -> None:
    """Nobody means with tomorrow's "yes" what was offered today."""
    conversation = world.conversation("1")
    with world.database.write() as session:
        keep_slots(session, conversation, {"offer": "officer"}, world.clock())
    world.clock.advance(minutes=30)

    with world.database.read() as session:
        assert state_of(session, conversation).slots_at(world.clock()) == {}


def test_a_new_citizen_has_no_dialogue(world: World) -> None:
    """Slots of somebody else would answer a question nobody asked."""
    state = world.state(world.conversation("1"))

    assert (state.slots, state.slots_until) == ({}, None)


def test_a_dialogue_about_nothing_is_none(world: World) -> None:
    """What Rasa forgot must not be kept alive by an empty note."""
    conversation = world.conversation("1")
    with world.database.write() as session:
        keep_slots(session, conversation, {}, world.clock())

    assert world.state(conversation).slots_until is None
