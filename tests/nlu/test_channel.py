"""The gateway's channel, and a tracker store that is made anew for each message."""

import asyncio
from contextvars import copy_context
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from nlu.channel import GatewayInput, SlotsOnly, message_ranking, message_slots

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
intents: [affirm]
slots:
  topic: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  offer:
    type: categorical
    values: [none, officer]
    initial_value: none
    mappings: [{type: custom}]
"""
)


def with_slots(slots: dict[str, Any], function: Any) -> Any:
    """Call a coroutine function as it is called while a message with slots is answered."""

    def call() -> Any:
        message_slots.set(slots)
        return asyncio.run(function())

    return copy_context().run(call)


@pytest.fixture
def store() -> SlotsOnly:
    """A tracker store of a small domain."""
    return SlotsOnly(DOMAIN)


def test_a_dialogue_begins_with_the_slots_that_were_sent(store: SlotsOnly) -> None:
    """A "yes" is an answer to what was offered."""
    tracker = with_slots({"offer": "officer"}, lambda: store.retrieve("c"))

    assert tracker.get_slot("offer") == "officer"
    assert tracker.get_slot("topic") is None
    assert tracker.latest_action_name == "action_listen"


def test_a_message_finds_a_dialogue_that_has_begun(store: SlotsOnly) -> None:
    """Rasa would run its session start otherwise, at each message."""
    tracker = with_slots({}, lambda: store.retrieve("c"))

    assert tracker.applied_events()


def test_the_slots_that_changed_are_given_back(store: SlotsOnly) -> None:
    """What the gateway does not get is forgotten."""
    slots: dict[str, Any] = {"offer": "officer"}

    async def answer() -> None:
        tracker = await store.retrieve("c")
        assert isinstance(tracker, DialogueStateTracker)
        tracker.update(SlotSet("topic", "spip"), DOMAIN)
        tracker.update(SlotSet("offer", "none"), DOMAIN)
        await store.save(tracker)

    with_slots(slots, answer)

    assert slots == {"topic": "spip"}


def test_a_slot_of_an_older_release_is_left_out(store: SlotsOnly) -> None:
    """A release may drop a slot while dialogues that have it go on."""
    tracker = with_slots({"gone": 1, "topic": "spip"}, lambda: store.retrieve("c"))

    assert tracker.current_slot_values()["topic"] == "spip"
    assert "gone" not in tracker.slots


def test_nothing_is_kept_between_messages(store: SlotsOnly) -> None:
    """Another citizen's message must find an empty dialogue."""
    with_slots({"topic": "spip"}, lambda: store.retrieve("c"))

    tracker = with_slots({}, lambda: store.retrieve("c"))

    assert tracker.get_slot("topic") is None


def test_the_address_is_what_the_gateway_calls() -> None:
    """bot/rasa_client.py posts to /webhooks/gateway/."""
    assert GatewayInput.name() == "gateway"


def test_the_likeliest_intents_are_told(store: SlotsOnly) -> None:
    """Five are enough to see what a message was nearly taken for; a press names its intent."""
    told: list[tuple[str, float]] = [("of the message before", 1.0)]
    ranked = [{"name": f"topic{n}", "confidence": 0.5 / (n + 1)} for n in range(8)]

    async def answer() -> None:
        message_ranking.set(told)
        tracker = await store.retrieve("c")
        assert isinstance(tracker, DialogueStateTracker)
        parsed = {"intent": ranked[0], "intent_ranking": ranked}
        tracker.update(UserUttered("halo", ranked[0], [], parsed), DOMAIN)
        await store.save(tracker)

    with_slots({}, answer)

    assert told == [(f"topic{n}", round(0.5 / (n + 1), 4)) for n in range(5)]
