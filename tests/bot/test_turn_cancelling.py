"""Turns that take a ticket back, or would."""

import pytest

from service.outcomes import Owner
from service.payloads import Payload
from tests.bot.harness import ANSWER, ESCALATION, Office


async def test_cancelling_gives_the_conversation_back_to_the_bot(any_office: Office) -> None:
    """Who found the answer meanwhile must not be stuck in a queue."""
    any_office.assistant.replies = (ESCALATION,)
    told = await any_office.write("petugas")
    ticket = any_office.ticket()
    assert ticket is not None

    asked = await any_office.press(told.buttons[any_office.say("button_cancel")])
    said = await any_office.press(asked.buttons[any_office.say("button_cancel_now")])
    any_office.assistant.replies = (ANSWER,)
    answer = await any_office.write("minta data")

    assert said.text == any_office.say("cancelled", ticket=ticket.ticket)
    assert any_office.owner() is Owner.BOT
    assert answer.text == ANSWER.text


async def test_cancelling_is_asked_once_more(any_office: Office) -> None:
    """The button stands where the thumb is."""
    any_office.assistant.replies = (ESCALATION,)
    told = await any_office.write("petugas")

    asked = await any_office.press(told.buttons[any_office.say("button_cancel")])

    ticket = any_office.ticket()
    assert ticket is not None
    assert asked.text == any_office.say("cancel_sure", ticket=ticket.ticket)
    assert any_office.owner() is Owner.QUEUE


@pytest.mark.parametrize(
    ("said", "key", "owner"),
    [
        ("ya", "cancelled", Owner.BOT),
        ("1", "cancelled", Owner.BOT),
        ("jangan", "kept", Owner.QUEUE),
        ("Tidak, tetap tunggu", "kept", Owner.QUEUE),
    ],
)
async def test_a_ticket_is_taken_back_in_words(
    office: Office, said: str, key: str, owner: Owner
) -> None:
    """Nobody is made to find a button again."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    ticket = office.ticket()
    assert ticket is not None
    await office.write("nggak jadi deh kak")

    told = await office.write(said)

    assert told.text == office.say(key, ticket=ticket.ticket)
    assert office.owner() is owner


async def test_an_old_yes_does_not_cancel_a_newer_ticket(office: Office) -> None:
    """A button from yesterday's conversation can still be pressed."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    asked = await office.write("batalkan tiket")
    await office.write("ya")
    await office.write("petugas")

    told = await office.press(asked.buttons[office.say("button_cancel_now")])

    assert told.text == office.say("nothing_to_cancel")
    assert office.owner() is Owner.QUEUE


async def test_a_held_ticket_is_not_cancelled_by_a_button(office: Office) -> None:
    """The officer is at work already and closes it themself."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    office.claim()

    told = await office.write(kind="command", payload=Payload.decode("cancel"))

    ticket = office.ticket()
    assert ticket is not None
    assert told.text == office.say("cancel_held", ticket=ticket.ticket)
    assert office.owner() is Owner.OFFICER


async def test_a_cancelled_ticket_is_called_cancelled(office: Office) -> None:
    """ "Selesai" would say that somebody had dealt with it."""
    office.assistant.replies = (ESCALATION,)
    await office.write("petugas")
    ticket = office.ticket()
    assert ticket is not None
    await office.write("batalkan tiket")
    await office.write("ya")

    told = await office.write(kind="command", payload=Payload.decode("status"))

    assert ticket.ticket in told.text
    assert "dibatalkan" in told.text
