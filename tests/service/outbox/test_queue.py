"""Replies on disk before they are sent, each with the state of its delivery."""

from service.outbox.deliveries import mark_sent
from service.outbox.splitting import LIMIT, utf16_length
from service.payloads import Payload
from service.replies import Button
from tests.service.harness import World

BUTTONS = (
    Button("Syarat", Payload.decode("topic:ppid-syarat")),
    Button("Bukan ini", Payload.decode("deny")),
)


def sent(world: World, message_id: int) -> None:
    """Record that the channel accepted a message."""
    with world.database.write() as session:
        mark_sent(session, message_id, "900", world.clock())


def test_a_message_goes_to_its_citizen_with_its_buttons(world: World) -> None:
    """The channel gets what it needs, and a token in place of what a button means."""
    conversation_id = world.conversation("77")
    message_id = world.put(conversation_id, "Pilih:", buttons=BUTTONS)

    (message,) = world.claim()

    assert (message.id, message.address, message.text) == (message_id, "77", "Pilih:")
    assert [button.label for button in message.buttons] == ["Syarat", "Bukan ini"]
    assert not [b for b in message.buttons if "ppid" in b.token or len(b.token) > 64]


def test_a_long_text_goes_in_parts_with_the_buttons_on_the_last(world: World) -> None:
    """Telegram refuses more than 4,096 characters; buttons belong where the eye ends."""
    conversation_id = world.conversation()
    text = "Kalimat yang cukup panjang. " * 400
    last = world.put(conversation_id, text, buttons=BUTTONS)
    parts = []
    while claimed := world.claim():
        parts.append(claimed[0])
        sent(world, claimed[0].id)

    assert "".join(" ".join(part.text for part in parts).split()) == "".join(text.split())
    assert [len(part.buttons) for part in parts] == [0] * (len(parts) - 1) + [2]
    assert (parts[-1].id, max(utf16_length(p.text) for p in parts) <= LIMIT) == (last, True)
    assert len(parts) > 2
