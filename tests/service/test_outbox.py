"""Replies on disk before they are sent, each with the state of its delivery."""

from service.conversations import change_owner
from service.models import OutboxMessage
from service.outbox import (
    RETRY_SECONDS,
    SENDING_SECONDS,
    mark_failed,
    mark_sent,
    retry_later,
    settle_lost_sendings,
)
from service.outcomes import Author, Delivery, Owner
from service.replies import Button
from service.splitting import LIMIT, utf16_length
from tests.service.harness import World

BUTTONS = (Button("Syarat", "topic:ppid-syarat"), Button("Bukan ini", "deny"))


def sent(world: World, message_id: int) -> None:
    """Record that the channel accepted a message."""
    with world.database.write() as session:
        mark_sent(session, message_id, "900", world.clock())


def give(world: World, conversation_id: str, owner: Owner, officer_id: int | None = None) -> None:
    """Change the owner."""
    with world.database.write() as session:
        change_owner(session, world.state(conversation_id), owner, officer_id)


def settle(world: World) -> None:
    """Look for messages whose sender died."""
    with world.database.write() as session:
        settle_lost_sendings(session, world.clock())


def test_a_message_goes_to_its_citizen_with_its_buttons(world: World) -> None:
    """The channel gets what it needs, and a token in place of what a button means."""
    conversation_id = world.conversation("77")
    message_id = world.put(conversation_id, "Pilih:", buttons=BUTTONS)

    (message,) = world.claim()

    assert (message.id, message.address, message.text) == (message_id, "77", "Pilih:")
    assert [button.label for button in message.buttons] == ["Syarat", "Bukan ini"]
    assert not [b for b in message.buttons if "ppid" in b.token or len(b.token) > 64]


def test_a_message_is_claimed_once(world: World) -> None:
    """Two gateways must not send the same answer twice."""
    world.put(world.conversation())

    first, second = world.claim(), world.claim()

    assert (len(first), second) == (1, [])


def test_a_conversation_gets_its_messages_one_at_a_time_in_order(world: World) -> None:
    """The second half of an answer must not arrive before the first."""
    conversation_id = world.conversation()
    first = world.put(conversation_id, "satu")
    second = world.put(conversation_id, "dua")

    claimed = [message.id for message in world.claim()]
    while_sending = world.claim()
    sent(world, first)

    assert (claimed, while_sending) == ([first], [])
    assert [message.id for message in world.claim()] == [second]


def test_a_message_that_waits_for_its_retry_holds_up_the_next(world: World) -> None:
    """Order counts more than speed within one conversation, and only there."""
    conversation_id = world.conversation("1")
    first = world.put(conversation_id, "satu")
    world.put(conversation_id, "dua")
    world.claim()
    with world.database.write() as session:
        retry_later(session, first, "429", world.clock(), wait=30)
    other = world.put(world.conversation("2"), "orang lain")

    assert [message.id for message in world.claim()] == [other]


def test_conversations_are_served_side_by_side_the_oldest_first(world: World) -> None:
    """One citizen's long answer must not keep the others waiting."""
    ids = [world.put(world.conversation(address)) for address in "123"]

    assert [message.id for message in world.claim(limit=2)] == ids[:2]
    assert [message.id for message in world.claim(limit=2)] == ids[2:]


def test_each_channel_claims_its_own(world: World) -> None:
    """A web citizen's answer must never be sent to a Telegram chat."""
    world.put(world.conversation("1", "web"))

    assert world.claim("telegram") == []
    assert len(world.claim("web")) == 1


def test_an_answer_of_the_bot_is_withdrawn_when_an_officer_took_over(world: World) -> None:
    """The bot never talks over a person."""
    conversation_id, officer = world.conversation(), world.officer()
    bot = world.put(conversation_id, "jawaban mesin")
    give(world, conversation_id, Owner.OFFICER, officer.id)

    assert world.claim() == []
    assert world.delivery(bot) is Delivery.WITHDRAWN


def test_receipts_and_officers_are_sent_while_an_officer_holds(world: World) -> None:
    """A withdrawn answer must not hold up what the officer writes."""
    conversation_id, officer = world.conversation(), world.officer()
    world.put(conversation_id, "jawaban mesin")
    receipt = world.put(conversation_id, "diteruskan", Author.SYSTEM)
    reply = world.put(conversation_id, "jawaban petugas", Author.OFFICER)
    give(world, conversation_id, Owner.OFFICER, officer.id)
    world.claim()

    first = [message.id for message in world.claim()]
    sent(world, receipt)
    second = [message.id for message in world.claim()]

    assert (first, second) == ([receipt], [reply])


def test_an_answer_still_goes_out_while_the_conversation_only_waits(world: World) -> None:
    """Nobody talks yet, so nobody is talked over; the citizen reads something."""
    conversation_id = world.conversation()
    message_id = world.put(conversation_id)
    give(world, conversation_id, Owner.QUEUE)

    assert [message.id for message in world.claim()] == [message_id]


def test_a_sent_message_is_recorded_with_the_channels_number(world: World) -> None:
    """The desk shows the officer that the citizen has it."""
    message_id = world.put(world.conversation())
    world.claim()

    sent(world, message_id)

    with world.database.read() as session:
        row = session.get_one(OutboxMessage, message_id)
        assert (row.state, row.external_id, row.error) == (Delivery.SENT, "900", None)
        assert row.sent_at == world.clock()


def test_a_message_whose_sender_died_becomes_uncertain(world: World) -> None:
    """It may have arrived: sending it again could double it, hiding it would lose it."""
    conversation_id = world.conversation()
    lost = world.put(conversation_id, "satu")
    after = world.put(conversation_id, "dua")
    world.claim()
    world.clock.advance(seconds=SENDING_SECONDS)
    settle(world)
    early = world.delivery(lost)
    world.clock.advance(seconds=1)

    settle(world)

    assert (early, world.delivery(lost)) == (Delivery.SENDING, Delivery.UNCERTAIN)
    assert [message.id for message in world.claim()] == [after]


def test_a_failed_sending_is_tried_again_and_at_last_given_up(world: World) -> None:
    """A short fault of the channel passes unnoticed; a lasting one is shown to the officer."""
    message_id = world.put(world.conversation())
    for seconds in RETRY_SECONDS:
        assert [message.id for message in world.claim()] == [message_id]
        with world.database.write() as session:
            retry_later(session, message_id, "502 " * 99, world.clock())
        world.clock.advance(seconds=seconds - 0.5)
        assert world.claim() == []
        world.clock.advance(seconds=0.5)
    world.claim()

    with world.database.write() as session:
        retry_later(session, message_id, "502", world.clock())

    assert world.delivery(message_id) is Delivery.FAILED
    assert world.claim() == []


def test_a_wait_that_the_channel_asks_for_is_kept(world: World) -> None:
    """Telegram bans bots that do not wait as told."""
    message_id = world.put(world.conversation())
    world.claim()
    with world.database.write() as session:
        retry_later(session, message_id, "429", world.clock(), wait=45)
    world.clock.advance(seconds=44)
    too_early = world.claim()
    world.clock.advance(seconds=1)

    (message,) = world.claim()

    assert (too_early, message.attempts) == ([], 1)


def test_a_message_that_cannot_be_delivered_is_marked_with_its_reason(world: World) -> None:
    """A citizen who blocked the bot is no reason to try for ever."""
    message_id = world.put(world.conversation())
    world.claim()

    with world.database.write() as session:
        mark_failed(session, message_id, Delivery.FAILED, "blocked " * 99)

    with world.database.read() as session:
        row = session.get_one(OutboxMessage, message_id)
        assert (row.state, len(row.error or "")) == (Delivery.FAILED, 200)


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
